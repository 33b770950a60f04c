import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { ConnectionsObject } from './connections-object';
import { PolicyNamespace } from './policy-namespaces';
import { isOfObject, policyNameOf } from '../peers/pods-of-object';
import { NetworkPolicyKube } from '../policies/policy-plan';
import { IPodSelector } from '../selection/pod-selector';

/** What the policy objects of one selection are made of. */
export interface PolicyObjectsProps {
  readonly selector: IPodSelector;
  /** What the policies belong to: the selector, or the peer that gave it. */
  readonly owner: object;
  /** The construct below which they are written. */
  readonly scope: Construct;
  /** Called before one of them is written. */
  readonly planned: () => void;
  readonly spec: (namespace: PolicyNamespace) => NetworkPolicyKube | undefined;
}

/** The policy objects of one selection, one in each namespace that holds its pods. */
export class PolicyObjects {
  private readonly objects = new Map<PolicyNamespace, ConnectionsObject>();

  constructor(private readonly props: PolicyObjectsProps) {}

  public in(namespace: PolicyNamespace): ConnectionsObject | undefined {
    return this.objects.get(namespace);
  }

  /** Makes those that are missing, so that whoever goes through the objects of an app finds them. */
  public addTo(namespaces: readonly PolicyNamespace[]): void {
    for (const namespace of namespaces) {
      if (!this.objects.has(namespace)) this.objects.set(namespace, this.make(namespace));
    }
  }

  /** Leaves one in each of these namespaces and none elsewhere. */
  public keepIn(namespaces: readonly PolicyNamespace[]): void {
    for (const namespace of this.objects.keys()) {
      if (namespaces.includes(namespace)) continue;
      if (isOfObject(this.props.selector) && namespaces.length === 1) this.move(namespace, namespaces[0]);
      else this.remove(namespace);
    }
    this.addTo(namespaces);
  }

  /** The id of one that would lie in a namespace: `Connections` below what makes the pods; the namespace is added for selections that may have several. */
  public freeId(namespace: PolicyNamespace): string {
    const { selector, owner, scope } = this.props;
    const id = isOfObject(selector) || namespace === undefined ? 'Connections' : `Connections-${namespace}`;
    if (owner === scope) return id;
    let number = 1;
    while (scope.node.tryFindChild(`${id}-Peer${number}`)) number += 1;
    return `${id}-Peer${number}`;
  }

  private make(namespace: PolicyNamespace): ConnectionsObject {
    const { selector, scope, planned, spec } = this.props;
    const name = policyNameOf(selector);
    const object = new ConnectionsObject(scope, this.freeId(namespace), {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace, ...(name !== undefined && { name }) },
      spec: Lazy.any({ produce: () => spec(namespace) }),
    }, planned);
    if (object.metadata.namespace !== namespace) object.setNamespace(namespace);
    return object;
  }

  /** Follows a workload whose namespace was set late, with whatever was patched meanwhile. */
  private move(from: PolicyNamespace, to: PolicyNamespace): void {
    const object = this.objects.get(from)!;
    object.setNamespace(to);
    this.objects.delete(from);
    this.objects.set(to, object);
  }

  private remove(namespace: PolicyNamespace): void {
    this.props.scope.node.tryRemoveChild(this.objects.get(namespace)!.node.id);
    this.objects.delete(namespace);
  }
}
