import { ApiObject } from 'cdk8s';
import { BrokenConnection, ClosedPair } from './proof';
import { isOfConnections, writerOf } from './writer';
import { WrittenApp } from './written-app';
import { Analysis } from '../analysis/analysis';
import { explain } from '../analysis/explain';
import { EndExplanation, Explanation, PolicyReference } from '../analysis/explanation';
import { ConnectionSet, Protocol } from '../analysis/sets/connection-set';
import { nameOf } from '../network/rule-peers';
import { ResourceObject } from '../resource/resource-object';

/** Why a declared connection does not hold, and what to do, for the one who declared it. */
export function brokenText(broken: BrokenConnection, written: WrittenApp): string {
  const { declared: { direction, peer, where }, pairs, unknownName } = broken;
  const call = `connections.${direction === 'Egress' ? 'allowTo' : 'allowFrom'}(${nameOf(peer)})${where.text === undefined ? '' : ` at ${where.text}`}`;
  if (unknownName !== undefined) {
    return broken.connectsToPods
      ? `${call} cannot open the port named "${unknownName}": no container of the pods that are connected to has a port of that name and protocol. `
        + 'Give the name of a port that they declare, or its number.'
      : `${call} cannot open the port named "${unknownName}": addresses have no names for ports. Give its number.`;
  }
  const [pair] = pairs;
  const alone = broken.alone && `It holds only where other charts are applied as well: not with ${broken.alone.map(({ node }) => node.path).join(' and ')} alone. Where they are always `
    + 'applied together, say Cluster.of(…) of them; else allow it in their own policies.';
  const more = pairs.length > 1 ? ` So it is for ${pairs.length - 1} more pair${pairs.length > 2 ? 's' : ''} of pods that it declares.` : '';
  return [
    `${call} does not hold: ${pair.from} cannot connect to ${pair.from === pair.to ? 'other pods of its own' : pair.to} on `
      + `${pair.closed.isAll ? 'any port' : pair.closed}, by the manifests that would be written.${more}`,
    ...alone === undefined ? [] : [alone],
    ...endsOf(explanationOf(pair, broken.analysis)).filter(({ open }) => !open).flatMap((end) => endLines(end, broken, written)),
  ].join('\n    ');
}

/** One of the ports that are closed, TCP before all others. */
function askedOf(closed: ConnectionSet): { protocol: Protocol; port: number } {
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => !closed.portsOf(one).isEmpty)!;
  return { protocol, port: closed.portsOf(protocol).ranges[0].first };
}

function explanationOf({ from, to, closed }: ClosedPair, analysis: Analysis): Explanation {
  const { protocol, port } = askedOf(closed);
  return explain(analysis, from, to, protocol, port)[0];
}

function endsOf({ egress, ingress }: Explanation): EndExplanation[] {
  return [egress, ingress].filter((end) => end !== undefined);
}

function endLines(end: EndExplanation, broken: BrokenConnection, written: WrittenApp): string[] {
  const { direction, text, decidedBy, policies, nearMiss } = end;
  const mends = mendsOf(end, broken, written);
  return [
    `${direction}: ${text}`,
    ...(decidedBy ? [decidedBy.policy] : policies).map((policy) => `    ${policyText(policy, written)}`),
    ...nearMiss ? [`Nearest: ${direction} rule #${nearMiss.rule.number} of ${nearMiss.rule.policy.name}: ${nearMiss.text}.`] : [],
    ...mends.map((mend, index) => `${index === 0 ? 'To mend it' : 'Or'}: ${mend}`),
  ];
}

/** What to write: in the app where the app wrote the policies, else in the policy of somebody else. */
function mendsOf(end: EndExplanation, broken: BrokenConnection, written: WrittenApp): string[] {
  const { declared, pairs: [{ closed }] } = broken;
  const leftOut = declared.leftOut === (end.direction === declared.direction ? 'caller' : 'peer');
  const foreign = end.policies.some(({ source }) => !isOfConnections(written.objectOf(source)!));
  const mend = closed.isAll ? end.mend?.replace(/, ports TCP 1\.$/, ', on all ports.') : end.mend;
  return [
    ...leftOut ? [`leave out "isolation" in the call, so that the policy of ${end.end} is written as well.`] : [],
    ...!leftOut && !foreign ? [ofOwn(end, broken, written)] : [],
    ...foreign && mend !== undefined ? [`${mend[0].toLowerCase()}${mend.slice(1)}`] : [],
  ];
}

/** Policies that `connections` wrote open what was declared, unless something was changed afterwards, or adopted by other labels than it has. */
function ofOwn({ policies, nearMiss }: EndExplanation, { declared, analysis, pairs: [pair] }: BrokenConnection, written: WrittenApp): string {
  const { from, to, closed } = pair;
  const policy = policies.map(({ source }) => written.objectOf(source)!).find((object) => isPatched(object));
  if (policy) return `take back the patch of ${writerOf(policy)}, or write that policy with NetworkPolicy instead.`;
  const patched = [from, to].flatMap((end) => written.objectNamed(end, analysis) ?? []).find((object) => isPatched(object));
  const { protocol, port } = askedOf(closed);
  if (nearMiss?.mismatch === 'peer' || nearMiss?.mismatch === 'namespace') {
    if (patched) return `take back the patch of ${writerOf(patched)}. Set its labels with "podMetadata" and its namespace with "metadata", which policies follow.`;
    return `correct the labels or the namespace by which ${nameOf(declared.peer)} is known: they are not those of ${from} and ${to} in what would be written.`;
  }
  const factory = closed.isAll ? undefined : `NetworkPolicyPort.${protocol.toLowerCase()}(${port})`;
  const named = factory === undefined ? 'leave out "ports" in the call' : `name it in the call: { ports: [${factory}] }`;
  return patched ? `declare the port with addContainer instead of a patch of ${writerOf(patched)}, or ${named}.` : `${named}.`;
}

function isPatched(object: ApiObject): boolean {
  return ResourceObject.isResourceObject(object) && object.isPatched;
}

function policyText({ kind, name, source }: PolicyReference, written: WrittenApp): string {
  const object = written.objectOf(source);
  return `${kind} ${name}${object ? `, written by ${writerOf(object)}` : ''}`;
}
