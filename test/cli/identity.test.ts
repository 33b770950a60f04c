import { call, inFolderOfItsOwn } from './io';

const folder = inFolderOfItsOwn();

const workload = (kind: string, name: string, { labels = `{ app: ${name} }`, version = 'apps/v1', more = '' } = {}) => `
apiVersion: ${version}
kind: ${kind}
metadata: { name: ${name}, namespace: x }
spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: main, image: i${more} }] } } }
---`;
const closed = (name: string, more = '') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: x }
spec: { podSelector: { matchLabels: { app: ${name} } }, policyTypes: [Ingress, Egress]${more} }
---`;

/** The StatefulSet is closed, the Deployment of its name is open. */
const TWO = workload('StatefulSet', 'ctl', { labels: '{ app: set }' }) + workload('Deployment', 'ctl', { labels: '{ app: open }' }) + closed('set');

describe('two workloads of one name and different kinds', () => {
  const check = async (expectations: string) => {
    folder.write({ 'x.yaml': TWO, 'e.yaml': expectations });
    return call(['check', 'x.yaml', '--expect', 'e.yaml']);
  };

  test('are both asked by a glob, so that nothing holds of which one is open', async () => {
    const { code, stdout } = await check('!0.0.0.0/0 -> x/*');
    expect(code).toBe(1);
    expect(stdout).toContain('0.0.0.0/0 => x/ctl[Deployment] : All Connections are open');
    expect(stdout).not.toContain('x/ctl[StatefulSet]');
  });

  test('are told apart by their kinds, and taken together by [*]', async () => {
    expect((await check('!0.0.0.0/0 -> x/ctl[StatefulSet]')).code).toBe(0);
    expect((await check('0.0.0.0/0 -> x/ctl[Deployment]')).code).toBe(0);
    expect((await check('!0.0.0.0/0 -> x/ctl[*]')).code).toBe(1);
  });

  test('cannot be meant by their name alone', async () => {
    expect((await check('!0.0.0.0/0 -> x/ctl')).stdout).toContain('It cannot be checked: "x/ctl" is the name of 2 workloads. '
      + "Write 'x/ctl[StatefulSet]' or 'x/ctl[Deployment]', or 'x/ctl[*]' where all of them may be meant.");
    folder.write({ 'x.yaml': TWO });
    expect(await call(['explain', 'x.yaml', '--from', '203.0.113.1', '--to', 'x/ctl'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is the name of 2 workloads') });
    expect((await call(['explain', 'x.yaml', '--from', '203.0.113.1', '--to', 'x/ctl[StatefulSet]', '--port', '80'])).stdout)
      .toMatch(/^203\.0\.113\.1 => x\/ctl\[StatefulSet\] : TCP 80 is closed\n/);
    expect((await call(['list', 'x.yaml', '--focus', 'x/ctl[StatefulSet]'])).stdout).toBe('');
  });

  test('are named by the kinds that there are, where one is mistaken', async () => {
    folder.write({ 'x.yaml': TWO });
    expect((await call(['explain', 'x.yaml', '--from', '203.0.113.1', '--to', 'x/ctl[Job]'])).stderr)
      .toBe('error: There is no workload "x/ctl[Job]". Did you mean x/ctl[StatefulSet], x/ctl[Deployment], x/ctl?\n');
  });
});

test('two kinds of one name in different groups are shown with the group', async () => {
  folder.write({ 'x.yaml': workload('Rollout', 'a', { version: 'argoproj.io/v1alpha1' }) + workload('Rollout', 'a', { version: 'example.com/v1', labels: '{ app: b }' }) });
  expect((await call(['list', 'x.yaml'])).stdout).toContain('x/a[Rollout.argoproj.io] => x/a[Rollout.example.com] : All Connections');
});

describe('an object that is given twice', () => {
  const commands = [['list', 'dist'], ['explain', 'dist', '--from', '203.0.113.1', '--to', 'x/a'], ['diff', 'dist', 'dist'], ['lint', 'dist'], ['check', 'dist', '--expect', 'e.yaml']];

  test.each(commands)('with different content is a problem of %s, with both places', async (...argv) => {
    folder.write({ 'dist/base.yaml': `${workload('Deployment', 'a')}${closed('a')}`, 'dist/over.yaml': closed('a', ', ingress: [{}]'), 'e.yaml': 'x/a -> x/a' });
    const { code, stderr } = await call(argv);
    expect(code).toBe(2);
    expect(stderr).toContain('problem: dist/over.yaml:2: NetworkPolicy x/a: is given twice with different content; this one counts, as the one that is applied last, first at dist/base.yaml:7\n');
  });

  test.each([
    ['the policy', closed('a'), closed('a', ', ingress: [{ ports: [{ port: 80 }] }]'), '0.0.0.0-255.255.255.255[External] => x/a[Deployment] : TCP 80\n'],
    ['the workload', closed('b'), workload('Deployment', 'a', { labels: '{ app: b }' }), ''],
  ])('counts as it was read last: %s', async (_, first, last, lines) => {
    folder.write({ 'a.yaml': `${workload('Deployment', 'a')}${first}`, 'b.yaml': last });
    expect((await call(['list', 'a.yaml', 'b.yaml'])).stdout).toBe(lines);
  });

  test('with equal content is a note, whatever a server noted down in it', async () => {
    const saved = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: x, uid: u, resourceVersion: "1", annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" } }
spec: { policyTypes: [Ingress, Egress], podSelector: { matchLabels: { app: a } } }
status: {}`;
    folder.write({ 'a.yaml': workload('Deployment', 'a') + closed('a').replace('name: a,', 'name: a, annotations: {},'), 'b.yaml': saved });
    expect(await call(['list', 'a.yaml', 'b.yaml'])).toEqual({ code: 0, stdout: '', stderr: 'note: 1 object is given again with the same content.\n' });
  });
});
