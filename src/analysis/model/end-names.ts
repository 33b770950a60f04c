import { Workload } from './cluster';
import { AddressesEnd, addressesText, AskedEnd, endOf, INGRESS_CONTROLLER, INGRESS_CONTROLLER_NAME, SourceEnd, workloadText } from './ends';
import { INTERNET } from './internet';
import { addressOf, AddressSet } from '../sets/address-set';

/** The name of all addresses that are in no special range. */
const INTERNET_NAME = 'internet';

/** A name such as `shop/web`, `web` or `shop/web[Deployment]`. */
const NAME = /^(?:([^/[\]]+)\/)?([^/[\]]+)(?:\[([^[\]]+)\])?$/;

/**
 * What the names of ends mean, where text enters: `namespace/name` of a workload, with its kind behind it where that is not enough, an IP address, a block of
 * addresses, or `internet`.
 */
export class EndNames {
  private readonly byName = new Map<string, Workload[]>();

  constructor(workloads: readonly Workload[]) {
    for (const workload of workloads) {
      const name = `${workload.namespace}/${workload.name}`;
      const known = this.byName.get(name);
      if (known) known.push(workload);
      else this.byName.set(name, [workload]);
    }
  }

  /**
   * The one end that a text names.
   *
   * @throws UnknownEnd when there is no such workload, AmbiguousEnd when there are several
   */
  public one(text: string): AskedEnd {
    const alike = this.byName.get(text);
    if (alike?.length === 1) return endOf(alike[0]);
    const found = this.all(text);
    if (found.length > 1) throw new AmbiguousEnd(text, found.map((end) => this.textOf(end)));
    return found[0];
  }

  /**
   * The one source that a text names: an end, or `{ingress-controller}`.
   *
   * @throws UnknownEnd when there is no such workload, AmbiguousEnd when there are several
   */
  public source(text: string): SourceEnd {
    return text === INGRESS_CONTROLLER_NAME ? INGRESS_CONTROLLER : this.one(text);
  }

  /**
   * Every end that a text names: several workloads where `[*]` says so.
   *
   * @throws UnknownEnd when there is no such workload, AmbiguousEnd when there are several of other kinds
   */
  public all(text: string): readonly AskedEnd[] {
    return this.addresses(text) ?? this.workloads(text).map(endOf);
  }

  /**
   * The workload that a text names.
   *
   * @throws UnknownEnd when there is none, AmbiguousEnd when there are several
   */
  public workload(text: string): Workload {
    const found = this.workloads(text);
    if (found.length > 1) throw new AmbiguousEnd(text, found.map((workload) => this.textOf(endOf(workload))));
    return found[0];
  }

  /** As short as it is without doubt, such as `shop/web`, or `shop/web[Deployment]` beside a Job of that name. */
  public textOf(end: AskedEnd): string {
    if (end.kind === 'addresses') return addressesText(end);
    const { namespace, name } = end.workload;
    return this.byName.get(`${namespace}/${name}`)?.length === 1 ? `${namespace}/${name}` : workloadText(end.workload);
  }

  private addresses(text: string): [AddressesEnd] | undefined {
    if (text === INTERNET_NAME) return [{ kind: 'addresses', addresses: INTERNET, name: text }];
    const address = addressOf(text);
    const addresses = address ? AddressSet.ofAddress(address) : AddressSet.ofBlock(text);
    return addresses && [{ kind: 'addresses', addresses, name: text }];
  }

  private workloads(text: string): readonly Workload[] {
    const [, namespace = 'default', name = '', kind] = NAME.exec(text) ?? [];
    const alike = this.byName.get(`${namespace}/${name}`) ?? [];
    const found = kind === undefined || kind === '*' ? alike : alike.filter((workload) => workload.kind === kind);
    if (found.length === 0) throw new UnknownEnd(text, [...this.byName.keys()], alike.map(workloadText));
    if (kind === undefined && found.length > 1) throw new AmbiguousEnd(text, found.map(workloadText));
    return found;
  }
}

/** An end was named that the manifests do not hold. */
export class UnknownEnd extends Error {
  constructor(public readonly end: string, known: readonly string[], ofOtherKinds: readonly string[] = []) {
    super(end === INGRESS_CONTROLLER_NAME ? ONLY_A_SOURCE : unknownText(end, known, ofOtherKinds));
  }
}

const ONLY_A_SOURCE = `"${INGRESS_CONTROLLER_NAME}" is only a source, and only explain is asked about it: it brings in what an Ingress or a route leads to workloads.`;

function unknownText(end: string, known: readonly string[], ofOtherKinds: readonly string[]): string {
  const name = NAME.exec(end)?.[2] ?? end;
  const alike = [...ofOtherKinds, ...known.filter((other) => other.endsWith(`/${name}`))].slice(0, 5);
  const some = alike.length > 0 ? `Did you mean ${alike.join(', ')}?` : `There are ${known.slice(0, 5).join(', ') || 'none'}${known.length > 5 ? ', …' : ''}.`;
  return `there is no workload "${end}". ${some}`;
}

/** The name of an end is that of several workloads. */
export class AmbiguousEnd extends Error {
  constructor(public readonly end: string, meant: readonly string[]) {
    const all = `${end.replace(/\[.*$/, '')}[*]`;
    super(`"${end}" is the name of ${meant.length} workloads. Write ${[...new Set(meant)].map(quoted).join(' or ')}, or ${quoted(all)} where all of them may be meant.`);
  }
}

/** As a shell takes it. */
function quoted(text: string): string {
  return `'${text}'`;
}
