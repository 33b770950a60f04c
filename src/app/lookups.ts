import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { checkedPeerConfig } from '../peers/peer-config';
import { LabelSelector } from '../selection/label-selector';
import { Input } from '../validation/input';
import { memo } from '../validation/memo';

/** A namespace that the app declares. */
interface DeclaredNamespace {
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
}

/** What is looked up in an app, once in a synth. */
export class Lookups {
  private configs = new Map<INetworkPolicyPeer, NetworkPolicyPeerConfig>();
  private namespaces?: readonly DeclaredNamespace[];

  constructor(private readonly app: IConstruct) {}

  /** Who a peer is. */
  public peerConfig(peer: INetworkPolicyPeer, caller: IConstruct): NetworkPolicyPeerConfig {
    return memo(this.configs, peer, () => checkedPeerConfig(peer, new Input(caller)));
  }

  /** The namespaces that the app declares and whose labels match. */
  public namespacesThatMatch(selector: LabelSelector): string[] {
    return this.declaredNamespaces().filter(({ labels }) => selector._matches(labels)).map(({ name }) => name);
  }

  /** Whether the app declares a namespace of this name. */
  public declares(namespace: string): boolean {
    return this.declaredNamespaces().some(({ name }) => name === namespace);
  }

  /** Looks everything up anew. */
  public forget(): void {
    this.configs = new Map();
    this.namespaces = undefined;
  }

  private declaredNamespaces(): readonly DeclaredNamespace[] {
    this.namespaces ??= this.app.node.findAll().filter(isNamespace).map((object) => {
      const { metadata }: { metadata: DeclaredNamespace } = object.toJson();
      return { name: metadata.name, labels: { ...metadata.labels, [NAMESPACE_NAME_LABEL]: metadata.name } };
    });
    return this.namespaces;
  }
}

function isNamespace(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === 'Namespace' && construct.apiVersion === 'v1';
}
