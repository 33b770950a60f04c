import { endText } from './connections';
import { EndNames } from '../../analysis/model/end-names';
import { AskedEnd, End } from '../../analysis/model/ends';
import { Difference } from '../../analysis/questions/difference';
import { AddressSet } from '../../analysis/sets/address-set';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { workloadsText } from '../../reporting/diff/columns';

/** What makes an opening dangerous, the worst first. */
export const RISKS = ['outside', 'across namespaces', 'all ports'] as const;

export type Risk = typeof RISKS[number];

/** Something that a change opens or closes. */
export interface Change {
  readonly does: 'opens' | 'closes';
  readonly source: string;
  readonly destination: string;
  /** What is opened or closed. */
  readonly connections: string;
  readonly before: string;
  readonly after: string;
  readonly risks: readonly Risk[];
  /** Which of the two ends came or went; empty where none did. */
  readonly workloads: string;
  /** The ends as a question names them; left out where they cannot be asked about. */
  readonly question?: { readonly from: string; readonly to: string };
}

/** What opens comes before what closes, and either has the riskiest first. */
export function changesOf(differences: readonly Difference[], names: EndNames): Change[] {
  const changes = differences.flatMap((difference): Change[] => {
    const { before, after } = difference;
    return [
      ...after.subtract(before).isEmpty ? [] : [changeOf('opens', difference, after.subtract(before), names)],
      ...before.subtract(after).isEmpty ? [] : [changeOf('closes', difference, before.subtract(after), names)],
    ];
  });
  const rankOf = ({ does, risks }: Change) => RISKS.reduce((rank, risk) => 2 * rank + (risks.includes(risk) ? 0 : 1), does === 'opens' ? 0 : 1);
  return changes.map((change) => ({ change, rank: rankOf(change) })).sort((a, b) => a.rank - b.rank).map(({ change }) => change);
}

function changeOf(does: Change['does'], difference: Difference, connections: ConnectionSet, names: EndNames): Change {
  const { source, destination, before, after } = difference;
  const [from, to] = [source, destination].map((end) => askedText(end, names));
  return {
    does,
    source: endText(source),
    destination: endText(destination),
    connections: connections.toString(),
    before: before.toString(),
    after: after.toString(),
    risks: RISKS.filter((risk) => has(risk, source, destination, connections)),
    workloads: workloadsText(difference),
    ...(from !== undefined && to !== undefined && { question: { from, to } }),
  };
}

function has(risk: Risk, source: End, destination: End, connections: ConnectionSet): boolean {
  switch (risk) {
    case 'outside': return source.kind !== 'workload' || destination.kind !== 'workload';
    case 'across namespaces': return source.kind === 'workload' && destination.kind === 'workload' && source.workload.namespace !== destination.workload.namespace;
    case 'all ports': return connections.isAll;
  }
}

/** A workload by its name, addresses by the first of them: what is asked about has one answer. */
function askedText(end: End, names: EndNames): string | undefined {
  if (end.kind === 'ingress-controller') return undefined;
  const asked: AskedEnd = end.kind === 'workload' ? end : { kind: 'addresses', addresses: AddressSet.ofAddress(end.addresses.first!) };
  return names.textOf(asked);
}
