import { RulePeer } from './rule-peer';
import { RuleKube, Rules } from './rules';
import { Direction, DIRECTIONS } from '../kubernetes/direction';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { LabelSelectorKube } from '../selection/label-selector';
import { memo } from '../validation/memo';

/** Kubernetes' `NetworkPolicySpec`, its types always written. */
export interface NetworkPolicyKube {
  readonly podSelector: LabelSelectorKube;
  readonly policyTypes: Direction[];
  readonly ingress?: RuleKube[];
  readonly egress?: RuleKube[];
}

/** What one policy of `connections` says: the directions that it isolates and what it opens in each. */
export class PolicyPlan {
  private readonly rules = new Map<Direction, Rules>();

  public get directions(): Direction[] {
    return DIRECTIONS.filter((direction) => this.rules.has(direction));
  }

  public isolate(direction: Direction): void {
    this.rulesOf(direction);
  }

  public open(direction: Direction, peers: readonly RulePeer[], ports: readonly NetworkPolicyPort[] | undefined): void {
    this.rulesOf(direction).open(peers, ports);
  }

  public toKube(podSelector: LabelSelectorKube): NetworkPolicyKube {
    const [ingress, egress] = DIRECTIONS.map((direction) => this.rules.get(direction)?.toKube(direction) ?? []);
    return {
      podSelector,
      policyTypes: this.directions,
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    };
  }

  private rulesOf(direction: Direction): Rules {
    return memo(this.rules, direction, () => new Rules());
  }
}
