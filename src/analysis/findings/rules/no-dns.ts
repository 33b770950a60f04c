import { Analysis } from '../../engine/analysis';
import { Policy, Rule, RulePorts, Selection, Workload } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { some } from '../rule-places';

export const noDns: FindingRule = {
  id: 'no-dns',
  severity: 'warning',
  title: 'Pods may connect to others, but not ask for their addresses',
  find: (analysis) => {
    const cutOff = new Map<Policy, { workloads: Workload[]; overTcp: boolean }>();
    for (const { number, members } of analysis.classes) {
      const { admin, isolating } = analysis.evaluator.tiersOf('Egress', number);
      const rules = [...admin, ...isolating].flatMap((policy) => policy.rules.Egress!).filter(({ action }) => action === 'Accept');
      const opening = isolating.find((policy) => policy.rules.Egress!.some(needsNames));
      if (opening === undefined || rules.some((rule) => leadsToDns(rule, 'UDP', analysis))) continue;
      const { workloads, overTcp } = cutOff.get(opening) ?? { workloads: [], overTcp: true };
      cutOff.set(opening, {
        workloads: [...workloads, ...members.map((member) => analysis.cluster.workloads[member])],
        overTcp: overTcp && rules.some((rule) => leadsToDns(rule, 'TCP', analysis)),
      });
    }
    return [...cutOff].map(([policy, { workloads, overTcp }]) => onPolicy(policy, {
      field: 'spec.egress',
      text: `${some(workloads.map(nameOf))} may connect to others by NetworkPolicy ${nameOf(policy)}, but no policy lets ${workloads.length === 1 ? 'it' : 'them'} ask a DNS server for their addresses`
        + `${overTcp ? ' over UDP, which is how most programs ask: a port without a protocol is one of TCP' : ''}.`,
      cure: overTcp ? 'Add the port with "protocol: UDP" beside it.'
        : 'Add an egress rule to pods k8s-app=kube-dns of namespace kube-system with the ports UDP 53 and TCP 53.',
    }));
  },
};

/** Whatever is not an address is looked up by its name, and so is the internet. */
function needsNames({ peers }: Rule): boolean {
  return peers === undefined || peers.some((peer) => 'selection' in peer || /\/0+$/.test(peer.block.cidr));
}

/** A rule for the port of DNS is one to DNS, whoever its peer is; one for every port is, where a DNS server may be among its peers. */
function leadsToDns({ ports, peers }: Rule, protocol: 'TCP' | 'UDP', analysis: Analysis): boolean {
  const meant = ports?.filter((port) => port.protocol === protocol || port.protocol === undefined);
  if (meant?.some(isDns)) return true;
  if (meant && !meant.some((port) => !('name' in port) && port.first <= 53 && port.last >= 53)) return false;
  return peers === undefined || peers.some((peer) => 'block' in peer || mayServeDns(peer.selection, analysis));
}

/** 5353 is where the DNS servers of some distributions listen. */
function isDns(port: RulePorts): boolean {
  if ('name' in port) return /dns|^domain$/.test(port.name);
  return port.last - port.first < 1000 && [53, 5353].some((dns) => port.first <= dns && dns <= port.last);
}

function mayServeDns(selection: Selection, { cluster, index }: Analysis): boolean {
  const { namespaces, pods } = selection;
  if (asksFor('dns', pods) || (typeof namespaces !== 'string' && asksFor('dns', namespaces))) return true;
  const system = cluster.namespaces.get('kube-system')?.labels ?? { 'kubernetes.io/metadata.name': 'kube-system' };
  const inSystem = typeof namespaces === 'string' ? namespaces === 'kube-system' : namespaces.matches(system) || asksFor('kube-system', namespaces);
  if (inSystem && (pods.matches({ 'k8s-app': 'kube-dns' }) || pods.matches({ 'k8s-app': 'coredns' }))) return true;
  return index.select(selection).some((number) => cluster.workloads[number].ports.some(({ port, protocol }) => protocol !== 'SCTP' && (port === 53 || port === 5353)));
}

/** Whether a label that a selector asks about, or one of its values, has a word in it. */
function asksFor(word: string, { requirements }: Selector): boolean {
  return requirements.some(({ key, values }) => [key, ...values].some((text) => text.includes(word)));
}
