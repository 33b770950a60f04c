import { Workload } from '../../../analysis/model/cluster';
import { endOf } from '../../../analysis/model/ends';
import { addressOf } from '../../../analysis/sets/address-set';
import { ConnectionSet } from '../../../analysis/sets/connection-set';
import { CLUSTER_DNS } from '../../../kubernetes/usual-pods';
import { thoseLike } from '../../entrances';
import { Clue, NamedEnd } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

const PORTS = ConnectionSet.ofPort('TCP', 53).union(ConnectionSet.ofPort('UDP', 53));

const UNKNOWN: NamedEnd = { kind: 'named', what: 'dns', name: 'cluster-dns', advice: 'Its pods have the label k8s-app=kube-dns in kube-system in most clusters.' };

export const dns: EvidenceKind = {
  id: 'dns',
  title: 'A container uses a name',
  find: ({ analysis }, named) => {
    const servers = thoseLike(CLUSTER_DNS, analysis.cluster.workloads).map(endOf);
    const first = new Map<Workload, Clue>();
    for (const clue of named) {
      const { from, evidence: { host }, grade } = clue;
      if (from.kind !== 'workload' || host === undefined) continue;
      const known = first.get(from.workload);
      if (known && (known.grade === 'certain' || grade === 'likely')) continue;
      if (addressOf(host) === undefined) first.set(from.workload, clue);
    }
    return [...first.values()].flatMap(({ from, grade, evidence: { place, host } }) => (servers.length > 0 ? servers : [UNKNOWN]).map((to): Clue => (
      { from, to, connections: PORTS, grade, evidence: { place, host } }
    )));
  },
};
