import { Chart } from 'cdk8s';
import { Analysis } from '../../analysis/engine/analysis';
import { OtherEnd, PolicyEvaluator } from '../../analysis/engine/policy-evaluator';
import { rangesOf } from '../../analysis/engine/ranges';
import { Direction, Policy } from '../../analysis/model/cluster';
import { Source } from '../../analysis/model/source';
import { AddressSet } from '../../analysis/sets/address-set';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { memo } from '../../validation/memo';

/** What an end allows by some of the policies. */
type Allows = (evaluator: PolicyEvaluator) => boolean;

/**
 * Tells where a connection may hang on charts that are not applied: it is open by all policies together, but not by those of the charts of its ends alone,
 * or not where one other chart is applied beside them. NetworkPolicies only add up, so what is open in all of these is open beside any charts.
 */
export class PartialPolicies {
  private readonly evaluators = new Map<string, PolicyEvaluator>();
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
    this.checkEnd('Egress', source, own, (evaluator) => allows(evaluator, 'Egress', source, destination, expected));
    this.checkEnd('Ingress', destination, own, (evaluator) => allows(evaluator, 'Ingress', destination, source, expected));
  }

  public checkAddresses(direction: Direction, pod: number, addresses: AddressSet, expected: ConnectionSet): void {
    const self = this.analysis.classOfWorkload(pod);
    this.checkEnd(direction, self, new Set([...this.declaring, this.chartOfWorkload(pod)]), (evaluator) => {
      const open = rangesOf(direction, self, evaluator).filter(({ connections }) => expected.subtract(connections).isEmpty);
      return open.reduce((rest, answer) => rest.subtract(answer.addresses), addresses).isEmpty;
    });
  }

  private checkEnd(direction: Direction, self: number, own: ReadonlySet<Chart>, isOpen: Allows): void {
    const { all } = this.analysis.evaluator.tiersOf(direction, self);
    const others = new Set(all.map((policy) => this.charts.get(policy)!).filter((chart) => !own.has(chart)));
    if (others.size === 0) return;
    const alone = this.evaluatorOf(own);
    if (!isOpen(alone)) this.suspect(own);
    if (alone.tiersOf(direction, self).isIsolated) return;
    for (const other of others) {
      const beside = new Set([...own, other]);
      if (!isOpen(this.evaluatorOf(beside))) this.suspect(beside);
    }
  }

  private suspect(charts: ReadonlySet<Chart>): void {
    this.found.set(keyOf(charts), charts);
  }

  private evaluatorOf(charts: ReadonlySet<Chart>): PolicyEvaluator {
    return memo(this.evaluators, keyOf(charts), () => this.analysis.evaluatorBy((policy) => charts.has(this.charts.get(policy)!)));
  }

  private chartOfWorkload(number: number): Chart {
    return this.chartOf(this.analysis.cluster.workloads[number].source);
  }
}

function allows(evaluator: PolicyEvaluator, direction: Direction, self: number, other: OtherEnd, expected: ConnectionSet): boolean {
  return expected.subtract(evaluator.decide(direction, self, other)).isEmpty;
}

function keyOf(charts: ReadonlySet<Chart>): string {
  return [...charts].map(({ node }) => node.path).sort().join('\n');
}
