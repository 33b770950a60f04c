import { textOf } from '../../../src/analysis/model/ends';
import { connectivity } from '../../../src/analysis/questions/connectivity';
import { clusterPolicy, policy, read, workload } from '../manifests';

const ENTRANCE = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---`;

/** What is listed of the ingress controller of a shop with these besides. */
const listed = (yaml: string) => connectivity(read(workload('web') + ENTRANCE + yaml)).filter(({ source }) => source.kind === 'ingress-controller')
  .map(({ destination, connections }) => `${textOf(destination)} ${connections}`);

const OPEN = ['shop/web[Deployment] TCP 8080'];
const from = (peer: string, port = 8080) => policy('web', `{ podSelector: {}, ingress: [{ from: [${peer}], ports: [{ port: ${port} }] }] }`);
const named = (name: string) => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;
const admin = (rules: string, tier = 'Admin') => clusterPolicy('cluster', `{ tier: ${tier}, priority: 1, subject: { namespaces: {} }, ingress: [${rules}] }`);
const DENY = '{ action: Deny, from: [{ namespaces: {} }] }';

describe('an ingress', () => {
  test.each([
    ['no policy', ''],
    ['a rule for everybody', policy('web', '{ podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] }')],
    ['a rule for all namespaces', from('{ namespaceSelector: {} }')],
    ['a rule for addresses', from('{ ipBlock: { cidr: 192.0.2.0/24 } }')],
    ['a rule for a namespace that is not shown', from(named('entry'))],
    ['a rule for a controller that is shown', from('{ podSelector: { matchLabels: { app: nginx } } }') + workload('nginx')],
    ['an Accept for a namespace that is not shown', from(named('shop')) + admin(`{ action: Accept, from: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: entry } } }] }, ${DENY}`)],
    ['a Deny that NetworkPolicy goes before', from(named('entry')) + admin(DENY, 'Baseline')],
  ])('leads to pods with %s', (_, policies) => {
    expect(listed(policies)).toEqual(OPEN);
  });

  test.each([
    ['nobody', policy('web', '{ podSelector: {}, policyTypes: [Ingress] }')],
    ['another port', from('{ namespaceSelector: {} }', 9090)],
    ['their own namespace', from('{ podSelector: {} }')],
    ['a namespace that is shown', from('{ podSelector: { matchLabels: { app: db } } }') + workload('db')],
    ['nobody, by the Admin tier', from(named('entry')) + admin(DENY)],
    ['nobody, by the Baseline tier', admin(DENY, 'Baseline')],
  ])('does not lead to pods that are open to %s', (_, policies) => {
    expect(listed(policies)).toEqual([]);
  });
});
