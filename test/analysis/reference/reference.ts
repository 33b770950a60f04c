import { isAcceptedAdminPolicy } from './accepted-admin-network-policy';
import { isAcceptedClusterPolicy } from './accepted-cluster-network-policy';
import { isAccepted } from './accepted-network-policy';
import { addressOf } from './addresses';
import { asClusterPolicy } from './admin-network-policies';
import { ClusterNetworkPolicies } from './cluster-network-policies';
import { Connection, Direction, End, Protocol } from './connection';
import { Manifest, nameOf, namespaceOf, objectsIn } from './manifest';
import { NetworkPolicies } from './network-policies';
import { Pod, podsIn } from './pods';
import { storedPolicy, storedResource } from './stored';

/**
 * What the policies of a cluster mean, worked out slowly: one pair of pods and one port at a time, one rule after the other.
 *
 * It is there to be compared with, so it is written to be seen right rather than to be quick. The numbers of the rules are those
 * of the scenarios. A pod is `namespace/name` of the object that makes it, and `shop/web#2` is another replica of `shop/web`.
 */
export class Reference {
  /** Every pod that takes part, as `namespace/name`. */
  public readonly pods: readonly string[];

  /** The policies that the API server would refuse, as `namespace/name`, or `name` for those of the whole cluster. */
  public readonly refused: readonly string[];

  private readonly podsByName: ReadonlyMap<string, Pod>;
  private readonly policies: NetworkPolicies;
  private readonly clusterPolicies: ClusterNetworkPolicies;

  constructor(manifests: readonly object[]) {
    const objects = objectsIn(manifests);
    const policies = objects.filter(({ apiVersion, kind }) => apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy').map(storedPolicy);
    const clusterPolicies = objects.filter(isClusterPolicy).map(storedResource);
    const adminPolicies = objects.filter(isAdminPolicy).map(storedResource);
    this.podsByName = new Map(podsIn(objects).map((pod) => [pod.ref, pod]));
    this.pods = [...this.podsByName.keys()];
    this.policies = new NetworkPolicies(policies.filter(isAccepted));
    this.clusterPolicies = new ClusterNetworkPolicies([
      ...clusterPolicies.filter(isAcceptedClusterPolicy),
      ...adminPolicies.filter(isAcceptedAdminPolicy).map(asClusterPolicy),
    ]);
    this.refused = [
      ...policies.filter((policy) => !isAccepted(policy)).map((policy) => `${namespaceOf(policy)}/${nameOf(policy)}`),
      ...clusterPolicies.filter((policy: Manifest) => !isAcceptedClusterPolicy(policy)).map(nameOf),
      ...adminPolicies.filter((policy: Manifest) => !isAcceptedAdminPolicy(policy)).map(nameOf),
    ];
  }

  /** Whether a connection comes about: the source may open it and the destination may take it (rules 16 and 24). */
  public reaches(from: string, to: string, protocol: Protocol, port: number): boolean {
    const connection: Connection = { source: this.end(from), destination: this.end(to), protocol, port };
    if (from === to) return true; // rule 18
    return this.allows('egress', connection.source, connection) && this.allows('ingress', connection.destination, connection);
  }

  /** Another pod of the same object; `undefined` where the object is a single pod. */
  public replicaOf(pod: string): string | undefined {
    return this.podsByName.get(pod)?.isSingle === false ? `${pod}#2` : undefined;
  }

  private end(ref: string): End {
    const address = addressOf(ref);
    if (address) return { addresses: [address] };
    const [name, replica] = ref.split('#');
    const pod = this.podsByName.get(name);
    if (!pod) throw new Error(`there is no pod ${name}, only ${this.pods.join(', ')}`);
    if (replica && pod.isSingle) throw new Error(`${name} is a single pod`);
    return { pod, addresses: pod.addresses };
  }

  /** Rule 23: the tiers, one after the other, until one of them decides. */
  private allows(direction: Direction, { pod }: End, connection: Connection): boolean {
    if (!pod) return true;
    if (direction === 'ingress' && isFromItsNode(pod, connection)) return true;

    const admin = this.clusterPolicies.decide('Admin', pod, direction, connection);
    if (admin === 'Accept') return true;
    if (admin === 'Deny') return false;

    if (this.policies.isolate(pod, direction)) return this.policies.allow(pod, direction, connection);

    return this.clusterPolicies.decide('Baseline', pod, direction, connection) !== 'Deny';
  }
}

function isClusterPolicy({ apiVersion, kind }: Manifest): boolean {
  return ['v1alpha2', 'v1beta1'].some((version) => apiVersion === `policy.networking.k8s.io/${version}`) && kind === 'ClusterNetworkPolicy';
}

function isAdminPolicy({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'policy.networking.k8s.io/v1alpha1' && ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].includes(kind ?? '');
}

/** Rule 19: what a pod's own node sends it, the kubelet's probes above all. */
function isFromItsNode(pod: Pod, { source }: Connection): boolean {
  return !source.pod && source.addresses.some((address) => pod.nodeAddresses.includes(address));
}
