import { explainTowards } from './explain-end';
import { explainWaysIn } from './explain-ways-in';
import { askedPortOf, Explanation } from './explanation';
import { Analysis } from '../../engine/analysis';
import { AskedEnd, SourceEnd } from '../../model/ends';
import { ConnectionSet, PROTOCOLS } from '../../sets/connection-set';

/**
 * Why a connection is open or closed: for each end the policies that were asked, the rule that decided or came nearest, and the smallest change that would
 * open it. Of several addresses, those that the policies tell apart are explained one after the other.
 *
 * Where only some of what is asked about is open, one port of each range that is. Where nothing is asked about, what is closed is explained by the ports that
 * the destination listens on. Of an ingress controller it is the ports to which the ways in lead.
 */
export function explain(analysis: Analysis, from: SourceEnd, to: AskedEnd, asked?: ConnectionSet): Explanation[] {
  if (from.kind === 'ingress-controller') return explainWaysIn(analysis, to, asked);
  return analysis.pairs(from, to).flatMap((pair) => {
    const each = portsToExplain(pair.connections.intersect(asked ?? ConnectionSet.ALL), asked, to);
    return each.map((one) => explainOne(analysis, pair.from, pair.to, one));
  });
}

/** One port of a set that is not empty, TCP before all others; all of it where it is everything. */
export function exampleOf(connections: ConnectionSet): ConnectionSet {
  if (connections.isAll) return connections;
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => !connections.portsOf(one).isEmpty)!;
  return ConnectionSet.ofPort(protocol, connections.portsOf(protocol).ranges[0].first);
}

function portsToExplain(open: ConnectionSet, asked: ConnectionSet | undefined, to: AskedEnd): ConnectionSet[] {
  if (open === (asked ?? ConnectionSet.ALL)) return [open];
  if (!open.isEmpty) return PROTOCOLS.flatMap((protocol) => open.portsOf(protocol).ranges.map(({ first }) => ConnectionSet.ofPort(protocol, first)));
  if (asked) return [asked];
  const listening = to.kind === 'workload' ? to.workload.ports : [];
  return listening.length > 0 ? listening.map(({ protocol, port }) => ConnectionSet.ofPort(protocol, port)) : [ConnectionSet.ALL];
}

function explainOne(analysis: Analysis, from: AskedEnd, to: AskedEnd, asked: ConnectionSet): Explanation {
  const egress = from.kind === 'workload' ? explainTowards(analysis, 'Egress', from, to, asked) : undefined;
  const ingress = to.kind === 'workload' ? explainTowards(analysis, 'Ingress', to, from, asked) : undefined;
  const open = (egress?.open ?? true) && (ingress?.open ?? true);
  return { from: analysis.names.textOf(from), to: analysis.names.textOf(to), ...askedPortOf(asked), open, egress, ingress };
}
