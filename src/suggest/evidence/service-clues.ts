import { ServicePort } from '../../analysis/model/cluster';
import { endOf } from '../../analysis/model/ends';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { AppConfiguration } from '../app-configuration';
import { Mention } from '../mentions';
import { ChosenPorts, chosenPorts, connectionsAt } from '../names/chosen-ports';
import { isPodOf, NamedService } from '../names/service-names';
import { Clue, Grade } from '../suggestion';

/** A mention of a Service, and which ports of it are meant. */
export interface ServiceMention {
  readonly mention: Mention;
  readonly service: NamedService;
  readonly chosen: ChosenPorts;
}

/** Every mention that resolves to a Service of the manifests and says enough of itself to count. */
export function serviceMentions(app: AppConfiguration): readonly ServiceMention[] {
  return app.mentions.flatMap((mention): ServiceMention[] => {
    const { resolved } = mention;
    if (resolved.is !== 'service' || resolved.service.type === 'ExternalName') return [];
    const { service } = resolved;
    const counts = saysItIsAnAddress(mention) || mention.address.form !== 'name' || isWholeWord(mention);
    return counts ? [{ mention, service, chosen: chosenPorts(mention, service, app.behind(service)) }] : [];
  });
}

/** Whether the mention is written as an address, or stands where there is one. A word in a field of another meaning is none. */
export function saysItIsAnAddress({ address, meaning, pairedPort }: Mention): boolean {
  switch (address.form) {
    case 'url': return true;
    case 'host-port': return meaning !== 'other';
    case 'name': return meaning === 'address' || (meaning !== 'other' && (address.host.includes('.') || pairedPort !== undefined));
  }
}

/** What a mention of a Service tells of: connections to the pods behind it. */
export function cluesOf({ mention, service, chosen }: ServiceMention, app: AppConfiguration): readonly Clue[] {
  if (chosen.is === 'missing') return [];
  const { pod, address, resolved } = mention;
  const grade: Grade = chosen.is === 'chosen' && saysItIsAnAddress(mention) ? 'certain' : 'likely';
  const onePod = resolved.is === 'service' ? resolved.pod : undefined;
  const isPeers = service.isHeadless;
  const [only] = chosen.ports;
  const evidence = { place: mention.setting.place, host: address.host, ...(chosen.ports.length === 1 && { port: only.port }) };
  const from = endOf(pod.workload);
  const behind = app.behind(service).filter(({ name }) => onePod === undefined || isPodOf(onePod, name));
  if (behind.length === 0) return [{ ...unknownPods(service, chosen.ports), from, grade: 'likely', evidence }];
  // The pods of one workload find each other by a headless Service; by another its own name is that under which others know it.
  return behind.filter((workload) => workload !== pod.workload || isPeers).flatMap((workload): Clue[] => {
    const connections = chosen.ports.reduce((all, port) => all.union(connectionsAt(port, service, workload)), ConnectionSet.NONE);
    return connections.isEmpty ? [] : [{ from, to: endOf(workload), connections, grade, evidence }];
  });
}

function unknownPods({ namespace, name, selector }: NamedService, ports: readonly ServicePort[]): Pick<Clue, 'to' | 'connections'> {
  const advice = selector === undefined ? 'The Service selects no pods: give a peer with the addresses of its endpoints.'
    : `No workload of the manifests is behind it: give a peer of the pods ${selector} of namespace ${namespace}.`;
  const targets = ports.flatMap(({ targetPort, protocol }) => (typeof targetPort === 'number' ? [ConnectionSet.ofPort(protocol, targetPort)] : []));
  return { to: { kind: 'named', what: 'service', name: `${namespace}/${name}`, advice }, connections: targets.reduce((all, one) => all.union(one), ConnectionSet.NONE) };
}

/** A word that is the whole of a value, in a field of which nothing tells what it is for. */
function isWholeWord({ address, meaning, setting }: Mention): boolean {
  return meaning === 'unknown' && setting.value.trim().toLowerCase() === address.host;
}
