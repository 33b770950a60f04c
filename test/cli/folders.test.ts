import { appendFileSync } from 'fs';
import { load } from 'js-yaml';
import { call, inFolderOfItsOwn } from './io';

const folder = inFolderOfItsOwn();

const POD = (name: string, namespace = ', namespace: shop') => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}${namespace} }
spec: { containers: [{ name: main, image: x }] }
`;
const CLOSED = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: all, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Ingress, Egress] }\n';

describe('a kustomization', () => {
  beforeEach(() => folder.write({
    'app/web.yaml': POD('web'),
    'app/all.yaml': CLOSED,
    'app/kustomization.yaml': 'resources: [web.yaml, all.yaml]\npatches: [{ path: patches/json.yaml }, { path: patches/merge.yaml }, { patch: "a: b" }]\n'
      + 'components: [../debug]\nconfigMapGenerator: [{ name: c, files: [config=values.yaml] }]\n',
    'app/patches/json.yaml': '- { op: add, path: /spec/x, value: 1 }\n',
    'app/patches/merge.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { hostNetwork: true }\n',
    'app/values.yaml': '- 1\n',
    'debug/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [debug.yaml]\n',
    'debug/debug.yaml': POD('debug'),
  }));

  test('is read without what is no resource of it, and named with the command that renders it', async () => {
    expect(await call(['list', 'app'])).toEqual({
      code: 0, stdout: '', stderr: 'note: app is a kustomization, which changes what lies there. Pipe what is applied: kubectl kustomize app | cdk8s-netpol … -\n',
    });
  });

  test('is no ground for check and diff, unless it is excluded', async () => {
    folder.write({ 'e.yaml': '!shop/web -> 0.0.0.0/0', 'plain/web.yaml': POD('web'), 'plain/all.yaml': CLOSED });
    const { code, stderr } = await call(['check', '.', '--expect', 'e.yaml', '--exclude', 'debug', '--exclude', 'plain']);
    expect(code).toBe(2);
    expect(stderr).toContain('problem: app: is a kustomization, which changes what lies there. Pipe what is applied: kubectl kustomize app | cdk8s-netpol … -; or leave it alone with --exclude\n');
    expect((await call(['diff', 'app', 'plain'])).code).toBe(2);
    expect(await call(['check', '.', '--expect', 'e.yaml', '--exclude', 'app', '--exclude', './debug', '--exclude', 'e.yaml']))
      .toEqual({ code: 0, stdout: '1 expectation holds\n', stderr: '' });
  });
});

test('a Helm chart is one note, whatever its templates hold', async () => {
  folder.write({
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicas: 1\n',
    'chart/templates/web.yaml': 'kind: {{ .Values.kind }}\n{{- if x }}\n',
    'chart/templates/plain.yaml': POD('plain'),
    'index.yaml': 'apiVersion: v1\nentries: {}\ngenerated: now\n',
    'web.yaml': POD('web'),
  });
  const { code, stdout, stderr } = await call(['list', '.']);
  expect([code, stderr]).toEqual([0, 'note: chart is a Helm chart, whose templates are not read. Pipe what is applied: helm template chart | cdk8s-netpol … -\n']);
  expect(stdout).toContain('shop/web[Pod]');
  expect(stdout).not.toContain('plain');
  expect((await call(['check', '.', '--expect', 'index.yaml'])).code).toBe(2);
});

test('what is no Kubernetes object is a problem only where somebody names it', async () => {
  folder.write({ 'dist/web.yaml': POD('web'), 'dist/list.json': '[1, 2]', 'dist/text.yaml': 'just text\n', 'dist/kind.yaml': 'kind: mine\nrules: []\n' });
  expect((await call(['list', 'dist'])).stderr).toBe('');
  expect(await call(['list', 'dist/list.json', 'dist/text.yaml'])).toMatchObject({ code: 2 });
});

test('a list in which somebody forgot kind: List is a problem wherever it lies', async () => {
  folder.write({ 'dist/web.yaml': `- ${POD('web').trim().replaceAll('\n', '\n  ')}\n` });
  expect((await call(['list', 'dist'])).stderr).toContain('is a list, not an object. Put "kind: List"');
});

test('--namespace is that of what names none', async () => {
  folder.write({ 'a.yaml': POD('web', ''), 'b.yaml': POD('web'), 'all.yaml': CLOSED.replace(', namespace: shop', '') });
  expect(await call(['diff', 'a.yaml', 'b.yaml', '--namespace', 'shop'])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await call(['list', 'a.yaml', 'all.yaml', '-n', 'shop'])).stdout).toBe('');
});

test('a comment may have any bytes, as it may for kubectl', async () => {
  folder.write({ 'web.yaml': POD('web') });
  appendFileSync('web.yaml', Buffer.from([0x23, 0x20, 0xe9, 0x0a]));
  expect((await call(['list', 'web.yaml'])).stderr).toBe('');
});

describe('places are those of fields', () => {
  const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop }
  spec:
    containers: []
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: bad
    namespace: shop
  spec:
    podSelector: {}
    ingress:
    - from: []
    - ports:
      - port: 80
      - port: 0
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: open
    namespace: shop
  spec:
    podSelector: {}
    ingress:
    - from: []
`;

  test.each(['yaml', 'json'])('in items of a List, in %s', async (format) => {
    const text = format === 'yaml' ? LIST : JSON.stringify(load(LIST), undefined, 2);
    const lineOf = (sign: string | RegExp, from = 0) => text.slice(0, from + text.slice(from).search(sign)).split('\n').length;
    folder.write({ [`list.${format}`]: text });
    const { stdout, stderr } = await call(['lint', `list.${format}`]);
    expect(stderr).toContain(`problem: list.${format}:${lineOf(/"?port"?: 0/)}: NetworkPolicy shop/bad: spec.ingress[1].ports[1].port: is 0`);
    expect(stdout).toContain(`list.${format}:${lineOf(/"?from"?:/, text.search(/"?name"?: "?open/))}: error: NetworkPolicy shop/open: spec.ingress[0].from:`);
    const sarif = JSON.parse((await call(['lint', `list.${format}`, '-o', 'sarif'])).stdout);
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine).toBe(lineOf(/"?from"?:/, text.search(/"?name"?: "?open/)));
    const explained = JSON.parse((await call(['explain', `list.${format}`, '--from', '203.0.113.1', '--to', 'shop/web', '-o', 'json'])).stdout);
    expect(explained[0].ingress.policies[0].source).toEqual({ file: `list.${format}`, document: 1, line: lineOf(/networking/, text.search(/"?port"?: 0/)) - (format === 'json' ? 1 : 0) });
  });

  test('with comments, texts of several lines, anchors and keys with dots', async () => {
    folder.write({
      'a.yaml': `# one
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: a
  annotations:
    note: |
      spec:
        ingress: nothing
    x.y/z: >-
      folded
spec:
  podSelector: &all
    matchLabels: { app.kubernetes.io/name: "a" }
  ingress:
    # which
    - from: [{ podSelector: *all }]
      ports: [{ port: 80 },
        { port: 99999 }]
`,
    });
    expect((await call(['list', 'a.yaml'])).stderr).toContain('problem: a.yaml:19: NetworkPolicy a: spec.ingress[0].ports[1].port: is 99999');
  });
});
