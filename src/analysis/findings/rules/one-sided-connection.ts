import { opposite } from '../../../kubernetes/direction';
import { Analysis } from '../../engine/analysis';
import { Direction, Selection, Workload } from '../../model/cluster';
import { selectionText } from '../../questions/peer-text';
import { ConnectionSet } from '../../sets/connection-set';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { FIELDS, PeerPlace, peersOf, some } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const oneSidedConnection: FindingRule = {
  id: 'one-sided-connection',
  severity: 'warning',
  title: 'A connection is open on one side only',
  find: (analysis) => {
    return peersOf(analysis.cluster).flatMap((place) => {
      const { policy, peer, direction } = place;
      if ('block' in peer || !isNetworkPolicy(policy) || !isSpecific(peer.selection)) return [];
      const closed = closedPair(place, peer.selection, analysis);
      if (closed === undefined) return [];
      const far = example(analysis, closed.other);
      const policies = policiesAt(analysis, opposite(direction), closed.other);
      const instead = analysis.allows(opposite(direction), closed.other, closed.self);
      const near = nameOf(example(analysis, closed.self));
      return [onPolicy(policy, {
        field: place.peerField,
        text: direction === 'Egress'
          ? `${place.name} opens ${closed.ports} to ${selectionText(peer.selection)}, but none of those in these manifests accepts that: ${nameOf(far)} accepts ${instead.isEmpty ? 'nothing' : `only ${instead}`} from ${near}, by the policies that select it (${policies}).`
          : `${place.name} opens ${closed.ports} to ${selectionText(peer.selection)}, but none of those in these manifests may send that: ${nameOf(far)} may send ${instead.isEmpty ? 'nothing' : `only ${instead}`} to ${near}, by the policies that select it (${policies}).`,
        cure: `A connection needs both sides: add it to the ${FIELDS[opposite(direction)].rules} of a policy that selects ${nameOf(far)}, or delete it here.`,
      })];
    });
  },
};

interface ClosedPair {
  readonly self: number;
  readonly other: number;
  /** What the rule opens between them. */
  readonly ports: ConnectionSet;
}

/** A pair of which the rule opens one side, where there are pairs and none is open; ports that mean nothing are another finding. */
function closedPair({ policy, rule, direction }: PeerPlace, peer: Selection, analysis: Analysis): ClosedPair | undefined {
  let closed: ClosedPair | undefined;
  const { evaluator } = analysis;
  const selves = evaluator.classesOf({ selection: policy.subject });
  for (const other of evaluator.classesOf({ selection: peer })) {
    for (const self of selves) {
      const ports = evaluator.connectionsOf(rule, evaluator.namedPorts(direction, self, other));
      if (ports.isEmpty) continue;
      if (!ports.intersect(analysis.allows(opposite(direction), other, self)).isEmpty) return undefined;
      closed ??= { self, other, ports };
    }
  }
  return closed;
}

/** Rules for all pods of a namespace or of the cluster open what others then limit. */
function isSpecific({ namespaces, pods }: Selection): boolean {
  return !pods.isEverything || (typeof namespaces !== 'string' && !namespaces.isEverything);
}

/** A workload of a class, for its name. */
function example({ classes, cluster }: Analysis, number: number): Workload {
  return cluster.workloads[classes[number].members[0]];
}

function policiesAt({ evaluator }: Analysis, direction: Direction, number: number): string {
  return some(evaluator.tiersOf(direction, number).all.map(nameOf));
}
