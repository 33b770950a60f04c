import { Analysis } from '../analysis/engine/analysis';
import { workloadText } from '../analysis/model/ends';
import { leavesIpv6Out } from '../analysis/questions/connectivity';

/** Kinds that close or open connections in ways that are not understood here. */
const OTHER_POLICIES = /(NetworkPolicy|NetworkSet|AuthorizationPolicy)$/;

/** What is worth knowing beside every result: what of the manifests is not in it, and where a cluster may do otherwise. */
export function notesOf({ cluster }: Analysis): string[] {
  const { workloads, makers, repeated } = cluster;
  const notes: string[] = [];
  const policies = [...cluster.passedOver].filter(([kind]) => OTHER_POLICIES.test(kind)).map(([kind, count]) => `${count} ${kind}`);
  if (policies.length > 0) notes.push(`passed over ${policies.join(', ')}: what these close or open is not in the result.`);
  if (makers.length > 0) notes.push(`${countsOf(makers.map(({ kind }) => kind))} may have pods that the manifests do not tell of; these are not in the result.`);
  if (repeated > 0) notes.push(`${repeated} object${repeated === 1 ? ' is' : 's are'} given again with the same content.`);
  const onNodes = workloads.filter(({ hostNetwork }) => hostNetwork).map(workloadText);
  if (onNodes.length > 0) {
    const names = onNodes.length > 3 ? `${onNodes.slice(0, 3).join(', ')} and ${onNodes.length - 3} more` : onNodes.join(', ');
    notes.push(`policies do not reach the pods of ${names}, which are on the network of their node: there everything is open.`);
  }
  return notes;
}

/** What is worth knowing beside a list of connections alone. */
export function notesOfList(analysis: Analysis): string[] {
  if (!leavesIpv6Out(analysis)) return [];
  return ['addresses of IPv6 are not listed, because no policy names any, though some are open; explain tells of them.'];
}

/** Such as `2 Kafka, 1 Prometheus`. */
function countsOf(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
