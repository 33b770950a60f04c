import { IConstruct } from 'constructs';
import { LabeledNode, NamedNode, TaintedNode } from './node';
import { Topology } from './topology';
import { checkedPodSelector } from '../../../peers/peer-config';
import { filled, present } from '../../../resource/present';
import { IPodSelector, PodSelectorConfig } from '../../../selection/pod-selector';
import { Input } from '../../../validation/input';

/** How pods are kept together. */
export interface PodSchedulingColocateOptions {
  /**
   * What counts as one place.
   *
   * @default - Topology.HOSTNAME
   */
  readonly topology?: Topology;

  /**
   * How much it counts against other wishes, 1 to 100.
   *
   * @default - it is no wish, but required
   */
  readonly weight?: number;
}

/** How pods are kept apart. */
export interface PodSchedulingSeparateOptions {
  /**
   * What counts as one place.
   *
   * @default - Topology.HOSTNAME
   */
  readonly topology?: Topology;

  /**
   * How much it counts against other wishes, 1 to 100.
   *
   * @default - it is no wish, but required
   */
  readonly weight?: number;
}

/** How pods are drawn to nodes. */
export interface PodSchedulingAttractOptions {
  /**
   * How much it counts against other wishes, 1 to 100.
   *
   * @default - it is no wish, but required
   */
  readonly weight?: number;
}

/**
 * Which nodes pods run on.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class PodScheduling {
  /** The pods. */
  protected readonly instance: IPodSelector;

  private readonly input: Input;
  private readonly nodes: NodeTerm[] = [];
  private readonly together: PodTerm[] = [];
  private readonly apart: PodTerm[] = [];
  private readonly tolerated: object[] = [];
  private nodeName?: string;

  /**
   * @param instance the pods: a construct
   */
  constructor(instance: IPodSelector) {
    this.instance = instance;
    this.input = new Input((instance as Partial<IConstruct>).node?.path ?? 'PodScheduling');
  }

  /**
   * Puts the pods on this node, past the scheduler.
   *
   * @throws when they are on another one already
   */
  public assign(node: NamedNode): void {
    this.check('node', node, NamedNode, 'Node.named("worker-1")');
    if (this.nodeName !== undefined) {
      this.input.fail(`the pods cannot be assigned to the node "${node.name}", because they are assigned to "${this.nodeName}" already. Leave one out.`);
    }
    this.nodeName = node.name;
  }

  /** Lets the pods run on nodes that have these taints. It does not draw them there: see `attract`. */
  public tolerate(node: TaintedNode): void {
    this.check('node', node, TaintedNode, 'Node.tainted(NodeTaintQuery.exists("dedicated"))');
    this.tolerated.push(...node.taintSelector.map((query) => query._toKube()));
  }

  /**
   * Draws the pods to nodes with labels. Said several times, one of them is enough.
   *
   * @throws when the weight is not from 1 to 100
   */
  public attract(node: LabeledNode, options?: PodSchedulingAttractOptions): void {
    this.check('node', node, LabeledNode, 'Node.labeled(NodeLabelQuery.is("disk", "ssd"))');
    const weight = this.input.wholeNumber('weight', this.input.struct('options', options)?.weight, 1, 100) ?? undefined;
    this.nodes.push({ weight, term: { matchExpressions: node.labelSelector.map((query) => query._toKube()) } });
  }

  /**
   * Puts the pods where pods of the selector run. Said several times, all of it holds. Labels are read when the chart is synthesized.
   *
   * @throws when the weight is not from 1 to 100
   */
  public colocate(selector: IPodSelector, options?: PodSchedulingColocateOptions): void {
    this.together.push(this.podTerm(selector, options));
  }

  /**
   * Puts the pods where no pod of the selector runs. Said several times, all of it holds. Labels are read when the chart is synthesized.
   *
   * @throws when the weight is not from 1 to 100
   */
  public separate(selector: IPodSelector, options?: PodSchedulingSeparateOptions): void {
    this.apart.push(this.podTerm(selector, options));
  }

  /**
   * @param spread places of which no two pods of the instance may share one
   * @param tolerations further taints that are tolerated
   * @internal
   */
  public _toKube(tolerations: readonly object[], spread: readonly Topology[] = []): object {
    const apart = [...this.apart, ...spread.map((topology) => ({ selector: this.instance, topology, weight: undefined }))];
    const affinity = present({
      nodeAffinity: nodeAffinity(this.nodes),
      podAffinity: podAffinity(this.input, this.together),
      podAntiAffinity: podAffinity(this.input, apart),
    });
    return present({
      affinity: Object.keys(affinity).length > 0 ? affinity : undefined,
      nodeName: this.nodeName,
      tolerations: filled([...tolerations, ...this.tolerated]),
    });
  }

  private podTerm(selector: IPodSelector, options: PodSchedulingSeparateOptions | undefined): PodTerm {
    const allowed = 'what selects pods: a workload or Pods.select(…)';
    this.input.implementing('selector', this.input.required('selector', selector, allowed), 'toPodSelectorConfig', allowed);
    const given = this.input.struct('options', options) ?? {};
    this.input.instance('topology', given.topology, Topology, 'a Topology, such as Topology.ZONE');
    const weight = this.input.wholeNumber('weight', given.weight, 1, 100) ?? undefined;
    return { selector, topology: given.topology ?? Topology.HOSTNAME, weight };
  }

  private check(name: string, node: unknown, type: Function, example: string): void {
    this.input.instance(name, this.input.required(name, node, example), type, example);
  }
}

interface NodeTerm {
  readonly weight?: number;
  readonly term: object;
}

interface PodTerm {
  readonly weight?: number;
  readonly topology: Topology;
  readonly selector: IPodSelector;
}

function nodeAffinity(terms: readonly NodeTerm[]): object | undefined {
  if (terms.length === 0) return undefined;
  const required = terms.filter(({ weight }) => weight === undefined).map(({ term }) => term);
  const preferred = terms.filter(({ weight }) => weight !== undefined).map(({ weight, term }) => ({ weight, preference: term }));
  return present({
    preferredDuringSchedulingIgnoredDuringExecution: filled(preferred),
    requiredDuringSchedulingIgnoredDuringExecution: required.length > 0 ? { nodeSelectorTerms: required } : undefined,
  });
}

function podAffinity(input: Input, terms: readonly PodTerm[]): object | undefined {
  if (terms.length === 0) return undefined;
  const required = terms.filter(({ weight }) => weight === undefined).map((term) => kubePodTerm(input, term));
  const preferred = terms.filter(({ weight }) => weight !== undefined)
    .map((term) => ({ weight: term.weight, podAffinityTerm: kubePodTerm(input, term) }));
  return present({
    preferredDuringSchedulingIgnoredDuringExecution: filled(preferred),
    requiredDuringSchedulingIgnoredDuringExecution: filled(required),
  });
}

function kubePodTerm(input: Input, { selector, topology }: PodTerm): object {
  const { labelSelector, namespaces } = checkedPodSelector(selector, input);
  return present({ topologyKey: topology.key, labelSelector: labelSelector._toKube(), ...namespaceFields(namespaces) });
}

/** Kubernetes takes the union of names and labels here, while a selector of ours asks for both: the name is then one more label. */
function namespaceFields(namespaces: PodSelectorConfig['namespaces']): object {
  const byLabel = namespaces?.labelSelector?._toKube();
  if (!byLabel) return present({ namespaces: namespaces?.names });
  if (!namespaces?.names) return { namespaceSelector: byLabel };
  const byName = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces.names };
  return { namespaceSelector: { ...byLabel, matchExpressions: [...byLabel.matchExpressions ?? [], byName] } };
}
