import { exposureOf, Opening, unknownPodsText } from '../../../src/analysis/questions/exposure';
import { clusterPolicy, policy, read, workload } from '../manifests';

const textOf = ({ to, connections }: Opening) => `${to === 'entire-cluster' ? to : unknownPodsText(to)} ${connections}`;

const exposures = (yaml: string) => exposureOf(read(yaml))
  .map((exposure) => [exposure.workload.name, exposure.direction, exposure.protected, exposure.openings.map(textOf)]);

/** The openings of one direction of a single workload. */
const openings = (direction: 'Ingress' | 'Egress', yaml: string) => exposures(workload('web') + yaml).find(([, one]) => one === direction)![3];

const CLOSED = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const named = (name: string) => `{ namespaces: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;

describe('exposure', () => {
  test('says what pods that nobody knows could do', () => {
    const closed = policy('db', `{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress, Egress], ingress: [
      { from: [{ podSelector: { matchLabels: { app: backup } } }], ports: [{ port: 5432 }] },
      { from: [{ namespaceSelector: { matchLabels: { env: prod } } }] },
      { from: [{ podSelector: { matchLabels: { app: web } } }] }], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }] }`);
    expect(exposures(workload('web') + workload('db', ', ports: [{ containerPort: 5432, name: sql }]') + closed)).toEqual(expect.arrayContaining([
      ['web', 'Egress', false, ['entire-cluster All Connections']],
      ['db', 'Egress', true, ['entire-cluster UDP 53']],
      ['db', 'Ingress', true, ['shop/[pod with {app=backup}] TCP 5432', '[namespace with {env=prod}]/[all pods] All Connections']],
    ]));
  });

  test('ends where the Admin tier denies everybody', () => {
    const denied = clusterPolicy('denied', '{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }], egress: [{ action: Deny, to: [{ networks: [0.0.0.0/0] }] }] }');
    expect(exposures(workload('web') + denied)).toEqual([['web', 'Egress', true, []], ['web', 'Ingress', true, []]]);
  });

  test('begins where the Admin tier accepts somebody into closed pods', () => {
    expect(openings('Ingress', CLOSED + clusterPolicy('scrape', `{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [
      { action: Accept, from: [${named('monitoring')}], protocols: [{ tcp: { destinationPort: { number: 9100 } } }] }] }`))).toEqual(['monitoring/[all pods] TCP 9100']);
  });

  test('knows those whom a cluster policy passes on, before it denies all others', () => {
    expect(openings('Ingress', clusterPolicy('most', `{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [
      { action: Pass, from: [${named('monitoring')}] }, { action: Deny, from: [{ namespaces: {} }] }] }`))).toEqual(['monitoring/[all pods] All Connections']);
  });

  test('is closed by the Baseline tier where no NetworkPolicy answers', () => {
    const baseline = clusterPolicy('baseline', '{ tier: Baseline, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }');
    expect(openings('Ingress', baseline)).toEqual([]);
    expect(openings('Ingress', baseline + policy('open', '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }'))).toEqual(['entire-cluster All Connections']);
  });

  test('is closed to those whom a wider rule denies', () => {
    expect(openings('Egress', policy('out', '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { team: data, env: prod } } }] }] }')
      + clusterPolicy('no-prod', '{ tier: Admin, priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ namespaces: { matchLabels: { env: prod } } }] }] }'))).toEqual([]);
  });

  test('names nobody to whom no more is open than to others', () => {
    expect(openings('Ingress', policy('in', `{ podSelector: {}, ingress: [
      { from: [{ namespaceSelector: { matchLabels: { env: prod } } }], ports: [{ port: 80 }, { port: 443 }] },
      { from: [{ namespaceSelector: { matchLabels: { env: prod } }, podSelector: { matchLabels: { app: x } } }], ports: [{ port: 80 }] },
      { from: [{ namespaceSelector: { matchLabels: { env: prod } }, podSelector: { matchLabels: { app: y } } }], ports: [{ port: 22 }] }] }`)))
      .toEqual(['[namespace with {env=prod}]/[all pods] TCP 80,443', '[namespace with {env=prod}]/[pod with {app=y}] TCP 22,80,443']);
  });
});
