import { Construct } from 'constructs';
import { DeclaredEnds } from './declared-ends';
import { WrittenApp } from './written-app';
import { Analysis } from '../../analysis/engine/analysis';
import { Policy, Workload } from '../../analysis/model/cluster';
import { AdoptedPods } from '../../connections/adopted-pods';
import { checkedPodSelector } from '../../peers/peer-config';
import { Resource } from '../../resource/resource';
import { Isolation } from '../../synth/run/planned';
import { Synthesis } from '../../synth/run/synthesis';
import { Input } from '../../validation/input';

/** Pods that a policy of `connections` was to isolate, and does not in what is going to be written. */
export interface LostIsolation {
  readonly construct: Construct;
  readonly text: string;
}

/** A patch of a label, of a namespace or of a policy opens pods in silence; it is found here. */
export function lostIsolations(written: WrittenApp, synthesis: Synthesis): LostIsolation[] {
  const clusters = new Map<Analysis, Cluster>();
  return synthesis.isolations.flatMap((isolation) => {
    const texts = written.together.around([isolation.object.chart]).map((together) => {
      const analysis = written.analysisOf(together);
      const cluster = clusters.get(analysis) ?? new Cluster(analysis);
      clusters.set(analysis, cluster);
      return cluster.lossOf(isolation);
    });
    const text = texts.find((one) => one !== undefined);
    return text === undefined ? [] : [{ construct: isolation.construct, text }];
  });
}

class Cluster {
  private readonly ends: DeclaredEnds;
  private readonly policies: ReadonlyMap<string | undefined, Policy>;

  constructor(private readonly analysis: Analysis) {
    this.ends = new DeclaredEnds(analysis);
    this.policies = new Map(analysis.cluster.policies.map((policy) => [policy.source.file, policy]));
  }

  public lossOf({ object, selector, namespace: home = 'default', directions, construct }: Isolation): string | undefined {
    const policy = this.policies.get(object.node.path);
    if (!policy) return construct.node.tryFindChild(object.node.id) ? this.problemOf(object.node.path) : REMOVED;
    const { index, cluster } = this.analysis;
    const { pods } = this.ends.ofPods(selector, checkedPodSelector(selector, new Input(construct)), home);
    const selected = new Set(index.select(policy.subject));
    const ofObject = selector instanceof Resource || selector instanceof AdoptedPods;
    const lost = pods.map((pod) => [pod, cluster.workloads[pod]] as const)
      .find(([pod, { namespace }]) => !selected.has(pod) && (ofObject || namespace === home));
    if (lost) return notSelected(policy, lost[1]);
    const direction = directions.find((one) => policy.rules[one] === undefined);
    return direction && `its NetworkPolicy ${nameOf(policy)} does not isolate it for ${direction.toLowerCase()} in the manifests that would be written: `
      + `a patch took "${direction}" out of "policyTypes". Leave the types alone, or write the policy with NetworkPolicy instead.`;
  }

  /** A policy that is refused isolates nobody. */
  private problemOf(path: string): string {
    const problem = this.analysis.problems.find(({ source }) => source.file === path);
    if (!problem) return 'its NetworkPolicy would not be written as one: a patch changed its "apiVersion" or "kind". Leave them alone, or write the other policy beside it.';
    return `its NetworkPolicy cannot be used as it would be written: ${problem.field === undefined ? '' : `"${problem.field}" `}${problem.text}. Correct the patch that changed it.`;
  }
}

const REMOVED = 'its NetworkPolicy would not be written: the construct of it was removed. Leave it where it is, or take back what declares its connections.';

function notSelected(policy: Policy, workload: Workload): string {
  const labels = Object.entries(workload.labels).map(([key, value]) => `${key}=${value}`).join(',') || 'no labels';
  return `its NetworkPolicy ${nameOf(policy)} does not select ${workload.namespace}/${workload.name} in the manifests that would be written, so that its pods are open to `
    + `everybody: it selects ${String(policy.subject.pods) || 'every pod'} in "${policy.namespace}", while the pods carry ${labels} in "${workload.namespace}". `
    + 'A patch changed one of them: set labels with "podMetadata" and the namespace with "metadata", which policies follow.';
}

function nameOf({ namespace, name }: Policy): string {
  return `${namespace}/${name}`;
}
