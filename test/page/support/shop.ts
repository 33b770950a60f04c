const workload = (kind: string, namespace: string, name: string, port: string) => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: x, ports: [${port}] }] }
---`;

const policy = (namespace: string, name: string, spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  ${spec}
---`;

/** Three workloads: the internet reaches web, web reaches redis in another namespace, and batch reaches nobody. */
export const SHOP = [
  workload('Deployment', 'shop', 'web', '{ name: http, containerPort: 8080 }'),
  workload('StatefulSet', 'data', 'redis', '{ name: redis, containerPort: 6379 }'),
  workload('Deployment', 'shop', 'batch', '{ containerPort: 9000 }'),
  policy('shop', 'web', `policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8080 }] }]
  egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } }, podSelector: { matchLabels: { app: redis } } }], ports: [{ port: redis }] }]`),
  policy('data', 'redis', `policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: web } } }], ports: [{ port: 6379 }] }]`),
  policy('shop', 'batch', 'policyTypes: [Ingress, Egress]'),
].join('\n');
