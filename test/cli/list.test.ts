import { call, inFolderOfItsOwn } from './io';

const folder = inFolderOfItsOwn();

const pods = (...names: readonly string[]) => names.map((name) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [] }
---`).join('');
const policy = (app: string, spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${app}, namespace: shop }
spec: { podSelector: { matchLabels: { app: ${app} } }, ${spec} }
---`;
const INTERNET = '0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 168.63.129.16/32, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/4, 240.0.0.0/4';
const TO_INTERNET = `policyTypes: [Ingress, Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [${INTERNET}] } }], ports: [{ port: 443 }] }]`;
const CLOSED = 'policyTypes: [Ingress, Egress]';

const list = async (yaml: string, ...options: readonly string[]) => {
  folder.write({ 'a.yaml': yaml });
  return call(['list', 'a.yaml', ...options]);
};

describe('--short', () => {
  test('has one line for what every other workload may, and one for the internet', async () => {
    const yaml = pods('a', 'b', 'c', 'open') + policy('a', TO_INTERNET) + policy('b', CLOSED) + policy('c', CLOSED);
    expect((await list(yaml, '--short')).stdout.split('\n').filter((line) => !line.includes('255.255.255.255'))).toEqual(['shop/a[Pod] => internet[External] : TCP 443', '']);
    const open = pods('a', 'b', 'c', 'open') + ['a', 'b', 'c'].map((name) => policy(name, 'policyTypes: [Ingress]')).join('');
    expect((await list(open, '--short')).stdout.split('\n').filter((line) => line.includes('every'))).toEqual(['every workload => shop/open[Pod] : All Connections']);
    expect((await list(pods('a', 'b', 'c'), '--short')).stdout).toContain('every workload => every workload : All Connections\n');
  });

  test('tells pair by pair what differs', async () => {
    const yaml = pods('a', 'b', 'c') + policy('a', 'ingress: [{ from: [{ podSelector: { matchLabels: { app: b } } }] }, { ports: [{ port: 80 }] }]') + policy('b', CLOSED) + policy('c', CLOSED);
    expect((await list(yaml, '--short')).stdout).not.toContain('every workload');
  });
});

test('the internet is one card of a picture, however many ranges it has', async () => {
  const yaml = pods('a') + policy('a', `${TO_INTERNET}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }]`);
  const { stdout } = await list(yaml, '-o', 'mermaid');
  expect(stdout.match(/\["internet<br\/>\d+ ranges"\]/g)).toHaveLength(1);
  expect(stdout.match(/-->/g)).toHaveLength(2);
  expect((await list(yaml, '-o', 'csv')).stdout.match(/^shop\/a\[Pod\],.*\[External\]/gm)).toHaveLength(10);
});

test('a flowchart that nobody draws is noted', async () => {
  const many = pods(...Array.from({ length: 24 }, (_, number) => `p${number}`));
  expect((await list(many, '-o', 'mermaid')).stderr).toBe('note: 600 connections are more than the 500 that GitHub and GitLab draw. Use --by class, --short, --focus, or -o svg.\n');
  expect((await list(many, '-o', 'svg')).stderr).toBe('');
});

test('addresses of IPv6 that are open and not listed are noted', async () => {
  const mixed = policy('a', 'policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }, { ports: [{ port: 443 }] }]');
  expect((await list(pods('a') + mixed)).stderr).toBe('note: addresses of IPv6 are not listed, because no policy names any, though some are open; explain tells of them.\n');
  expect((await list(pods('a'))).stderr).toBe('');
});

describe('pods on the network of their node', () => {
  const NODE = pods('a').replace('containers: []', 'containers: [], hostNetwork: true') + pods('b') + policy('a', CLOSED);

  test('are noted, since policies do not reach them', async () => {
    expect((await list(NODE)).stderr).toBe('note: policies do not reach the pods of shop/a[Pod], which are on the network of their node: there everything is open.\n');
  });

  test('are explained with that', async () => {
    await list(NODE);
    expect((await call(['explain', 'a.yaml', '--from', 'shop/b', '--to', 'shop/a'])).stdout)
      .toContain('    But: Its pods are on the network of their node, which policies do not reach with most network plugins: everything may be open there.\n');
  });

  test('are never expected to be closed', async () => {
    folder.write({ 'a.yaml': NODE, 'e.yaml': '!shop/b -> shop/a' });
    const { code, stdout } = await call(['check', 'a.yaml', '--expect', 'e.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('  Not known to be closed: shop/a is on the network of its node, which policies do not reach.\n');
  });
});

describe('explain', () => {
  const WEB = pods('web').replace('containers: []', 'containers: [{ name: x, image: y, ports: [{ containerPort: 80, name: http }, { containerPort: 53, protocol: UDP }] }]');
  const explain = async (yaml: string, ...options: readonly string[]) => {
    folder.write({ 'a.yaml': yaml });
    const { stdout, stderr } = await call(['explain', 'a.yaml', '--from', 'shop/b', '--to', 'shop/web', ...options]);
    return `${stdout}${stderr}`.match(/^\S.*$/gm);
  };

  test('tells of all connections where no port is asked about and all are open', async () => {
    expect(await explain(WEB + pods('b'))).toEqual(['shop/b => shop/web : All Connections are open']);
  });

  test('knows ports by their names, and protocols as a whole', async () => {
    const open = policy('web', 'ingress: [{ ports: [{ port: 80 }, { port: 53, protocol: UDP }] }]');
    expect(await explain(WEB + pods('b') + open, '--port', 'http')).toEqual(['shop/b => shop/web : TCP 80 is open']);
    expect(await explain(WEB + pods('b') + open, '--port', 'udp')).toEqual(['shop/b => shop/web : UDP 53 is open']);
    expect(await explain(WEB + pods('b') + open, '--port', 'sctp')).toEqual(['shop/b => shop/web : SCTP 1-65535 are closed']);
    expect(await explain(WEB + pods('b') + open, '--port', 'metrics')).toEqual(['error: The destination has no port named "metrics". Its named ports: http.']);
  });

  test('tells apart what the policies tell apart of many addresses', async () => {
    folder.write({ 'a.yaml': pods('a') + policy('a', 'policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }] }]') });
    expect((await call(['explain', 'a.yaml', '--from', 'shop/a', '--to', 'internet', '--port', '443'])).stdout).toMatch(/^shop\/a => internet : TCP 443 is closed\n/);
    expect((await call(['explain', 'a.yaml', '--from', 'shop/a', '--to', '169.254.0.0/16', '--port', '443'])).stdout.match(/^shop.*$/gm)).toEqual([
      'shop/a => 169.254.20.10 : TCP 443 is open', 'shop/a => 169.254.0.0-169.254.20.9 and 1 more range : TCP 443 is closed',
    ]);
  });

  test('names the labels by which a workload selects its pods, which stay', async () => {
    const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, version: v7 } }, spec: { containers: [] } }
---`;
    folder.write({ 'a.yaml': web + pods('b') + policy('b', 'policyTypes: [Ingress]') });
    expect((await call(['explain', 'a.yaml', '--from', 'shop/web', '--to', 'shop/b', '--port', '80'])).stdout).toContain('from podSelector { app: web }, ports TCP 80.');
  });
});

test('a diff tells of IPv6 on whichever side it is named, and what widens as added', async () => {
  const ipv6 = (blocks: string) => pods('a') + policy('a', `policyTypes: [Ingress], ingress: [{ from: [${blocks}] }]`);
  folder.write({ 'narrow.yaml': ipv6("{ ipBlock: { cidr: '2001:db8::/32' } }"), 'wide.yaml': pods('a') + policy('a', 'ingress: [{}]'), 'none.yaml': pods('a') + policy('a', 'policyTypes: [Ingress]') });
  const types = async (one: string, other: string) => (await call(['diff', one, other, '-o', 'csv'])).stdout.trim().split('\n').slice(1).map((line) => line.split(',').slice(0, 3).join(' '));
  expect(await types('narrow.yaml', 'wide.yaml')).toEqual([
    'added 0.0.0.0-255.255.255.255[External] shop/a[Pod]', 'added 2001:db9::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] shop/a[Pod]', 'added ::-2001:db7:ffff:ffff:ffff:ffff:ffff:ffff[External] shop/a[Pod]',
  ]);
  expect(await types('none.yaml', 'wide.yaml')).toEqual(['added 0.0.0.0-255.255.255.255[External] shop/a[Pod]']);
  expect(await types('narrow.yaml', 'none.yaml')).toEqual(['removed 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] shop/a[Pod]']);
});
