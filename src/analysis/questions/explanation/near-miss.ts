import { Mismatch, NearMiss, ruleReferenceOf } from './explanation';
import { Analysis } from '../../engine/analysis';
import { Block, Direction, ListeningPort, Peer, Policy, Rule, RulePorts } from '../../model/cluster';
import { AskedEnd, textOf, WorkloadEnd } from '../../model/ends';
import { AddressSet } from '../../sets/address-set';
import { ConnectionSet, PROTOCOLS } from '../../sets/connection-set';

/** What is asked of one end of a connection, whoever the other is. */
export interface EndQuestion {
  readonly analysis: Analysis;
  readonly direction: Direction;
  /** The end whose policies are asked. */
  readonly end: WorkloadEnd;
  /** What is asked about: one port, or all of every protocol. */
  readonly asked: ConnectionSet;
}

/** What is asked of one end of a connection with the other. */
export interface Question extends EndQuestion {
  readonly other: AskedEnd;
  /** The ports that the destination has names for. */
  readonly named: readonly ListeningPort[];
}

/** A rule that does not match, and which of its two parts do. */
export interface Miss extends NearMiss {
  readonly policy: Policy;
  readonly matched: { readonly peers: boolean; readonly ports: boolean };
  readonly peers: readonly Peer[] | undefined;
}

/** Why a part of a rule does not match. */
export interface PartMiss {
  readonly mismatch: Mismatch;
  readonly text: string;
}

/** Which mismatch is nearest to a match, of rules that fail by as many parts. */
const NEARNESS: readonly Mismatch[] = ['named port', 'protocol', 'port', 'namespace', 'peer'];

/** Why none of the rules matches, the nearest first. */
export function missesOf(question: Question, policies: readonly Policy[]): Miss[] {
  const misses = policies.flatMap((policy) => policy.rules[question.direction]!.map((rule, index) => missOf(question, policy, rule, index)));
  return misses.sort((a, b) => partsOf(b) - partsOf(a) || NEARNESS.indexOf(a.mismatch) - NEARNESS.indexOf(b.mismatch));
}

function partsOf({ matched }: Miss): number {
  return Number(matched.peers) + Number(matched.ports);
}

function missOf(question: Question, policy: Policy, rule: Rule, index: number): Miss {
  const { analysis, direction, other, named, asked } = question;
  const matched = {
    peers: analysis.evaluator.means(rule, analysis.otherEnd(other)),
    ports: asked.subtract(analysis.evaluator.connectionsOf(rule, named)).isEmpty,
  };
  const misses = [...matched.peers ? [] : [peerMiss(question, rule.peers!)], ...matched.ports ? [] : [portMiss(question, rule.ports!)]];
  const text = misses.map((miss) => miss.text).join(', and ');
  return { rule: ruleReferenceOf(policy, direction, index), policy, peers: rule.peers, matched, mismatch: misses[0].mismatch, text };
}

function peerMiss({ analysis, other }: Question, peers: readonly Peer[]): PartMiss {
  if (other.kind === 'addresses') {
    const [address, name] = [other.addresses.first!, analysis.names.textOf(other)];
    const blocks = peers.flatMap((peer) => ('block' in peer ? [peer.block] : []));
    if (blocks.length === 0) return { mismatch: 'peer', text: `its peers are pods, and ${name} is ${other.addresses.isSingle ? 'an address' : 'addresses'}` };
    const holds = (cidr: string) => AddressSet.ofBlock(cidr)!.has(address);
    const around = blocks.find(({ cidr }) => holds(cidr));
    return {
      mismatch: 'peer',
      text: around ? exceptText(around, around.except.find(holds)!, name) : `its blocks ${blocks.map(({ cidr }) => cidr).join(', ')} do not hold ${name}`,
    };
  }
  const { namespace, labels } = other.workload;
  const rightPods = peers.some((peer) => 'selection' in peer && peer.selection.pods.matches(labels)
    && !analysis.index.namespacesOf(peer.selection.namespaces).includes(namespace));
  return rightPods
    ? { mismatch: 'namespace', text: `its pods are looked for in other namespaces than ${namespace}` }
    : { mismatch: 'peer', text: `none of its peers is ${textOf(other)}` };
}

function exceptText({ cidr }: Block, hole: string, address: string): string {
  return `it excepts ${hole}, which holds ${address}, from ${cidr}`;
}

/** Why the ports of a rule are not all that is asked about. */
export function portMiss({ analysis, named, asked }: Pick<Question, 'analysis' | 'named' | 'asked'>, ports: readonly RulePorts[]): PartMiss {
  const missing = ports.find((one) => 'name' in one && !named.some((given) => given.name === one.name && (one.protocol ?? given.protocol) === given.protocol));
  if (missing && 'name' in missing && ports.length === 1) {
    return { mismatch: 'named port', text: `it opens the port named "${missing.name}", which the destination does not have` };
  }
  const opened = analysis.evaluator.connectionsOf({ action: 'Accept', ports }, named);
  return { mismatch: isOtherProtocol(opened, asked) ? 'protocol' : 'port', text: `it opens ${openText(opened)}, not ${askedText(asked)}` };
}

/** Whether the port that is asked about is open in another protocol. */
function isOtherProtocol(opened: ConnectionSet, asked: ConnectionSet): boolean {
  const ports = PROTOCOLS.flatMap((protocol) => asked.portsOf(protocol).ranges.map(({ first }) => ({ protocol, first })));
  return !asked.isAll && ports.every(({ protocol, first }) => PROTOCOLS.some((one) => one !== protocol && opened.has(one, first)));
}

function openText(connections: ConnectionSet): string {
  return connections.isEmpty ? 'no port' : connections.toString();
}

/** Such as `TCP 5432`, or `all ports`. */
export function askedText(asked: ConnectionSet): string {
  return asked.isAll ? 'all ports' : asked.toString();
}
