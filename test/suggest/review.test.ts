import { API, env, REDIS, service, workload } from './suggested';
import { call, inFolderOfItsOwn } from '../cli/io';

const folder = inFolderOfItsOwn();

const policy = (name: string, spec: object, namespace = 'shop') => JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });
const DENY = policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const app = (labels: object) => ({ podSelector: { matchLabels: labels } });
const TO_DNS = { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] };

async function suggest(options: readonly string[], ...objects: readonly string[]) {
  folder.write({ 'shop.yaml': `${objects.join('\n---\n')}\n` });
  return call(['suggest', 'shop.yaml', ...options]);
}

describe('--missing', () => {
  const WEB = workload('web', env('API_URL', 'http://api'));

  test('is nothing where no policy closes anything', async () => {
    expect(await suggest(['--missing'], WEB, API)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('is what policies close, with DNS, and its exit code is 1', async () => {
    const { code, stdout } = await suggest(['--missing'], WEB, API, DENY);
    expect(code).toBe(1);
    expect(stdout).toBe('shop/web[Deployment] => shop/api[Deployment] : TCP 3000\n  API_URL of container main: api:80 (shop.yaml:1)\n'
      + 'shop/web[Deployment] => {cluster-dns} : TCP 53,UDP 53\n  API_URL of container main: api (shop.yaml:1)\n');
  });

  test('is closed where one of the two ends is', async () => {
    const open = policy('web', { ...app({ app: 'web' }), policyTypes: ['Egress'], egress: [{ to: [app({ app: 'api' })], ports: [{ port: 3000 }] }, TO_DNS] });
    expect((await suggest(['--missing'], WEB, API, DENY, open)).stdout).toContain('shop/web[Deployment] => shop/api[Deployment] : TCP 3000\n');
    const both = policy('api', { ...app({ app: 'api' }), policyTypes: ['Ingress'], ingress: [{ from: [app({ app: 'web' })], ports: [{ port: 3000 }] }] });
    expect((await suggest(['--missing'], WEB, API, DENY, open, both)).stdout).toBe('');
  });

  test('of a host outside is closed where no address is open on its port', async () => {
    const web = workload('web', env('X', 'https://api.example.com'));
    expect((await suggest(['--missing', '--likely'], web, DENY)).stdout).toContain('api.example.com[External] : TCP 443');
    const some = policy('web', { ...app({ app: 'web' }), policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] }, TO_DNS] });
    expect((await suggest(['--missing', '--likely'], web, DENY, some)).stdout).toBe('');
  });

  test('says of how many nobody can tell', async () => {
    const scraped = workload('web', { annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '80' } });
    const { stdout, stderr } = await suggest(['--missing'], scraped, DENY);
    expect([stdout, stderr]).toEqual(['', expect.stringContaining('note: of 1 more nobody can tell')]);
  });
});

describe('--unexplained', () => {
  test('is what policies open and nothing asks for', async () => {
    const web = workload('web', env('API_URL', 'http://api'));
    const spec = { ...app({ app: 'api' }), policyTypes: ['Ingress'], ingress: [{ from: [app({ app: 'web' }), app({ app: 'old' })], ports: [{ port: 3000 }, { port: 9000 }] }] };
    const { code, stdout } = await suggest(['--unexplained'], web, workload('old'), API, DENY, policy('api', spec),
      policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [app({})].map(() => ({ podSelector: {} })) }] }));
    expect([code, stdout]).toEqual([1, 'shop/old[Deployment] => shop/api[Deployment] : TCP 3000,9000\nshop/web[Deployment] => shop/api[Deployment] : TCP 9000\n']);
  });

  test('leaves out what no policy closes', async () => {
    expect(await suggest(['--unexplained'], workload('web'), REDIS)).toMatchObject({ code: 0, stdout: '' });
  });

  test('takes a host outside for any address on its port', async () => {
    const web = workload('web', env('X', 'https://api.example.com'));
    const out = policy('web', { ...app({ app: 'web' }), policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }, { port: 25 }] }] });
    expect((await suggest(['--unexplained'], web, out)).stdout).toBe('shop/web[Deployment] => 203.0.113.0-203.0.113.255[External] : TCP 25\n');
  });
});

describe('the command', () => {
  test.each([
    [['--missing', '--unexplained'], 'error: --missing and --unexplained are two questions. Ask one of them.\n'],
    [['--missing', '-o', 'yaml'], 'error: --missing cannot be written as yaml, which is about all that is suggested. Write it as txt or json.\n'],
  ])('refuses %s', async (options, message) => {
    expect(await suggest(options, API)).toEqual({ code: 2, stdout: '', stderr: message });
  });

  test('refuses to include standard input', async () => {
    expect((await call(['suggest', '-', '-o', 'ts'])).stderr).toContain('An app includes files');
  });

  test('says how many likely ones are left out', async () => {
    const { stdout, stderr } = await suggest([], workload('web', env('X', 'https://api.example.com')));
    expect([stdout, stderr]).toEqual(['', 'note: 2 likely ones are left out; --likely adds them.\n']);
  });

  test('says what of policies is not as it should be', async () => {
    const alike = ['one', 'two'].map((name) => workload(name, env('X', 'api:80')).replaceAll(`"app":"${name}"`, '"app":"same"'));
    const onNode = workload('node', { ...env('X', 'api:80'), pod: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } });
    const { stderr } = await suggest(['-o', 'yaml'], ...alike, onNode, API, DENY);
    expect(stderr).toContain('note: the manifests have 1 policy already: what these open stays open.');
    expect(stderr).toContain('note: policies cannot tell the pods of shop/one[Deployment] from those of shop/two[Deployment]');
    expect(stderr).toContain('note: shop/node[Deployment] => shop/api[Deployment] is not written: policies do not know pods on the network of their node.');
  });

  test('gives pods that policies cannot tell apart a label in an app', async () => {
    const alike = ['one', 'two'].map((name) => workload(name, env('X', 'api:80')).replaceAll(`"app":"${name}"`, '"app":"same"'));
    expect((await suggest(['-o', 'ts'], ...alike, API, service('one', ['80']))).stdout).toContain("{ kind: 'Deployment', name: 'one', addressLabel: true }");
  });
});
