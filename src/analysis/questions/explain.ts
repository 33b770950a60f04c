import { EndExplanation, Explanation, PolicyReference, referenceOf, RuleReference, ruleReferenceOf } from './explanation';
import { mendOf } from './mend';
import { askedText, missesOf, Question } from './near-miss';
import { Analysis } from '../engine/analysis';
import { Evaluation, RuleMatch } from '../engine/policy-evaluator';
import { Direction, Policy, Tier } from '../model/cluster';
import { AskedEnd, WorkloadEnd } from '../model/ends';
import { ConnectionSet, PROTOCOLS } from '../sets/connection-set';

/**
 * Why a connection is open or closed: for each end the policies that were asked, the rule that decided or came nearest, and the smallest change that would
 * open it. Of several addresses, those that the policies tell apart are explained one after the other.
 *
 * Where only some of what is asked about is open, one port of each range that is. Where nothing is asked about, what is closed is explained by the ports that
 * the destination listens on.
 */
export function explain(analysis: Analysis, from: AskedEnd, to: AskedEnd, asked?: ConnectionSet): Explanation[] {
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
  const ask = (direction: Direction, end: WorkloadEnd, other: AskedEnd) => {
    const named = analysis.evaluator.namedPorts(direction, analysis.classOfEnd(end), analysis.otherEnd(other));
    return new EndExplainer({ analysis, direction, end, other, asked, named }).explanation();
  };
  const egress = from.kind === 'workload' ? ask('Egress', from, to) : undefined;
  const ingress = to.kind === 'workload' ? ask('Ingress', to, from) : undefined;
  const open = (egress?.open ?? true) && (ingress?.open ?? true);
  return { from: analysis.names.textOf(from), to: analysis.names.textOf(to), ...askedPort(asked), open, egress, ingress };
}

function askedPort(asked: ConnectionSet): Pick<Explanation, 'connections' | 'protocol' | 'port'> {
  const connections = asked.toString();
  const [protocol, ...others] = PROTOCOLS.filter((one) => !asked.portsOf(one).isEmpty);
  const [range, ...more] = asked.portsOf(protocol).ranges;
  const isPort = others.length + more.length === 0 && range.first === range.last;
  return { connections, ...(isPort && { protocol, port: range.first }) };
}

/** What is to know of every answer about pods with `hostNetwork`. */
const ON_NODE = 'Its pods are on the network of their node, which policies do not reach with most network plugins: everything may be open there.';

/** One end of a connection, asked what its policies say to it. */
class EndExplainer {
  private readonly name: string;
  private readonly self: number;

  constructor(private readonly question: Question) {
    this.name = question.analysis.names.textOf(question.end);
    this.self = question.analysis.classOfEnd(question.end);
  }

  public explanation(): EndExplanation {
    const { analysis, direction, asked, other } = this.question;
    const evaluation = analysis.evaluator.trace(direction, this.self, analysis.otherEnd(other));
    const { isolating, isIsolated } = evaluation.tiers;
    const policies = evaluation.tiers.asked.map(referenceOf);
    const open = asked.intersect(evaluation.allowed);
    const decided = this.decidingRule(evaluation);
    // A rule for all ports decides all of them only where no other rule comes before it for some.
    if (decided && (decided.rule.action === 'Accept' ? open === asked : open.isEmpty)) return this.decidedBy(decided, policies);
    if (open.isEmpty && isIsolated) return this.isolated(isolating, policies);
    return { ...this.common(open === asked, policies), text: this.undecidedText(open, policies, isIsolated) };
  }

  /** The first rule that matches all that is asked about and does not pass it on to the next tier. */
  private decidingRule({ matches }: Evaluation): RuleMatch | undefined {
    let passed: Tier | undefined;
    for (const match of matches) {
      if (match.policy.tier === passed || !this.question.asked.subtract(match.connections).isEmpty) continue;
      if (match.rule.action !== 'Pass') return match;
      passed = match.policy.tier;
    }
    return undefined;
  }

  private decidedBy({ policy, index, rule }: RuleMatch, policies: readonly PolicyReference[]): EndExplanation {
    const reference = ruleReferenceOf(policy, this.question.direction, index);
    const open = rule.action === 'Accept';
    return {
      ...this.common(open, policies),
      decidedBy: reference,
      text: `${ruleText(reference)} ${open ? 'allows' : 'denies'} it.`,
      ...(!open && { mend: `Put a rule with action ${acceptWord(policy)} for ${this.asked} before it, in "${policy.name}"${orBefore(policy)}.` }),
    };
  }

  private isolated(policies: readonly Policy[], references: readonly PolicyReference[]): EndExplanation {
    const { direction } = this.question;
    const misses = missesOf(this.question, policies);
    const [nearest] = misses;
    const names = policies.map((policy) => referenceOf(policy).name).join(', ');
    return {
      ...this.common(false, references),
      ...(nearest && { nearMiss: { rule: nearest.rule, mismatch: nearest.mismatch, text: nearest.text } }),
      text: `${this.name} is isolated for ${direction.toLowerCase()} by ${names}, and no rule of ${policies.length === 1 ? 'it' : 'these'} allows it.`,
      mend: mendOf(this.question, policies, misses),
    };
  }

  private undecidedText(open: ConnectionSet, policies: readonly PolicyReference[], isIsolated: boolean): string {
    const direction = this.question.direction.toLowerCase();
    if (policies.length === 0) return `No policy selects ${this.name} for ${direction}, so all is open.`;
    if (open !== this.question.asked) return `The policies that select ${this.name} for ${direction} allow ${open.isEmpty ? 'none of it' : `only ${open}`}.`;
    if (isIsolated) return `Several rules of the policies that select ${this.name} for ${direction} allow it together.`;
    return `No rule of the policies that select ${this.name} for ${direction} matches, and nothing isolates it, so it is open.`;
  }

  private common(open: boolean, policies: readonly PolicyReference[]): Pick<EndExplanation, 'direction' | 'end' | 'open' | 'policies' | 'caveat'> {
    return { direction: this.question.direction, end: this.name, open, policies, ...(this.question.end.workload.hostNetwork && { caveat: ON_NODE }) };
  }

  /** Such as `TCP 5432 to data/db`. */
  private get asked(): string {
    const { analysis, direction, other, asked } = this.question;
    return `${askedText(asked)} ${direction === 'Egress' ? 'to' : 'from'} ${analysis.names.textOf(other)}`;
  }
}

/** How the rules of a policy say that they accept. */
function acceptWord({ kind }: Policy): string {
  return kind === 'ClusterNetworkPolicy' ? 'Accept' : 'Allow';
}

/** The policies of the tier that are asked before one, where its priority says which these are. */
function orBefore({ kind, tier, priority }: Policy): string {
  return kind === 'BaselineAdminNetworkPolicy' ? '' : ` or a policy of the ${tier} tier with a lower priority than ${priority}`;
}

/** Such as `Ingress rule #1 of default/web`. */
export function ruleText({ policy, direction, number, name }: RuleReference): string {
  const priority = policy.priority === undefined ? '' : `, priority ${policy.priority}`;
  const tier = policy.tier === 'NetworkPolicy' ? '' : ` (${policy.tier} tier${priority})`;
  return `${direction} rule #${number}${name === undefined ? '' : ` "${name}"`} of ${policy.name}${tier}`;
}
