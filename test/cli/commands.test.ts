import { call, inFolderOfItsOwn } from './io';
import { COMMANDS } from '../../src/cli/commands/commands';
import { run } from '../../src/cli/main';

const folder = inFolderOfItsOwn();

const WORKLOADS = ['shop/web', 'shop/api', 'data/redis'].map((end) => end.split('/')).map(([namespace, name]) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: x, ports: [{ containerPort: 6379 }] }] } } }
`).join('---');

const policy = (app: string, rules: string, annotations = '{}') => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${app}, namespace: ${app === 'redis' ? 'data' : 'shop'}, annotations: ${annotations} }
spec: { podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress, Egress], ${rules} }
`;

const TO_REDIS = 'egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: redis } } }], ports: [{ port: 6379 }] }]';
const FROM_WEB = 'ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }], ports: [{ port: 6379 }] }]';
const DNS = '"cdk8s-netpol/acknowledge.no-dns": redis is found by its address';

/** Web reaches redis, and nothing else reaches anything. */
const SHOP = WORKLOADS + policy('web', TO_REDIS, `{ ${DNS} }`) + policy('api', 'ingress: []') + policy('redis', FROM_WEB);
const CLOSED = WORKLOADS + policy('web', TO_REDIS, `{ ${DNS} }`) + policy('api', 'ingress: []') + policy('redis', 'ingress: []');

/** It decides nothing. */
const ADMIN = `
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: some }
spec: { priority: 10, subject: { namespaces: {} } }
`;

const LINE = 'shop/web[Deployment] => data/redis[Deployment] : TCP 6379\n';

describe('help', () => {
  test('names every command, and what it does', async () => {
    const { code, stdout, stderr } = await call(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'));
  });

  test.each(COMMANDS.map((command) => [command.name, command] as const))('of %s names its operands, options, choices and exit codes, and has an example', async (name, { operands, options, examples }) => {
    const { code, stdout } = await call([name, '--help']);
    expect(code).toBe(0);
    for (const option of options) {
      expect(stdout).toContain(`--${option.name}${option.value ? ` ${option.value}` : ''}`);
      for (const choice of option.choices ?? []) expect(stdout).toMatch(new RegExp(`--${option.name} .*\\b${choice}\\b`));
    }
    for (const text of [operands.usage, 'Exit codes', ...examples.map(({ does }) => `# ${does}`)]) expect(stdout).toContain(text);
  });

  test.each(COMMANDS.flatMap(({ examples }) => examples.map(({ line }) => line)))('shows an example that is understood: %s', async (line) => {
    const words = line.slice(line.indexOf('$0 ') + 3).split(/ [>|]/)[0].split(' ');
    folder.write({
      'manifests/shop.yaml': WORKLOADS, 'dist/shop.yaml': SHOP + ADMIN, 'dist-main/shop.yaml': SHOP + ADMIN, 'expectations.yaml': 'web -> data/redis',
    });
    const { stderr } = await call(words.map((word) => (word === '-' ? 'dist-main/' : word.replace('shop/redis', 'data/redis'))));
    expect(stderr).toBe('');
  });

  test.each([['help', 'list'], ['list', '-h'], ['list', 'a', '-o', 'json', '--help']])('is given for: %s %s', async (...argv) => {
    expect(await call(argv)).toEqual(await call(['list', '--help']));
  });

  test('goes to standard error, with exit code 2, where no command is given', async () => {
    const { stdout } = await call(['--help']);
    expect(await call([])).toEqual({ code: 2, stdout: '', stderr: stdout });
  });
});

test('the version is that of the package', async () => {
  expect(await call(['--version'])).toEqual({ code: 0, stdout: '0.0.0\n', stderr: '' });
});

const NO_PORT = 'is not a port. Write one such as tcp/6379, udp/53 or sctp/36412, with a number from 1 to 65535; a protocol such as udp for all its ports; '
  + 'or the name of a port of the destination.';

describe('wrong usage ends with 2, prints no result, and says what is allowed', () => {
  test.each([
    [['lst'], 'There is no command "lst". The commands are list, explain, diff, lint, check, suggest, convert; see cdk8s-netpol --help.'],
    [['-v'], 'There is no option -v before a command. The commands are list, explain, diff, lint, check, suggest, convert; see cdk8s-netpol --help.'],
    [['list'], 'PATH… is missing. See cdk8s-netpol list --help.'],
    [['list', 'x', '-o', 'yaml'], '-o cannot be "yaml". It is one of txt, json, csv, md, dot, mermaid, svg, html. See cdk8s-netpol list --help.'],
    [['list', 'x', '--output'], '--output needs a value: txt, json, csv, md, dot, mermaid, svg, html. See cdk8s-netpol list --help.'],
    [['list', 'x', '--colour'], 'There is no option --colour. The options are --output, --exposure, --focus, --by, --short, --namespace, --exclude. See cdk8s-netpol list --help.'],
    [['list', 'x', '--exposure=no'], '--exposure takes no value, but was given "no". See cdk8s-netpol list --help.'],
    [['list', 'x', '-o', 'csv', '-o', 'md'], '-o is given twice. See cdk8s-netpol list --help.'],
    [['explain', 'x', '--from', 'a'], '--to END is missing. See cdk8s-netpol explain --help.'],
    [['explain', 'x', '--from', 'a', '--to', 'b', '--port', 'icmp/8'], `"icmp/8" ${NO_PORT}`],
    [['explain', 'x', '--from', 'a', '--to', 'b', '--port', 'tcp/65536'], `"tcp/65536" ${NO_PORT}`],
    [['diff', 'x'], 'OLD NEW is missing. See cdk8s-netpol diff --help.'],
    [['diff', 'x', 'y', 'z'], 'OLD NEW is all that is taken, but there is "z" too. See cdk8s-netpol diff --help.'],
    [['diff', '-', '-'], 'Only one of OLD and NEW can be standard input.'],
    [['lint', 'x', '--fail-on', 'info'], '--fail-on cannot be "info". It is one of error, warning, never. See cdk8s-netpol lint --help.'],
    [['check', 'x'], '--expect FILE is missing. See cdk8s-netpol check --help.'],
    [['check', '-', '--expect', '-'], 'Only one of --expect and PATH… can be standard input.'],
  ])('%j', async (argv, message) => {
    expect(await call(argv)).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
  });

  test('a workload that is not there, with those of the name', async () => {
    folder.write({ 'shop.yaml': SHOP });
    expect(await call(['list', 'shop.yaml', '--focus', 'shop/redis'])).toEqual({
      code: 2, stdout: '', stderr: 'error: There is no workload "shop/redis". Did you mean data/redis?\n',
    });
  });
});

describe('what cannot be used', () => {
  test('is said with its file and line, ends with 2, and leaves the rest', async () => {
    folder.write({ 'dist/shop.yaml': SHOP, 'dist/bad.yaml': 'kind: A\napiVersion: v1\n---\nkind: [\n' });
    const { code, stdout, stderr } = await call(['list', 'dist']);
    expect([code, stdout]).toEqual([2, LINE]);
    expect(stderr).toMatch(/^problem: dist\/bad\.yaml:5: is not readable as YAML: .*\n$/);
  });

  test('is a policy too that an API server would refuse', async () => {
    folder.write({ 'shop.yaml': SHOP + policy('api', 'ingress: [{ ports: [{ port: 70000 }] }]').replace('name: api', 'name: high') });
    const { code, stdout, stderr } = await call(['list', 'shop.yaml']);
    expect([code, stdout]).toEqual([2, LINE]);
    expect(stderr).toMatch(/^problem: shop\.yaml:\d+: NetworkPolicy shop\/high: spec\.ingress\[0\]\.ports\[0\]\.port: is 70000, .*\n$/);
  });

  test.each([
    ['a file that is not there', 'gone.yaml', 'problem: gone.yaml: cannot be read: no such file or directory\n'],
    ['a folder without manifests', '.', 'problem: .: has no .yaml, .yml or .json file in it. Name a folder with manifests, or a file\n'],
    ['a file without manifests', 'empty.yaml', 'problem: empty.yaml: has no manifest in it\n'],
  ])('is %s', async (_, path, stderr) => {
    if (path === 'empty.yaml') folder.write({ 'empty.yaml': '# nothing\n---\n' });
    expect(await call(['list', path])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(stderr) });
  });

  test('counts for more than what is found', async () => {
    folder.write({ 'shop.yaml': SHOP, 'closed.yaml': CLOSED, 'expect.yaml': 'nonsense' });
    expect((await call(['diff', 'shop.yaml', 'closed.yaml', '-o', 'csv'])).code).toBe(1);
    expect((await call(['diff', 'shop.yaml', 'gone.yaml', '-o', 'csv'])).code).toBe(2);
    expect((await call(['check', 'shop.yaml', '--expect', 'expect.yaml'])).code).toBe(2);
  });
});

test('manifests without a workload are no fault, and are mentioned with what was passed over', async () => {
  folder.write({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' });
  expect(await call(['list', 'a.yaml'])).toEqual({ code: 0, stdout: '', stderr: 'note: there is no workload in a.yaml (passed over: 1 ConfigMap).\n' });
});

test('policies of a kind that is not understood are mentioned', async () => {
  folder.write({ 'a.yaml': `${SHOP}---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: a }\n` });
  expect(await call(['list', 'a.yaml'])).toEqual({
    code: 0, stdout: LINE, stderr: 'note: passed over 1 CiliumNetworkPolicy: what these close or open is not in the result.\n',
  });
});

describe('colors', () => {
  beforeEach(() => folder.write({ 'shop.yaml': SHOP }));
  const hasColors = async (isTTY: boolean, env = {}) => (await call(['list', 'shop.yaml'], { isTTY, env })).stdout.includes('\u001b[');

  test('are for terminals', async () => {
    expect(await hasColors(true)).toBe(true);
    expect(await hasColors(false)).toBe(false);
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('are not for %j', async (env) => {
    expect(await hasColors(true, env)).toBe(false);
  });

  test('are for those whose NO_COLOR is empty', async () => {
    expect(await hasColors(true, { NO_COLOR: '' })).toBe(true);
  });
});

describe('explain', () => {
  beforeEach(() => folder.write({ 'shop.yaml': SHOP }));
  const explain = async (...argv: string[]) => (call(['explain', 'shop.yaml', ...argv]));

  test('says of a port whether it is open, and ends with 0 either way', async () => {
    const open = await explain('--from', 'shop/web', '--to', 'data/redis', '--port', 'tcp/6379');
    expect([open.code, open.stdout.split('\n')[0]]).toEqual([0, 'shop/web => data/redis : TCP 6379 is open']);
    const closed = await explain('--from', 'shop/api', '--to', 'data/redis', '--port', '6379');
    expect([closed.code, closed.stdout.split('\n')[0]]).toEqual([0, 'shop/api => data/redis : TCP 6379 is closed']);
    expect(closed.stdout).toContain('To open it: ');
  });

  test.each([['203.0.113.7', 'data/redis', 'Ingress of data/redis'], ['shop/web', '2001:db8::1', 'Egress of shop/web']])('takes addresses: %s to %s', async (from, to, end) => {
    const { code, stdout } = await explain('--from', from, '--to', to, '--port', 'udp/53');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${from} => ${to} : UDP 53 is closed\n {2}${end}: closed\n`));
  });

  test('without a port, explains those that are open', async () => {
    expect((await explain('--from', 'shop/web', '--to', 'data/redis')).stdout.match(/^\S.*$/gm)).toEqual(['shop/web => data/redis : TCP 6379 is open']);
  });

  test('is data with -o json', async () => {
    expect(JSON.parse((await explain('--from', 'shop/web', '--to', 'data/redis', '-o', 'json')).stdout)).toMatchObject([{ protocol: 'TCP', port: 6379, open: true }]);
  });
});

describe('diff', () => {
  beforeEach(() => folder.write({ 'old/shop.yaml': SHOP, 'new/shop.yaml': CLOSED }));

  test('ends with 1, and a line for each difference', async () => {
    expect(await call(['diff', 'old', 'new'])).toEqual({
      code: 1,
      stdout: 'Connectivity diff:\ndiff-type: removed, source: shop/web[Deployment], destination: data/redis[Deployment], dir1: TCP 6379, dir2: No Connections\n',
      stderr: '',
    });
  });

  test('ends with 0 and without a word, where nothing differs', async () => {
    expect(await call(['diff', 'old', 'old'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('lint', () => {
  const NOTE = WORKLOADS + ['web', 'api', 'redis'].map((app) => policy(app, 'ingress: []')).join('') + policy('api', 'ingress: []').replace('name: api', 'name: again');
  const WARNING = WORKLOADS + policy('web', TO_REDIS) + policy('api', 'ingress: []') + policy('redis', FROM_WEB);
  const ERROR = `${SHOP}${policy('api', 'egress: [{ to: [], ports: [{ port: 443 }] }]').replace('name: api', 'name: open')}`;

  test('counts what is acknowledged, without showing it', async () => {
    folder.write({ 'shop.yaml': SHOP });
    expect(await call(['lint', 'shop.yaml'])).toEqual({ code: 0, stdout: 'No findings; 1 acknowledged\n', stderr: '' });
  });

  test.each([
    ['a note', NOTE, 'note', { error: 0, warning: 0, never: 0 }],
    ['a warning', WARNING, 'warning', { error: 0, warning: 1, never: 0 }],
    ['an error', ERROR, 'error', { error: 1, warning: 1, never: 0 }],
  ])('ends for %s as --fail-on has it', async (_, manifests, severity, codes) => {
    folder.write({ 'shop.yaml': manifests });
    const { findings } = JSON.parse((await call(['lint', 'shop.yaml', '-o', 'json'])).stdout) as { findings: { severity: string }[] };
    expect(findings[0].severity).toBe(severity); // the worst
    for (const [failOn, code] of Object.entries(codes)) expect([failOn, (await call(['lint', 'shop.yaml', '--fail-on', failOn])).code]).toEqual([failOn, code]);
    expect((await call(['lint', 'shop.yaml'])).code).toBe(codes.warning);
  });

  test.each(['sarif', 'github', 'json'])('has unusable input in the result too, as %s', async (format) => {
    folder.write({ 'dist/shop.yaml': SHOP, 'dist/bad.yaml': 'kind: [\n' });
    const { code, stdout } = await call(['lint', 'dist', '-o', format]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/bad\.yaml/);
  });
});

describe('check', () => {
  const check = async (expectations: string) => {
    folder.write({ 'shop.yaml': SHOP, 'expect.yaml': expectations });
    return call(['check', 'shop.yaml', '--expect', 'expect.yaml']);
  };

  test('ends with 0 where everything holds', async () => {
    expect(await check('namespace: shop\nexpect: |\n  web -> data/redis: only tcp/6379\n  !api -> data/redis\n')).toEqual({ code: 0, stdout: '2 expectations hold\n', stderr: '' });
  });

  test('explains what does not, with the line that expects it', async () => {
    const { code, stdout } = await check('namespace: shop\nexpect: |\n  web -> data/redis: tcp/6379\n  api -> data/redis: tcp/6379\n');
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'expect.yaml:4: failed: api -> data/redis: tcp/6379',
      '  Not open: TCP 6379',
      '    shop/api => data/redis : TCP 6379 is closed',
      '      Egress of shop/api: closed',
    ]);
    expect(stdout).toMatch(/\n1 of 2 expectations failed\n$/);
  });

  test('says what is open and should not be', async () => {
    const { code, stdout } = await check('!shop/* -> data/redis');
    expect(code).toBe(1);
    expect(stdout).toContain('  Open, and should not be: TCP 6379\n    shop/web => data/redis : TCP 6379 is open\n');
    expect(stdout).not.toContain('shop/api =>');
  });

  test('says with the line what is no expectation, and checks the rest', async () => {
    const { code, stdout, stderr } = await check('web -> redis: tcp/6379\nweb => redis\nweb -> redis: tcp/0\n');
    expect([code, stdout]).toEqual([2, '1 expectation holds\n']);
    expect(stderr).toBe('problem: expect.yaml:2: "web => redis" is no expectation. Write one such as "web -> redis: tcp/6379" or "!web -> db"\n'
      + 'problem: expect.yaml:3: "tcp/0" means no ports. Write them such as tcp/6379, udp/8000-8010 or tcp, with commas in between\n');
  });

  test('says that the file is not there', async () => {
    folder.write({ 'shop.yaml': SHOP });
    expect((await call(['check', 'shop.yaml', '--expect', 'gone.yaml'])).stderr).toBe('problem: gone.yaml: cannot be read: no such file or directory\n');
  });
});

test('the progress is ended before the result is written', async () => {
  folder.write({ 'shop.yaml': SHOP });
  const events: string[] = [];
  const output = (name: string) => ({
    write: (_: string, done: () => void) => {
      events.push(name);
      done();
    },
  });
  await run(['list', 'shop.yaml'], {
    stdout: output('result'), stderr: output('words'), env: {}, progress: { say: (what) => events.push(what), end: () => events.push('end') },
  });
  expect(events).toEqual(['reading shop.yaml', 'analyzing 6 objects', 'writing', 'end', 'result']);
});
