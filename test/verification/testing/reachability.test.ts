import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, Job, NetworkPolicyIpBlock, NetworkProtocol, Reachability, Verification } from '../../../src';

function shop() {
  const app = Testing.app();
  const front = new Chart(app, 'front', { namespace: 'shop' });
  const back = new Chart(app, 'back', { namespace: 'data' });
  const make = (chart: Chart, id: string, portNumber: number) => (
    new Deployment(chart, id, { metadata: { name: id }, containers: [{ image: id, portNumber }] })
  );
  return { app, front, back, web: make(front, 'web', 80), redis: make(back, 'redis', 6379), other: make(back, 'other', 1) };
}

describe('Reachability', () => {
  test('of an app says what its manifests open, across its charts', () => {
    const { app, web, redis, other } = shop();
    web.connections.allowTo(redis);
    const reachability = Reachability.ofApp(app);
    expect(reachability.isOpen({ from: 'shop/web', to: 'data/redis', port: 6379 })).toBe(true);
    expect(reachability.isOpen({ from: 'shop/web', to: 'data/redis', port: 6380 })).toBe(false);
    expect(reachability.isOpen({ from: 'shop/web', to: 'data/redis', port: 6379, protocol: NetworkProtocol.UDP })).toBe(false);
    expect(reachability.isOpen({ from: Reachability.nameOf(other), to: Reachability.nameOf(redis), port: 6379 })).toBe(false);
    expect(reachability.between('shop/web', 'data/redis')).toBe('TCP 6379');
    expect(reachability.between('shop/web', 'data/other')).toBe('No Connections');
    expect(reachability.between('203.0.113.1', 'data/other')).toBe('All Connections');
    expect(reachability.problems).toEqual([]);
  });

  test('of an app sees what is patched and what others wrote', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis);
    new ApiObject(back, 'open', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'open' }, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
    });
    ApiObject.of(web.node.findChild('Connections')).addJsonPatch(JsonPatch.replace('/spec/egress/0/ports/0/port', 6380));
    Verification.of(web).skipProof('the port is patched on purpose');
    expect(Reachability.ofApp(app).between('shop/web', 'data/redis')).toBe('TCP 6380');
  });

  test('of a chart knows nothing of other charts', () => {
    const { back } = shop();
    expect(Reachability.ofChart(back).connections().map(({ source, destination }) => `${source} ${destination}`)).toEqual([
      '0.0.0.0-255.255.255.255[External] data/other[Deployment]',
      '0.0.0.0-255.255.255.255[External] data/redis[Deployment]',
      'data/other[Deployment] 0.0.0.0-255.255.255.255[External]',
      'data/other[Deployment] data/redis[Deployment]',
      'data/redis[Deployment] 0.0.0.0-255.255.255.255[External]',
      'data/redis[Deployment] data/other[Deployment]',
    ]);
  });

  test('explains what is closed and what would open it', () => {
    const { app, redis, web } = shop();
    redis.connections.isolate();
    const explained = Reachability.ofApp(app).explain({ from: Reachability.nameOf(web), to: Reachability.nameOf(redis), port: 6379 });
    expect(explained).toEqual({
      open: false,
      text: expect.stringMatching(/^shop\/web => data\/redis : TCP 6379 is closed\n {2}Egress of shop\/web: open\n/),
      egress: 'No policy selects shop/web for egress, so all is open.',
      ingress: 'data/redis is isolated for ingress by data/redis, and no rule of it allows it.',
      mends: ['Call connections.allowTo(back/redis) of front/web.'],
    });
  });

  test('tells what a change opened', () => {
    const before = shop();
    before.redis.connections.isolate();
    const after = shop();
    after.redis.connections.isolate();
    after.web.connections.allowTo(after.redis);
    const differences = Reachability.ofApp(after.app).differencesTo(Reachability.ofApp(before.app));
    expect(differences).toContainEqual({
      type: 'added', source: 'shop/web[Deployment]', destination: 'data/redis[Deployment]', before: 'No Connections', after: 'TCP 6379',
    });
    expect(differences.filter(({ type }) => type === 'added')).toHaveLength(1);
  });

  test('of files reads what they hold, and names the file of what cannot be used', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reachability-'));
    const file = join(folder, 'shop.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [] }\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n'
      + 'metadata: { name: bad }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] }\n');
    const reachability = Reachability.ofFiles([file]);
    rmSync(folder, { recursive: true });
    expect(reachability.between('203.0.113.1', 'default/web')).toBe('All Connections');
    expect(reachability.problems).toEqual([
      `${file}:9: NetworkPolicy bad: "spec.ingress[0].ports[0].port" is 0, but must be a whole number from 1 to 65535; the NetworkPolicy is left out`,
    ]);
  });

  test('of files reads folders, as the command does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reachability-'));
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'below', 'web.json'), '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[]}}');
    const reachability = Reachability.ofFiles([folder]);
    expect(reachability.between('203.0.113.1', 'default/web')).toBe('All Connections');
    writeFileSync(join(folder, 'below', 'web.json'), '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"}}');
    expect(() => Reachability.ofFiles([folder])).toThrow(`Reachability.ofFiles: there is no workload in ${folder}. Name files or folders with the manifests of an app.`);
    rmSync(join(folder, 'below'), { recursive: true });
    expect(() => Reachability.ofFiles([folder])).toThrow('has no .yaml, .yml or .json file in it');
    expect(() => Reachability.ofFiles([join(folder, 'gone.yaml')])).toThrow('gone.yaml: cannot be read: no such file or directory');
    expect(() => Reachability.ofFiles([])).toThrow('there is no workload in an empty list of paths');
    rmSync(folder, { recursive: true });
  });

  test('names constructs, with their kind where the name alone would not do', () => {
    const { app, front, web } = shop();
    expect(Reachability.nameOf(web)).toBe('shop/web');
    expect(Reachability.nameOf(ApiObject.of(web))).toBe('shop/web');
    new Job(front, 'job', { metadata: { name: 'web' }, containers: [{ image: 'x' }] });
    expect(Reachability.nameOf(web)).toBe('shop/web[Deployment]');
    expect(Reachability.ofApp(app).isOpen({ from: Reachability.nameOf(web), to: 'data/redis', port: 6379 })).toBe(true);
    expect(() => Reachability.ofApp(app).isOpen({ from: 'shop/web', to: 'data/redis', port: 6379 })).toThrow('"shop/web" is the name of 2 workloads');
    expect(() => Reachability.nameOf(front)).toThrow('Reachability.nameOf: "front" is no object that makes pods, but must be a workload, adopted pods, or such an object.');
  });

  test('gives no single answer for addresses that are answered differently', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('169.254.20.10/32'));
    const reachability = Reachability.ofApp(app);
    expect(reachability.between('shop/web', 'internet')).toBe('No Connections');
    expect(() => reachability.isOpen({ from: 'shop/web', to: '169.254.0.0/16', port: 80 })).toThrow('have no single answer: shop/web => 169.254.20.10 : All Connections; ');
    expect(() => reachability.explain({ from: 'shop/web', to: '169.254.0.0/16', port: 80 })).toThrow('have no single answer');
  });

  test.each<[string, (reachability: Reachability) => unknown, string]>([
    ['a workload that is not there', (it) => it.between('shop/web', 'shop/redis'), 'there is no workload "shop/redis". Did you mean data/redis?'],
    ['no port', (it) => it.isOpen({ from: 'shop/web', to: 'data/redis' } as any), 'Reachability: "port" is not given'],
    ['port 0', (it) => it.isOpen({ from: 'shop/web', to: 'data/redis', port: 0 }), '"port" is 0, but must be a whole number from 1 to 65535'],
    ['a protocol that is none', (it) => it.isOpen({ from: 'shop/web', to: 'data/redis', port: 1, protocol: 'tcp' as any }), '"protocol" is "tcp"'],
    ['nothing', (it) => it.isOpen(undefined as any), '"query" is not given'],
    ['a chart that is none', () => Reachability.ofChart(new App() as any), 'must be a Chart of cdk8s'],
  ])('refuses %s', (_, ask, said) => {
    expect(() => ask(Reachability.ofApp(shop().app))).toThrow(said);
  });
});
