import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from './network-policy-peer';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { Resource, ResourceProps } from '../resource/resource';
import { LabelSelector } from '../selection/label-selector';
import { INamespaceSelector, NamespaceSelectorConfig } from '../selection/namespace-selector';
import { IPodSelector } from '../selection/pod-selector';
import { dnsLabel } from '../validation/forms';
import { Input } from '../validation/input';

/** Initialization properties of `Namespace`. */
export interface NamespaceProps extends ResourceProps {}

/**
 * A namespace that this app declares. As a peer, all of its pods.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export class Namespace extends Resource implements INamespaceSelector, INetworkPolicyPeer {
  /** The label that every namespace carries, with its name as the value. */
  public static readonly NAME_LABEL = NAMESPACE_NAME_LABEL;

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'namespaces';

  private readonly pods: IPodSelector = { toPodSelectorConfig: () => this.toNetworkPolicyPeerConfig().podSelector! };

  constructor(scope: Construct, id: string, props?: NamespaceProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace' }, props);
    // A namespace lies in none, while cdk8s gives every object that of its chart.
    if (this._metadata.namespace !== undefined) this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }

  /** This namespace, by its name. */
  public toNamespaceSelectorConfig(): NamespaceSelectorConfig {
    return { names: [this.name] };
  }

  /** All pods of the namespace. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: { labelSelector: LabelSelector.of(), namespaces: this.toNamespaceSelectorConfig() } };
  }

  /** All pods of the namespace. */
  public toPodSelector(): IPodSelector | undefined {
    return this.pods;
  }

  /** @internal */
  public _toKube(): object {
    return {};
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    dnsLabel(input, 'metadata.name', name);
  }
}
