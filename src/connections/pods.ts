import { Construct } from 'constructs';
import { IConnectable, PodConnections } from './pod-connections';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { LabelExpression } from '../selection/label-expression';
import { LabelSelector } from '../selection/label-selector';
import { INamespaceSelector } from '../selection/namespace-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Input } from '../validation/input';

/** Options of `Pods.all`. */
export interface PodsAllOptions {
  /**
   * The namespaces of the pods.
   *
   * @default - the namespace of the resource that uses the selection
   */
  readonly namespaces?: INamespaceSelector;
}

/** Which pods. What is said must all hold. */
export interface PodsSelectOptions {
  /**
   * Labels that the pods carry with exactly these values.
   *
   * @default - any labels
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further requirements on the labels.
   *
   * @default - any labels
   */
  readonly expressions?: LabelExpression[];

  /**
   * The namespaces of the pods.
   *
   * @default - the namespace of the resource that uses the selection
   */
  readonly namespaces?: INamespaceSelector;
}

/** Pods that this app need not make, selected by what is known of them. */
export class Pods extends Construct implements IConnectable, IPodSelector, INetworkPolicyPeer {
  /**
   * The pods for which everything that `options` says holds.
   *
   * Without `namespaces`, they are pods of the namespace in which the selection is used; a chart of another namespace makes that ambiguous, which
   * is an error when the app is synthesized.
   *
   * @throws when `options` says nothing, or a list in it is empty: either would select every pod
   */
  public static select(scope: Construct, id: string, options: PodsSelectOptions): Pods {
    const input = new Input(`${scope.node.path}/${id}`);
    const given = input.struct('options', input.required('options', options, 'labels, expressions or namespaces'), ['labels', 'expressions', 'namespaces']);
    const { labels, expressions } = given;
    const namespaces = namespacesOf(input, given.namespaces);
    if (!labels && !expressions && !namespaces) {
      input.fail('says neither "labels" nor "expressions" nor "namespaces". Give one, or use Pods.all to mean every pod.');
    }
    return new Pods(scope, id, LabelSelector._from(input, { labels, expressions }), namespaces);
  }

  /** Every pod of the namespaces. */
  public static all(scope: Construct, id: string, options?: PodsAllOptions): Pods {
    const input = new Input(`${scope.node.path}/${id}`);
    const given = input.struct('options', options, ['namespaces']);
    return new Pods(scope, id, LabelSelector.of(), namespacesOf(input, given?.namespaces));
  }

  /** Who these pods may talk to. */
  public readonly connections: PodConnections;

  private constructor(
    scope: Construct,
    id: string,
    private readonly labelSelector: LabelSelector,
    private readonly namespaces: INamespaceSelector | undefined,
  ) {
    super(scope, id);
    this.connections = new PodConnections(this);
  }

  /** Which pods. */
  public toPodSelectorConfig(): PodSelectorConfig {
    if (!this.namespaces) return { labelSelector: this.labelSelector };
    const namespaces = this.namespaces.toNamespaceSelectorConfig();
    const allowed = 'names or a label selector of namespaces';
    return { labelSelector: this.labelSelector, namespaces: new Input(this).required('toNamespaceSelectorConfig()', namespaces, allowed) };
  }

  /** These pods as a peer. Their ports are not known. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** These pods. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }
}

function namespacesOf(input: Input, namespaces: INamespaceSelector | undefined): INamespaceSelector | undefined {
  return input.implementing('namespaces', namespaces, 'toNamespaceSelectorConfig',
    'Namespaces, a Namespace, or an object with the method of INamespaceSelector') ?? undefined;
}
