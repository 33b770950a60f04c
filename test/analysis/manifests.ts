import { parseAllDocuments } from 'yaml';
import { analyze, Analysis } from '../../src/analysis/engine/analysis';

/** An analysis of the documents of one file. */
export function read(yaml: string): Analysis {
  const documents = parseAllDocuments(yaml).map((document, index) => ({ manifest: document.toJS(), source: { file: 'shop.yaml', document: index + 1 } }));
  return analyze(documents.filter(({ manifest }) => manifest !== null));
}

/** A Deployment of namespace "shop", labelled with its name. */
export const workload = (name: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: x${more} }] } } }
---`;

/** A NetworkPolicy, of namespace "shop" where it does not say another. */
export const policy = (name: string, spec: string, namespace = 'shop') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---`;

export const clusterPolicy = (name: string, spec: string) => `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
---`;
