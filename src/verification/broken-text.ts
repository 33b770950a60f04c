import { BrokenConnection, ClosedPair } from './proof';
import { isOfConnections, writerOf } from './writer';
import { WrittenApp } from './written-app';
import { Analysis } from '../analysis/analysis';
import { explain } from '../analysis/explain';
import { EndExplanation, Explanation, PolicyReference } from '../analysis/explanation';
import { ConnectionSet, PROTOCOLS } from '../analysis/sets/connection-set';
import { nameOf } from '../network/rule-peers';

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
  const more = pairs.length > 1 ? ` So it is for ${pairs.length - 1} more pair${pairs.length > 2 ? 's' : ''} of pods that it declares.` : '';
  return [
    `${call} does not hold: ${pair.from} cannot connect to ${pair.to} on ${pair.closed}, by the manifests that would be written.${more}`,
    ...endsOf(explanationOf(pair, broken.analysis)).filter(({ open }) => !open).flatMap((end) => endLines(end, broken, written)),
  ].join('\n    ');
}

function explanationOf({ from, to, closed }: ClosedPair, analysis: Analysis): Explanation {
  const [asked] = PROTOCOLS.flatMap((protocol) => closed.portsOf(protocol).ranges.map(({ first }) => ({ protocol, port: first })));
  return explain(analysis, from, to, asked.protocol, asked.port)[0];
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
function mendsOf(end: EndExplanation, { declared, pairs: [{ closed }] }: BrokenConnection, written: WrittenApp): string[] {
  const leftOut = declared.leftOut === (end.direction === declared.direction ? 'caller' : 'peer');
  const foreign = end.policies.some(({ source }) => !isOfConnections(written.objectOf(source)!));
  return [
    ...leftOut ? [`leave out "isolation" in the call, so that the policy of ${end.end} is written as well.`] : [],
    ...!leftOut && !foreign ? [afterPatch(end, closed)] : [],
    ...foreign && end.mend !== undefined ? [`${end.mend[0].toLowerCase()}${end.mend.slice(1)}`] : [],
  ];
}

/** Policies that `connections` wrote open what was declared, unless a patch changed something afterwards. */
function afterPatch({ end, nearMiss }: EndExplanation, closed: ConnectionSet): string {
  switch (nearMiss?.mismatch) {
    case 'port':
    case 'protocol':
    case 'named port': {
      const [factory] = PROTOCOLS.flatMap((protocol) => closed.portsOf(protocol).ranges.map(({ first }) => `NetworkPolicyPort.${protocol.toLowerCase()}(${first})`));
      return `a patch changed the ports of the pods or those of a policy. Declare the port with addContainer, or name it in the call: { ports: [${factory}] }.`;
    }
    case 'peer':
    case 'namespace':
      return 'a patch changed the labels or the namespace of the other end. Set labels with "podMetadata" and the namespace with "metadata", which policies follow.';
    default:
      return `a patch took the rule out of the policy of ${end}. Leave the policy as it is, or write one with NetworkPolicy instead.`;
  }
}

function policyText({ kind, name, source }: PolicyReference, written: WrittenApp): string {
  const object = written.objectOf(source);
  return `${kind} ${name}${object ? `, written by ${writerOf(object)}` : ''}`;
}
