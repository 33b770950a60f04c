import { Protocol } from './reference/connection';
import { analyze } from '../../src/analysis/engine/analysis';

/** What can be asked about a cluster, of the engine and of the reference alike. */
export interface Verdicts {
  /** Every pod that takes part, as `namespace/name`. */
  readonly pods: readonly string[];

  /** The policies that do not exist in the cluster, as `namespace/name`, or `name` for those of the whole cluster. */
  readonly refused: readonly string[];

  /** An end is a pod, another replica of it such as `shop/web#2`, or an address outside of the cluster. */
  reaches(from: string, to: string, protocol: Protocol, port: number): boolean;
}

/** The engine of src/analysis. It answers for workloads, and takes one and itself for two of its pods. */
export function engine(manifests: readonly object[]): Verdicts {
  const analysis = analyze(manifests.map((manifest) => ({ manifest, source: {} })));
  const read = analysis.cluster.policies.map(nameOf);
  return {
    pods: analysis.cluster.workloads.map(nameOf),
    refused: manifests.flatMap(policyIn).filter((name) => !read.includes(name)),
    reaches: (from, to, protocol, port) => from === to || analysis.reaches(analysis.names.one(from), analysis.names.one(to.replace(/#\d+$/, '')), protocol, port),
  };
}

function nameOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The name of a policy of the kinds that are read; nothing for other objects. */
function policyIn(manifest: any): string[] {
  switch (`${manifest.apiVersion} ${manifest.kind}`) {
    case 'networking.k8s.io/v1 NetworkPolicy': return [nameOf({ namespace: 'default', ...manifest.metadata })];
    case 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy':
    case 'policy.networking.k8s.io/v1beta1 ClusterNetworkPolicy':
    case 'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy':
    case 'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy': return [manifest.metadata.name];
    default: return [];
  }
}
