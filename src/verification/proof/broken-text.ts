import { ApiObject } from 'cdk8s';
import { BrokenConnection, ClosedPair } from './proof';
import { isOfConnections, writerOf } from './writer';
import { WrittenApp } from './written-app';
import { Analysis } from '../../analysis/engine/analysis';
import { exampleOf, explain } from '../../analysis/questions/explanation/explain';
import { EndExplanation, Explanation, PolicyReference } from '../../analysis/questions/explanation/explanation';
import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';
import { nameOf } from '../../policies/rule-peers';
import { ResourceObject } from '../../resource/resource-object';

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
  const { names } = broken.analysis;
  const more = pairs.length > 1 ? ` So it is for ${pairs.length - 1} more pair${pairs.length > 2 ? 's' : ''} of pods that it declares.` : '';
  return [
    `${call} does not hold: ${names.textOf(pair.from)} cannot connect to ${isSame(pair) ? 'other pods of its own' : names.textOf(pair.to)} on `
      + `${pair.closed.isAll ? 'any port' : pair.closed}, by the manifests that would be written.${more}`,
    ...alone === undefined ? [] : [alone],
    ...endsOf(explanationOf(pair, broken.analysis)).filter(({ open }) => !open).flatMap((end) => endLines(end, broken, written)),
  ].join('\n    ');
}

function isSame({ from, to }: ClosedPair): boolean {
  return from.kind === 'workload' && to.kind === 'workload' && from.workload === to.workload;
}

function explanationOf({ from, to, closed }: ClosedPair, analysis: Analysis): Explanation {
  return explain(analysis, from, to, exampleOf(closed))[0];
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
  const { declared } = broken;
  const leftOut = declared.leftOut === (end.direction === declared.direction ? 'caller' : 'peer');
  const foreign = end.policies.some(({ source }) => !isOfConnections(written.objectOf(source)!));
  const { mend } = end;
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
  const patched = [from, to].flatMap((end) => written.objectAt(end) ?? []).find((object) => isPatched(object));
  if (nearMiss?.mismatch === 'peer' || nearMiss?.mismatch === 'namespace') {
    if (patched) return `take back the patch of ${writerOf(patched)}. Set its labels with "podMetadata" and its namespace with "metadata", which policies follow.`;
    return `correct the labels or the namespace by which ${nameOf(declared.peer)} is known: they are not those of ${analysis.names.textOf(from)} and ${analysis.names.textOf(to)} in what would be written.`;
  }
  const named = closed.isAll ? 'leave out "ports" in the call' : `name it in the call: { ports: [${portText(closed)}] }`;
  return patched ? `declare the port with addContainer instead of a patch of ${writerOf(patched)}, or ${named}.` : `${named}.`;
}

/** One of the ports, as the code of an app names it. */
function portText(closed: ConnectionSet): string {
  const example = exampleOf(closed);
  const protocol = PROTOCOLS.find((one) => !example.portsOf(one).isEmpty)!;
  return `NetworkPolicyPort.${protocol.toLowerCase()}(${example.portsOf(protocol)})`;
}

function isPatched(object: ApiObject): boolean {
  return ResourceObject.isResourceObject(object) && object.isPatched;
}

function policyText({ kind, name, source }: PolicyReference, written: WrittenApp): string {
  const object = written.objectOf(source);
  return `${kind} ${name}${object ? `, written by ${writerOf(object)}` : ''}`;
}
