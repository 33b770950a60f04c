import { EndExplanation, PolicyReference, referenceOf, RuleReference, ruleReferenceOf } from './explanation';
import { mendOf } from './mend';
import { askedText, EndQuestion, missesOf, Question } from './near-miss';
import { Analysis } from '../../engine/analysis';
import { Evaluation, RuleMatch } from '../../engine/policy-evaluator';
import { Direction, Policy, Tier } from '../../model/cluster';
import { AskedEnd, WorkloadEnd } from '../../model/ends';
import { ConnectionSet } from '../../sets/connection-set';

/** What is to know of every answer about pods with `hostNetwork`. */
const ON_NODE = 'Its pods are on the network of their node, which policies do not reach with most network plugins: everything may be open there.';

/** The other end, as far as the answer of this one speaks of it. */
export interface OtherSide {
  /** Such as `data/db`. */
  readonly name: string;
  /** What is nearest to opening what these policies close by isolation, and what would open it. */
  readonly opening: (isolating: readonly Policy[]) => Pick<EndExplanation, 'nearMiss' | 'mend'>;
}

/** What the policies of one end say to a connection, by how they come to it. */
export function explainEnd(question: EndQuestion, evaluation: Evaluation, other: OtherSide): EndExplanation {
  return new EndExplainer(question, evaluation, other).explanation();
}

/** What the policies of one end say to a connection with the other. */
export function explainTowards(analysis: Analysis, direction: Direction, end: WorkloadEnd, other: AskedEnd, asked: ConnectionSet): EndExplanation {
  const [self, otherEnd] = [analysis.classOfEnd(end), analysis.otherEnd(other)];
  const question: Question = { analysis, direction, end, other, asked, named: analysis.evaluator.namedPorts(direction, self, otherEnd) };
  const opening = (isolating: readonly Policy[]) => nearestOpening(question, isolating);
  return explainEnd(question, analysis.evaluator.trace(direction, self, otherEnd), { name: analysis.names.textOf(other), opening });
}

function nearestOpening(question: Question, isolating: readonly Policy[]): Pick<EndExplanation, 'nearMiss' | 'mend'> {
  const misses = missesOf(question, isolating);
  const [nearest] = misses;
  const mend = mendOf(question, isolating, misses);
  return nearest ? { nearMiss: { rule: nearest.rule, mismatch: nearest.mismatch, text: nearest.text }, mend } : { mend };
}

class EndExplainer {
  private readonly name: string;

  constructor(private readonly question: EndQuestion, private readonly evaluation: Evaluation, private readonly other: OtherSide) {
    this.name = question.analysis.names.textOf(question.end);
  }

  public explanation(): EndExplanation {
    const { asked } = this.question;
    const { tiers, allowed } = this.evaluation;
    const { isolating, isIsolated } = tiers;
    const policies = tiers.asked.map(referenceOf);
    const open = asked.intersect(allowed);
    const decided = this.decidingRule();
    // A rule for all ports decides all of them only where no other rule comes before it for some.
    if (decided && (decided.rule.action === 'Accept' ? open === asked : open.isEmpty)) return this.decidedBy(decided, policies);
    if (open.isEmpty && isIsolated) return this.isolated(isolating, policies);
    return { ...this.common(open === asked, policies), text: this.undecidedText(open, policies, isIsolated) };
  }

  /** The first rule that matches all that is asked about and does not pass it on to the next tier. */
  private decidingRule(): RuleMatch | undefined {
    let passed: Tier | undefined;
    for (const match of this.evaluation.matches) {
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
    const names = policies.map((policy) => referenceOf(policy).name).join(', ');
    return {
      ...this.common(false, references),
      text: `${this.name} is isolated for ${direction.toLowerCase()} by ${names}, and no rule of ${policies.length === 1 ? 'it' : 'these'} allows it.`,
      ...this.other.opening(policies),
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
    const { direction, asked } = this.question;
    return `${askedText(asked)} ${direction === 'Egress' ? 'to' : 'from'} ${this.other.name}`;
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
