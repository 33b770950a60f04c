import { explain } from '../../../src/analysis/questions/explanation/explain';
import { ConnectionSet } from '../../../src/analysis/sets/connection-set';
import { policy, read, workload } from '../manifests';

const DATA = `
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: data, labels: { app: db } }
spec: { containers: [{ name: main, image: x, ports: [{ containerPort: 5432 }] }] }
---`;
const SHOP = workload('web') + workload('api') + DATA;
const WEB = '{ podSelector: { matchLabels: { app: web } } }';
const egress = (rules: string) => policy('web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: ${rules} }`);
const ingress = (rules: string) => policy('api', `{ podSelector: { matchLabels: { app: api } }, ingress: ${rules} }`);

const ask = (yaml: string, from: string, to: string, port = 5432) => {
  const analysis = read(SHOP + yaml);
  return explain(analysis, analysis.names.one(from), analysis.names.one(to), ConnectionSet.ofPort('TCP', port))[0];
};

describe('what would open a connection', () => {
  test('is a new rule where the nearest one means others too', () => {
    expect(ask(egress('[{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }]'), 'shop/web', 'data/db').egress?.mend)
      .toBe('Add an egress rule to shop/web: to namespaceSelector { kubernetes.io/metadata.name: data } and podSelector { app: db }, ports TCP 5432.');
    expect(ask(ingress('[{ ports: [{ port: 80 }] }]'), 'shop/web', 'shop/api').ingress?.mend)
      .toBe('Add an ingress rule to shop/api: from podSelector { app: web }, ports TCP 5432.');
    expect(ask(ingress('[{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }]'), 'shop/web', 'shop/api').ingress?.mend).toContain('Add an ingress rule');
    expect(ask(ingress('[{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }]'), '10.1.2.3', 'shop/api').ingress?.mend)
      .toBe('Add an ingress rule to shop/api: from ipBlock 10.1.2.3/32, ports TCP 5432.');
  });

  test('is a further port of the rule that means the other end alone', () => {
    expect(ask(ingress(`[{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }, { from: [${WEB}], ports: [{ port: 443 }] }]`), 'shop/web', 'shop/api').ingress?.mend)
      .toBe('Add TCP 5432 to "ports" of ingress rule #2 of shop/api.');
    expect(ask(ingress('[{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ port: 80 }] }]'), '192.0.2.1', 'shop/api').ingress?.mend)
      .toBe('Add TCP 5432 to "ports" of ingress rule #1 of shop/api.');
  });

  test('goes to the policy that selects the fewest workloads', () => {
    const everybody = policy('aa-everybody', `{ podSelector: {}, ingress: [{ from: [${WEB}], ports: [{ port: 80 }] }] }`);
    expect(ask(everybody + ingress('[]'), 'shop/web', 'shop/api').ingress?.mend).toBe('Add an ingress rule to shop/api: from podSelector { app: web }, ports TCP 5432.');
    expect(ask(everybody, 'shop/web', 'shop/api').ingress?.mend).toBe('Add TCP 5432 to "ports" of ingress rule #1 of shop/aa-everybody.');
  });

  test('says that pods without labels can only be meant with all others of their namespace', () => {
    const bare = '\napiVersion: v1\nkind: Pod\nmetadata: { name: bare, namespace: shop }\nspec: {}\n---';
    expect(ask(bare + ingress('[]'), 'shop/bare', 'shop/api').ingress?.mend)
      .toBe('Add an ingress rule to shop/api: from podSelector {} (all pods of shop, because shop/bare has no labels), ports TCP 5432.');
  });

  test('opens it', () => {
    const mended = ingress(`[{ from: [${WEB}], ports: [{ port: 5432 }] }]`);
    const analysis = read(SHOP + mended);
    expect(analysis.connections(analysis.names.one('shop/web'), analysis.names.one('shop/api')).toString()).toBe('TCP 5432');
  });
});

describe('the nearest rule', () => {
  test('is one with the right port or peer, before one with neither', () => {
    const { ingress: end } = ask(ingress(`[
      { from: [{ podSelector: { matchLabels: { app: other } } }], ports: [{ port: 80 }] },
      { from: [{ podSelector: { matchLabels: { app: other } } }], ports: [{ port: 5432 }] }]`), 'shop/web', 'shop/api');
    expect(end?.nearMiss).toMatchObject({ rule: { number: 2 }, mismatch: 'peer', text: 'none of its peers is shop/web[Deployment]' });
  });

  test('says so where neither is right', () => {
    const { ingress: end } = ask(ingress('[{ from: [{ podSelector: { matchLabels: { app: other } } }], ports: [{ port: 80 }] }]'), 'shop/web', 'shop/api');
    expect(end?.nearMiss?.text).toBe('none of its peers is shop/web[Deployment], and it opens TCP 80, not TCP 5432');
  });

  test.each([
    ['192.0.2.200', 'it excepts 192.0.2.128/25, which holds 192.0.2.200, from 192.0.2.0/24'],
    ['203.0.113.1', 'its blocks 192.0.2.0/24, 198.51.100.0/24 do not hold 203.0.113.1'],
  ])('tells an address that is excepted from one that is not there: %s', (address, text) => {
    const blocks = '{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.0/26, 192.0.2.128/25] } }, { ipBlock: { cidr: 198.51.100.0/24 } }';
    expect(ask(ingress(`[{ from: [${blocks}] }]`), address, 'shop/api').ingress?.nearMiss?.text).toBe(text);
  });
});
