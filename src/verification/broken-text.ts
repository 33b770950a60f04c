import { BrokenConnection, ClosedPair } from './proof';
import { writerOf } from './writer';
import { WrittenApp } from './written-app';
import { Analysis } from '../analysis/analysis';
import { explain } from '../analysis/explain';
import { EndExplanation, Explanation, PolicyReference } from '../analysis/explanation';
import { PROTOCOLS } from '../analysis/sets/connection-set';
import { nameOf } from '../network/rule-peers';

/** Why a declared connection does not hold, and what to do, for the one who declared it. */
export function brokenText(broken: BrokenConnection, written: WrittenApp): string {
  const { declared: { direction, peer, where }, pairs, unknownName } = broken;
  const call = `connections.${direction === 'Egress' ? 'allowTo' : 'allowFrom'}(${nameOf(peer)})${where.text === undefined ? '' : ` at ${where.text}`}`;
  if (unknownName !== undefined) {
    return `${call} opens nothing: no container of the pods that are connected to has a port named "${unknownName}". `
      + 'Give the name of a port that they declare, or its number.';
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

function endLines(end: EndExplanation, { declared }: BrokenConnection, written: WrittenApp): string[] {
  const leftOut = declared.leftOut === (end.direction === declared.direction ? 'caller' : 'peer');
  const { policy: nearest } = end.nearMiss?.rule ?? {};
  return [
    `${end.direction}: ${end.text}`,
    ...end.decidedBy ? [`    ${policyText(end.decidedBy.policy, written)}`] : end.policies.map((policy) => `    ${policyText(policy, written)}`),
    ...nearest ? [`Nearest: ${end.direction} rule #${end.nearMiss!.rule.number} of ${nearest.name}: ${end.nearMiss!.text}.`] : [],
    ...leftOut ? [`To mend it: leave out "isolation" in the call, so that the policy of ${end.end} is written as well.`] : [],
    ...end.mend !== undefined ? [`${leftOut ? 'Or' : 'To mend it'}: ${end.mend}`] : [],
  ];
}

function policyText({ kind, name, source }: PolicyReference, written: WrittenApp): string {
  const object = written.objectOf(source);
  return `${kind} ${name}${object ? `, written by ${writerOf(object)}` : ''}`;
}
