import { Chart } from 'cdk8s';
import { Analysis } from '../../analysis/engine/analysis';
import { Decisions, OtherEnd } from '../../analysis/engine/policy-evaluator';
import { rangesOf } from '../../analysis/engine/ranges';
import { Direction, Policy } from '../../analysis/model/cluster';
import { Source } from '../../analysis/model/source';
import { AddressSet } from '../../analysis/sets/address-set';
import { ConnectionSet } from '../../analysis/sets/connection-set';

/** What an end allows by some of the policies. */
type Allows = (decisions: Decisions) => boolean;

/**
 * Tells where a connection may hang on charts that are not applied: it is open by all policies together, but not by those of the charts of its ends alone,
 * or not where one other chart is applied beside them. NetworkPolicies only add up, so what is open in all of these is open beside any charts.
 */
export class PartialPolicies {
  private readonly decisions = new Map<string, Decisions>();
  private readonly charts = new Map<Policy, Chart>();
  private readonly found = new Map<string, ReadonlySet<Chart>>();
  private declaring: readonly Chart[] = [];

  constructor(private readonly analysis: Analysis, private readonly chartOf: (source: Source) => Chart) {
    analysis.cluster.policies.forEach((policy) => this.charts.set(policy, chartOf(policy.source)));
  }

  /** The charts of the constructs that a declaration names belong to its ends. */
  public begin(declaring: readonly Chart[]): void {
    this.declaring = declaring;
    this.found.clear();
  }

  /** Sets of charts to look at more closely. */
  public get suspects(): ReadonlySet<Chart>[] {
    return [...this.found.values()];
  }

  public checkPods(from: number, to: number, expected: ConnectionSet): void {
    const own = new Set([...this.declaring, this.chartOfWorkload(from), this.chartOfWorkload(to)]);
    const [source, destination] = [this.analysis.classOfWorkload(from), this.analysis.classOfWorkload(to)];
    this.checkEnd('Egress', source, own, (decisions) => allows(decisions, 'Egress', source, destination, expected));
    this.checkEnd('Ingress', destination, own, (decisions) => allows(decisions, 'Ingress', destination, source, expected));
  }

  public checkAddresses(direction: Direction, pod: number, addresses: AddressSet, expected: ConnectionSet): void {
    const self = this.analysis.classOfWorkload(pod);
    this.checkEnd(direction, self, new Set([...this.declaring, this.chartOfWorkload(pod)]), (decisions) => {
      const open = rangesOf(direction, self, decisions).filter(({ connections }) => expected.subtract(connections).isEmpty);
      return open.reduce((rest, answer) => rest.subtract(answer.addresses), addresses).isEmpty;
    });
  }

  private checkEnd(direction: Direction, self: number, own: ReadonlySet<Chart>, isOpen: Allows): void {
    const { admin, isolating, baseline } = this.analysis.decisions.policiesOf(direction, self);
    const others = new Set([...admin, ...isolating, ...baseline].map((policy) => this.charts.get(policy)!).filter((chart) => !own.has(chart)));
    if (others.size === 0) return;
    const alone = this.decisionsOf(own);
    if (!isOpen(alone)) this.suspect(own);
    if (alone.policiesOf(direction, self).isolating.length > 0) return;
    for (const other of others) {
      const beside = new Set([...own, other]);
      if (!isOpen(this.decisionsOf(beside))) this.suspect(beside);
    }
  }

  private suspect(charts: ReadonlySet<Chart>): void {
    this.found.set(keyOf(charts), charts);
  }

  private decisionsOf(charts: ReadonlySet<Chart>): Decisions {
    const key = keyOf(charts);
    let decisions = this.decisions.get(key);
    if (!decisions) this.decisions.set(key, decisions = this.analysis.decisionsBy((policy) => charts.has(this.charts.get(policy)!)));
    return decisions;
  }

  private chartOfWorkload(number: number): Chart {
    return this.chartOf(this.analysis.cluster.workloads[number].source);
  }
}

function allows(decisions: Decisions, direction: Direction, self: number, other: OtherEnd, expected: ConnectionSet): boolean {
  return expected.subtract(decisions.decide(direction, self, other)).isEmpty;
}

function keyOf(charts: ReadonlySet<Chart>): string {
  return [...charts].map(({ node }) => node.path).sort().join('\n');
}
