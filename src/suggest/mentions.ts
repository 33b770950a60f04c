import { Variables } from './configuration/expansion';
import { GivenObjects } from './configuration/given-objects';
import { PodSpec, podSpecOf, usesClusterDns } from './configuration/pod-spec';
import { scopesOf } from './configuration/scopes';
import { PlacedSetting, Scope } from './configuration/setting';
import { FieldMeaning, meaningOf, stemOfHost, stemOfPort } from './names/field-meaning';
import { Resolved, ServiceNames } from './names/service-names';
import { addressesIn, splitted, WrittenAddress } from './names/written-address';
import { Analysis } from '../analysis/engine/analysis';

/** A host that a container reads, and what it means. */
export interface Mention {
  readonly pod: PodSpec;
  readonly setting: PlacedSetting;
  readonly meaning: FieldMeaning;
  readonly address: WrittenAddress;
  readonly resolved: Resolved;
  /** The port of a value that belongs to it, where it has none itself. */
  readonly pairedPort?: number;
  /** Whether that value is called like any port, such as `PORT`, which may be the container's own. */
  readonly isLoosePair: boolean;
}

/** A number that is a port, with what it is the port of. */
interface PairedPorts {
  readonly byStem: ReadonlyMap<string, number>;
  readonly next: ReadonlyMap<PlacedSetting, number>;
}

const PORT = /^\d{1,5}$/;
/** Such as `host=db port=5432`, or `{ host: db, port: 5432 }` in a line. */
const PART = /(?:^|[\s;,{&?])["']?([A-Za-z][\w -]*?)["']?\s*(?:=|:\s)\s*["']?([^\s;,}"'=]+)/g;

/**
 * Every host that the containers of a workload read.
 *
 * @param ofServices the variables that pods of the namespace get for its Services
 */
export function mentionsOf(pod: PodSpec, objects: GivenObjects, names: ServiceNames, ofServices: Variables): readonly Mention[] {
  const byName = hostAliasesOf(pod);
  const usesDns = usesClusterDns(pod);
  const { namespace } = pod.workload;
  return scopesOf(pod, objects, ofServices).flatMap((scope) => {
    const settings = scope.settings.flatMap((setting) => [setting, ...partsOf(setting)]);
    let ports: PairedPorts | undefined;
    return settings.flatMap((setting) => {
      let meaning: FieldMeaning | undefined;
      return addressesIn(setting.value).flatMap((address): Mention[] => {
        const resolved = names.resolve(byName.get(address.host) ?? address.host, namespace, usesDns);
        if (!resolved || resolved.is === 'itself') return [];
        meaning ??= meaningOf(setting.name);
        if (meaning === 'opaque') return [];
        ports ??= pairedPortsOf({ ...scope, settings });
        return [{ pod, setting, meaning, address, resolved, ...portFor(address, setting, scope, ports) }];
      });
    });
  });
}

/** Every workload whose manifest shows its pods. */
export function podSpecsOf({ cluster }: Analysis, objects: GivenObjects): readonly PodSpec[] {
  return cluster.workloads.flatMap((workload) => podSpecOf(workload, objects) ?? []);
}

function portFor(address: WrittenAddress, setting: PlacedSetting, scope: Scope, { byStem, next }: PairedPorts): Pick<Mention, 'pairedPort' | 'isLoosePair'> {
  const stem = address.port === undefined ? stemOfHost(setting.name) : undefined;
  const ofStem = stem === undefined ? undefined : byStem.get(stem);
  const port = address.port === undefined ? ofStem ?? next.get(setting) ?? portBehind(address, setting.value) : undefined;
  return { ...(port !== undefined && { pairedPort: port }), isLoosePair: ofStem === undefined || (stem === '' && scope.kind === 'variables') };
}

/** Ports by what they are the ports of, and those that follow a word, as in `nc redis 6379`. */
function pairedPortsOf({ kind, settings }: Scope): PairedPorts {
  const byStem = new Map<string, number>();
  const next = new Map<PlacedSetting, number>();
  settings.forEach((setting, index) => {
    if (!PORT.test(setting.value)) return;
    const stem = stemOfPort(setting.name);
    if (stem !== undefined) byStem.set(stem, Number(setting.value));
    const before = settings[index - 1];
    if (setting.name === '' && before && kind === 'arguments') next.set(before, Number(setting.value));
  });
  return { byStem, next };
}

/** The number behind a host in the same value. */
function portBehind({ host, form }: WrittenAddress, value: string): number | undefined {
  if (form !== 'name' || !value.includes(' ')) return undefined;
  const items = splitted(value);
  const following = items[items.findIndex((item) => item.toLowerCase() === host) + 1];
  return following !== undefined && PORT.test(following) ? Number(following) : undefined;
}

/** The parts of a value that have names of their own, as those of a connection string have. */
function partsOf(setting: PlacedSetting): PlacedSetting[] {
  if (setting.value.includes('://') || !/[=:]/.test(setting.value)) return [];
  return [...setting.value.matchAll(PART)].map(([, name, value]) => ({ ...setting, name: `${setting.name}.${name}`, value }));
}

function hostAliasesOf({ spec }: PodSpec): ReadonlyMap<string, string> {
  return new Map(spec.at('hostAliases').items.flatMap((alias) => alias.at('hostnames').texts.map((host) => [host.toLowerCase(), alias.at('ip').text ?? ''] as const)));
}
