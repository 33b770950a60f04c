import { Analysis } from '../../../src/analysis/engine/analysis';
import { textOf } from '../../../src/analysis/model/ends';
import { connectivity } from '../../../src/analysis/questions/connectivity';
import { differenceOf } from '../../../src/analysis/questions/difference';
import { explain } from '../../../src/analysis/questions/explanation/explain';
import { ConnectionSet } from '../../../src/analysis/sets/connection-set';
import { workloadsText } from '../../../src/reporting/diff/columns';
import { policy, read, workload } from '../manifests';

const SHOP = workload('web') + workload('db', ', ports: [{ containerPort: 5432, name: sql }]');
const DB_FROM_WEB = policy('db', '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: sql }] }] }');

const lines = (analysis: Analysis) => connectivity(analysis).map(({ source, destination, connections }) => `${textOf(source)} => ${textOf(destination)} : ${connections}`);

describe('connectivity', () => {
  test('lists what is open in the order of the names, and nothing else', () => {
    expect(lines(read(SHOP + DB_FROM_WEB))).toEqual([
      '0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : TCP 5432',
    ]);
  });

  test('puts adjacent addresses of one answer into one range, and tells others apart', () => {
    const closed = policy('web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress], egress: [
      { to: [{ ipBlock: { cidr: 10.0.0.0/9 } }, { ipBlock: { cidr: 10.128.0.0/9, except: [10.200.0.0/16] } }], ports: [{ port: 443 }] },
      { to: [{ ipBlock: { cidr: '2001:db8::/127' } }] }] }`);
    expect(lines(read(workload('web') + closed))).toEqual([
      'shop/web[Deployment] => 10.0.0.0-10.199.255.255[External] : TCP 443',
      'shop/web[Deployment] => 10.201.0.0-10.255.255.255[External] : TCP 443',
      'shop/web[Deployment] => 2001:db8::-2001:db8::1[External] : All Connections',
    ]);
  });

  test('leads the ingress controller to the port of the pods behind the service', () => {
    const entrance = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: entrance, namespace: shop }
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: db, port: { number: 80 } } } }] } }] }`;
    expect(lines(read(SHOP + entrance))).toContain('{ingress-controller} => shop/db[Deployment] : TCP 5432');
  });

  test('counts the pods of a controller as the controller, and pods of one absent owner as one workload', () => {
    const pod = (name: string, owner: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: x }, ownerReferences: [{ apiVersion: apps/v1, kind: ${owner}, controller: true, uid: u }] }
spec: { containers: [{ name: main, image: x }] }
---`;
    const replicaSet = `
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web-1, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true, uid: u }] }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main, image: x }] } } }
---`;
    const { cluster } = read(workload('web') + replicaSet + pod('web-1-a', 'ReplicaSet, name: web-1') + pod('q-a', 'ReplicaSet, name: q') + pod('q-b', 'ReplicaSet, name: q'));
    expect(cluster.workloads.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Deployment web', 'ReplicaSet q']);
  });
});

describe('explain', () => {
  const only = (analysis: Analysis, from: string, to: string, protocol: 'TCP' | 'UDP', port: number) => (
    explain(analysis, analysis.names.one(from), analysis.names.one(to), ConnectionSet.ofPort(protocol, port))[0]
  );

  test('names the rule that opens a connection', () => {
    const { open, ingress, egress } = only(read(SHOP + DB_FROM_WEB), 'shop/web', 'shop/db', 'TCP', 5432);
    expect(open).toBe(true);
    expect(ingress?.text).toBe('Ingress rule #1 of shop/db allows it.');
    expect(egress?.text).toBe('No policy selects shop/web for egress, so all is open.');
  });

  test.each([
    ['a port', '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 80 }] }]', 'port', 'it opens TCP 80, not TCP 5432'],
    ['the protocol', '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432, protocol: UDP }] }]', 'protocol', 'it opens UDP 5432, not TCP 5432'],
    ['a named port that the pod lacks', '[{ ports: [{ port: http }] }]', 'named port', 'it opens the port named "http", which the destination does not have'],
    ['the namespace', '[{ from: [{ podSelector: { matchLabels: { app: web } }, namespaceSelector: { matchLabels: { env: prod } } }] }]', 'namespace',
      'its pods are looked for in other namespaces than shop'],
    ['the peer', '[{ from: [{ podSelector: { matchLabels: { app: api } } }] }]', 'peer', 'none of its peers is shop/web[Deployment]'],
  ])('tells by which part the nearest rule fails: %s', (_, ingress, mismatch, text) => {
    const analysis = read(SHOP + policy('db', `{ podSelector: { matchLabels: { app: db } }, ingress: ${ingress} }`));
    const { open, ingress: end } = only(analysis, 'shop/web', 'shop/db', 'TCP', 5432);
    expect(open).toBe(false);
    expect(end?.nearMiss).toMatchObject({ mismatch, text, rule: { number: 1, policy: { name: 'shop/db' } } });
  });

  test('names the tier, the priority and the rule of a cluster policy', () => {
    const cluster = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: no-db }
spec: { tier: Admin, priority: 7, subject: { namespaces: {} }, ingress: [{ name: closed, action: Deny, from: [{ namespaces: {} }] }] }`;
    const { ingress } = only(read(SHOP + cluster), 'shop/web', 'shop/db', 'TCP', 5432);
    expect(ingress?.text).toBe('Ingress rule #1 "closed" of no-db (Admin tier, priority 7) denies it.');
    expect(ingress?.mend).toContain('a lower priority than 7');
  });

  test('agrees with the verdict, whatever the port', () => {
    const analysis = read(SHOP + DB_FROM_WEB);
    for (const port of [1, 80, 5432, 65535]) {
      for (const [from, to] of [['shop/web', 'shop/db'], ['shop/db', 'shop/web'], ['203.0.113.1', 'shop/db'], ['shop/db', '203.0.113.1']]) {
        expect(only(analysis, from, to, 'TCP', port).open).toBe(analysis.reaches(analysis.names.one(from), analysis.names.one(to), 'TCP', port));
      }
    }
  });

  test('says which workloads there are, when it is asked for one that is not', () => {
    expect(() => read(SHOP).names.one('other/db')).toThrow('there is no workload "other/db". Did you mean shop/db?');
  });
});

describe('difference', () => {
  const difference = (before: string, after: string) => differenceOf(read(before), read(after))
    .map((one) => `${one.type} ${textOf(one.source)} ${textOf(one.destination)} ${one.before} -> ${one.after}${workloadsText(one) && ` (${workloadsText(one)})`}`);

  test('is nothing for the same manifests in another order', () => {
    expect(difference(SHOP + DB_FROM_WEB, DB_FROM_WEB + SHOP)).toEqual([]);
  });

  test('tells what a policy closes', () => {
    expect(difference(SHOP, SHOP + DB_FROM_WEB)).toEqual([
      'changed shop/web[Deployment] shop/db[Deployment] All Connections -> TCP 5432',
      'removed 0.0.0.0-255.255.255.255[External] shop/db[Deployment] All Connections -> No Connections',
    ]);
  });

  test('tells which workloads came', () => {
    expect(difference(workload('web'), SHOP)).toContain(
      'added shop/web[Deployment] shop/db[Deployment] No Connections -> All Connections (workload shop/db[Deployment] added)',
    );
  });

  test('compares addresses, not the way in which ranges are cut', () => {
    const egress = (...cidrs: string[]) => workload('web') + policy('web', `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${cidrs.map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`).join()}] }] }`);
    expect(difference(egress('10.0.0.0/8'), egress('10.0.0.0/9', '10.128.0.0/9'))).toEqual([]);
    expect(difference(egress('10.0.0.0/8'), egress('10.0.0.0/9'))).toEqual([
      'removed shop/web[Deployment] 10.128.0.0-10.255.255.255[External] All Connections -> No Connections',
    ]);
  });
});
