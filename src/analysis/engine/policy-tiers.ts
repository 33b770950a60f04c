import { Policy, Tier } from '../model/cluster';

/** The policies that select the pods of a class for a direction, each tier in the order in which it is asked. */
export class PolicyTiers {
  public static readonly NONE = new PolicyTiers();

  private readonly policies: { readonly [tier in Tier]: Policy[] } = { Admin: [], NetworkPolicy: [], Baseline: [] };

  public get admin(): readonly Policy[] {
    return this.policies.Admin;
  }

  /** NetworkPolicies: as soon as there is one, the pods are isolated. */
  public get isolating(): readonly Policy[] {
    return this.policies.NetworkPolicy;
  }

  public get baseline(): readonly Policy[] {
    return this.policies.Baseline;
  }

  /** Whether what no rule of a NetworkPolicy allows is closed. */
  public get isIsolated(): boolean {
    return this.isolating.length > 0;
  }

  /** All of them. */
  public get all(): readonly Policy[] {
    return [...this.admin, ...this.isolating, ...this.baseline];
  }

  /** Those that have a say: where a NetworkPolicy isolates the pods, the Baseline tier has none. */
  public get asked(): readonly Policy[] {
    return this.isIsolated ? [...this.admin, ...this.isolating] : [...this.admin, ...this.baseline];
  }

  /** Adds a policy behind those of its tier. */
  public add(policy: Policy): void {
    this.policies[policy.tier].push(policy);
  }
}
