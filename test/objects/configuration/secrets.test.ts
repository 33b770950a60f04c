import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { BasicAuthSecret, Deployment, DockerConfigSecret, EnvValue, Secret, ServiceAccount, ServiceAccountTokenSecret, SshAuthSecret, TlsSecret } from '../../../src';

const CONFIDENTIAL = 'hunter2-SWORDFISH';

describe('a Secret', () => {
  test('is written with what was set last', () => {
    const chart = Testing.chart();
    const secret = new Secret(chart, 'Secret', { stringData: { a: '1', b: '2' }, type: 'Opaque' });
    secret.addStringData('b', '3');
    expect(secret.getStringData('b')).toBe('3');
    expect(secret.getStringData('c')).toBeUndefined();
    expect(Testing.synth(chart)).toMatchObject([{ kind: 'Secret', type: 'Opaque', stringData: { a: '1', b: '3' }, immutable: false }]);
  });

  test('gives its values to containers by its name', () => {
    const chart = Testing.chart();
    const secret = new Secret(chart, 'Secret', { metadata: { name: 'db' }, stringData: { password: CONFIDENTIAL } });
    new Deployment(chart, 'Web', { containers: [{ image: 'web', envVariables: { ONE: secret.envValue('password'), OTHER: EnvValue.fromSecretValue({ secret, key: 'password' }) } }] });
    const web = Testing.synth(chart)[1] as { spec: { template: { spec: { containers: { env: object[] }[] } } } };
    const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
    expect(web.spec.template.spec.containers[0].env).toEqual([{ name: 'ONE', valueFrom }, { name: 'OTHER', valueFrom }]);
  });

  test('for tokens names its service account', () => {
    const chart = Testing.chart();
    new ServiceAccountTokenSecret(chart, 'Token', { serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'Account', 'ci') });
    expect(Testing.synth(chart)).toMatchObject([{ type: 'kubernetes.io/service-account-token', metadata: { annotations: { 'kubernetes.io/service-account.name': 'ci' } } }]);
  });
});

describe('no error shows a value:', () => {
  const list = [CONFIDENTIAL] as never;
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a list for a value', (chart) => new Secret(chart, 'S', { stringData: { a: list } }), 'test/S: "stringData["a"]" is a list, but must be text.'],
    ['an object for a value', (chart) => new Secret(chart, 'S').addStringData('a', { x: CONFIDENTIAL } as never), '"stringData["a"]" is of the type object'],
    ['text for all of them', (chart) => new Secret(chart, 'S', { stringData: CONFIDENTIAL as never }), '"stringData" is of the type string, but must be an object'],
    ['text for the properties', (chart) => new Secret(chart, 'S', CONFIDENTIAL as never), 'test/S: "props" is of the type string, but must be an object'],
    ['a list for the properties', (chart) => new TlsSecret(chart, 'S', list), 'test/S: "props" is a list'],
    ['a bad key', (chart) => new Secret(chart, 'S', { stringData: { 'a b': CONFIDENTIAL } }), '"a key of stringData" is "a b"'],
    ['too much', (chart) => new Secret(chart, 'S', { stringData: { a: CONFIDENTIAL.repeat(100_000) } }), 'with "a" the values have 1700000 bytes, but a Secret holds at most 1048576.'],
    ['a password that is a list', (chart) => new BasicAuthSecret(chart, 'S', { username: 'me', password: list }), 'test/S: "password" is a list, but must be text.'],
    ['no password', (chart) => new BasicAuthSecret(chart, 'S', { username: CONFIDENTIAL } as never), '"password" is not given, but must be text.'],
    ['a key that is a list', (chart) => new SshAuthSecret(chart, 'S', { sshPrivateKey: list }), '"sshPrivateKey" is a list'],
    ['an empty key', (chart) => new SshAuthSecret(chart, 'S', { sshPrivateKey: '' }), '"sshPrivateKey" is empty'],
    ['a certificate without its key', (chart) => new TlsSecret(chart, 'S', { tlsCert: CONFIDENTIAL } as never), '"tlsKey" is not given, but must be text.'],
    ['credentials as text', (chart) => new DockerConfigSecret(chart, 'S', { data: CONFIDENTIAL as never }), '"data" must be an object such as { auths: { … } }.'],
    ['credentials that no JSON can hold', (chart) => new DockerConfigSecret(chart, 'S', { data: { a: CONFIDENTIAL, b: 1n } }), '"data" cannot be written as JSON.'],
    ['a type that is a number', (chart) => new Secret(chart, 'S', { type: 7 as never, stringData: { a: CONFIDENTIAL } }), '"type" is 7, but must be text'],
    ['a wrong flag', (chart) => new Secret(chart, 'S', { immutable: 'no' as never, stringData: { a: CONFIDENTIAL } }), '"immutable" is "no", but must be true or false.'],
  ])('%s', (_, make, error) => {
    const told = messageOf(() => make(Testing.chart()));
    expect(told).toContain(error);
    expect(told).not.toContain('SWORDFISH');
  });

  test.each([JsonPatch.test('/metadata/name', 'other'), JsonPatch.remove('/no/such/field')])('of the patch %j that does not apply', (patch) => {
    const chart = Testing.chart();
    ApiObject.of(new Secret(chart, 'S', { stringData: { a: CONFIDENTIAL } })).addJsonPatch(patch);
    const told = messageOf(() => Testing.synth(chart));
    expect(told).toContain('test/S/Resource: the object cannot be written, because a patch does not apply to it.');
    expect(told).not.toContain('SWORDFISH');
  });

  test('that a broken app or a warning gives', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const secret = new Secret(chart, 'Secret', { metadata: { labels: { app: 'db' } }, stringData: { password: CONFIDENTIAL } });
    const db = new Deployment(chart, 'Db', { containers: [{ image: 'db', portNumber: 5432, envVariables: { PASSWORD: secret.envValue('password') } }] });
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'web' }], hostNetwork: true });
    web.connections.allowTo(db);
    secret.metadata.addLabel('no spaces', 'x');
    const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const told = messageOf(() => app.synth());
    const warned = warnings.mock.calls.map(([text]) => String(text)).join('');
    warnings.mockRestore();
    expect(told).toContain('shop/Secret');
    expect(told + warned).not.toContain('SWORDFISH');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return `${String(error)}\n${(error as Error).stack}`;
  }
  throw new Error('there was no error');
}
