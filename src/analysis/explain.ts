import { Analysis } from './analysis';
import { OtherEnd } from './engine/decisions';
import { EndExplanation, Explanation, PolicyReference, referenceOf, RuleReference, ruleReferenceOf } from './explanation';
import { mendOf } from './mend';
import { Direction, Policy, Rule } from './model/cluster';
import { missesOf, Question } from './near-miss';
import { Protocol, PROTOCOLS } from './sets/connection-set';

/**
 * Why a connection is open or closed: for each end the policies that were asked, the rule that decided or came nearest, and the smallest change that would
 * open it.
 *
 * Without a port, what is open is explained by one port of each range that is; what is closed, by the ports that the destination listens on.
 */
export function explain(analysis: Analysis, from: string, to: string, protocol?: Protocol, port?: number): Explanation[] {
  return portsToExplain(analysis, from, to, protocol, port).map((asked) => explainPort(analysis, from, to, asked));
}

interface AskedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

function portsToExplain(analysis: Analysis, from: string, to: string, protocol: Protocol = 'TCP', port?: number): AskedPort[] {
  if (port !== undefined) return [{ protocol, port }];
  const open = analysis.connections(from, to);
  const opened = PROTOCOLS.flatMap((one) => open.portsOf(one).ranges.map(({ first }) => ({ protocol: one, port: first })));
  if (opened.length > 0) return open.isAll ? [{ protocol, port: 1 }] : opened;
  const listening = typeof analysis.endOf(to) === 'number' ? analysis.workloadOf(to).ports : [];
  return listening.length > 0 ? listening.map((one) => ({ protocol: one.protocol, port: one.port })) : [{ protocol, port: 80 }];
}

function explainPort(analysis: Analysis, from: string, to: string, asked: AskedPort): Explanation {
  const [source, destination] = [analysis.endOf(from), analysis.endOf(to)];
  const ask = (direction: Direction, end: string, self: number, otherText: string, other: OtherEnd) => {
    const named = analysis.decisions.namedPorts(direction, self, other);
    return new Asking({ analysis, direction, end, self, otherText, other, ...asked, named }).explanation();
  };
  const egress = typeof source === 'number' ? ask('Egress', from, source, to, destination) : undefined;
  const ingress = typeof destination === 'number' ? ask('Ingress', to, destination, from, source) : undefined;
  return { from, to, ...asked, open: (egress?.open ?? true) && (ingress?.open ?? true), egress, ingress };
}

/** One end of a connection, asked what its policies say to it. */
class Asking {
  constructor(private readonly question: Question) {}

  public explanation(): EndExplanation {
    const { analysis, direction, self, end } = this.question;
    const { admin, isolating, baseline } = analysis.decisions.policiesOf(direction, self);
    const policies = [...admin, ...isolating, ...isolating.length > 0 ? [] : baseline].map(referenceOf);
    const decided = this.firstMatch(admin) ?? this.firstMatch(isolating) ?? (isolating.length > 0 ? undefined : this.firstMatch(baseline));
    if (decided) return this.decidedBy(decided, policies);
    if (isolating.length > 0) return this.isolated(isolating, policies);
    return {
      ...this.common(true, policies),
      text: policies.length === 0
        ? `No policy selects ${end} for ${direction.toLowerCase()}, so all is open.`
        : `No rule of the policies that select ${end} for ${direction.toLowerCase()} matches, and nothing isolates it, so it is open.`,
    };
  }

  /** The first rule that matches and does not pass; NetworkPolicies only accept. */
  private firstMatch(policies: readonly Policy[]): Matched | undefined {
    for (const policy of policies) {
      for (const [index, rule] of policy.rules[this.question.direction]!.entries()) {
        if (!this.matches(rule)) continue;
        if (rule.action === 'Pass') return undefined;
        return { policy, rule, reference: ruleReferenceOf(policy, this.question.direction, index) };
      }
    }
    return undefined;
  }

  private matches(rule: Rule): boolean {
    const { analysis: { decisions }, other, named, protocol, port } = this.question;
    return decisions.means(rule, other) && decisions.connectionsOf(rule, named).has(protocol, port);
  }

  private decidedBy({ policy, rule, reference }: Matched, policies: readonly PolicyReference[]): EndExplanation {
    const open = rule.action === 'Accept';
    return {
      ...this.common(open, policies),
      decidedBy: reference,
      text: `${ruleText(reference)} ${open ? 'allows' : 'denies'} it.`,
      ...(!open && { mend: `Put a rule with action Accept for ${this.asked} before it, in "${policy.name}" or a policy of the ${policy.tier} tier with a lower priority than ${policy.priority}.` }),
    };
  }

  private isolated(policies: readonly Policy[], references: readonly PolicyReference[]): EndExplanation {
    const { direction, end } = this.question;
    const misses = missesOf(this.question, policies);
    const [nearest] = misses;
    const names = policies.map((policy) => referenceOf(policy).name).join(', ');
    return {
      ...this.common(false, references),
      ...(nearest && { nearMiss: { rule: nearest.rule, mismatch: nearest.mismatch, text: nearest.text } }),
      text: `${end} is isolated for ${direction.toLowerCase()} by ${names}, and no rule of ${policies.length === 1 ? 'it' : 'these'} allows it.`,
      mend: mendOf(this.question, policies, misses),
    };
  }

  private common(open: boolean, policies: readonly PolicyReference[]): Pick<EndExplanation, 'direction' | 'end' | 'open' | 'policies'> {
    return { direction: this.question.direction, end: this.question.end, open, policies };
  }

  /** Such as `TCP 5432 to data/db`. */
  private get asked(): string {
    const { direction, otherText, protocol, port } = this.question;
    return `${protocol} ${port} ${direction === 'Egress' ? 'to' : 'from'} ${otherText}`;
  }
}

interface Matched {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly reference: RuleReference;
}

/** Such as `Ingress rule #1 of default/web`. */
export function ruleText({ policy, direction, number, name }: RuleReference): string {
  const tier = policy.tier === 'NetworkPolicy' ? '' : ` (${policy.tier} tier, priority ${policy.priority})`;
  return `${direction} rule #${number}${name === undefined ? '' : ` "${name}"`} of ${policy.name}${tier}`;
}
