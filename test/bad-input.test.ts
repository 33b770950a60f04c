import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Size, YamlOutputType } from 'cdk8s';
import * as netpol from '../src';
import { provideCompiledLibrary } from './support/compiled-library';

const PROJECT = resolve(__dirname, '..');

/** The library as JavaScript sees it: whatever is passed, nobody looks at its type before it runs. */
const {
  CronJob, Deployment, EnvValue, Job, LabelExpression, LabelSelector, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, Pod, Pods,
  Service, StatefulSet, Volume,
} = netpol as unknown as Record<string, any>;

const web = (chart: Chart, props: object = {}) => new Deployment(chart, 'web', { containers: [{ image: 'web', portNumber: 80 }], ...props });
const redis = (chart: Chart, props: object = {}) => new Deployment(chart, 'redis', { containers: [{ image: 'redis', portNumber: 6379 }], ...props });

/** A peer of the user's own that is in order until the app is synthesized. */
function peerThatTurns(turned: () => unknown): object {
  let calls = 0;
  const sound = { podSelector: { labelSelector: LabelSelector.of({ labels: { app: 'cache' } }) } };
  return { toNetworkPolicyPeerConfig: () => (calls++ === 0 ? sound : turned()), toPodSelector: () => undefined };
}

/** An app of which two charts are in order. What is said of the mistake in its last chart names who, what was received, and what to type. */
type Mistake = readonly [name: string, make: (last: Chart, app: App) => unknown, says: readonly string[]];

const FOUND_AT_THE_CALL: readonly Mistake[] = [
  ['nobody to talk to', (last) => web(last).connections.allowTo(undefined), ['last/web: "peer" is not given', 'Give a peer: a workload, a Service, Pods']],
  ['an address as a peer', (last) => web(last).connections.allowTo('10.0.0.0/8'), ['last/web: "peer" is the text "10.0.0.0/8". Write NetworkPolicyIpBlock.ipv4("10.0.0.0/8").']],
  ['a host as a peer', (last) => web(last).connections.allowTo('api.example.com'),
    ['last/web: "peer" is the text "api.example.com"', 'it never looks a name up', 'NetworkPolicyIpBlock', 'toFQDNs']],
  ['a class as a peer', (last) => web(last).connections.allowFrom(Deployment), ['last/web: "peer" is the function or class Deployment', 'must be a peer']],
  ['a peer that returns {}', (last) => web(last).connections.allowTo({ toNetworkPolicyPeerConfig: () => ({}), toPodSelector: () => undefined }),
    ['last/web: toNetworkPolicyPeerConfig() of {}', 'neither "ipBlock" nor "podSelector" nor "peers"', 'Return one of them']],
  ['an empty list of ports', (last) => web(last).connections.allowTo(redis(last), { ports: [] }),
    ['last/web: "ports" is an empty list', 'Kubernetes would read it as all ports', 'name a port, or leave "ports" out']],
  ['a number as a port', (last) => web(last).connections.allowTo(redis(last), { ports: [6379] }),
    ['last/web: "ports[0]" is 6379', 'such as NetworkPolicyPort.tcp(80)']],
  ['ports where options are expected', (last) => web(last).connections.allowTo(redis(last), 6379), ['last/web: "options" is 6379', 'an object with named fields']],
  ['an option that does not exist', (last) => web(last).connections.allowTo(redis(last), { port: 6379 }),
    ['last/web: "options" has a field "port"', 'Its fields are isolation, ports']],
  ['the isolation of an address', (last) => web(last).connections.allowTo(NetworkPolicyIpBlock.ipv4('203.0.113.0/24'), { isolation: 'PEER' }),
    ['last/web: cannot isolate 203.0.113.0/24', 'an IP block has no policy', 'Leave out "isolation"']],
  ['port 0', () => NetworkPolicyPort.tcp(0), ['NetworkPolicyPort.tcp: "port" is 0', 'a whole number from 1 to 65535']],
  ['a port as text', () => NetworkPolicyPort.udp('53'), ['NetworkPolicyPort.udp: "port" is "53"', 'a whole number from 1 to 65535']],
  ['a range that runs backwards', () => NetworkPolicyPort.tcpRange(100, 50), ['NetworkPolicyPort.tcpRange: the range from 100 to 50', 'Give the lower port first']],
  ['an address block with a prefix that is too long', () => NetworkPolicyIpBlock.ipv4('10.0.0.0/33'),
    ['NetworkPolicyIpBlock.ipv4: "cidr" is "10.0.0.0/33"', 'a whole number from 0 to 32']],
  ['an exception outside its block', () => NetworkPolicyIpBlock.ipv4('10.0.0.0/8', ['11.0.0.0/16']),
    ['NetworkPolicyIpBlock.ipv4: "except[0]" is 11.0.0.0/16', 'inside 10.0.0.0/8', 'Give a smaller block of it']],
  ['no namespaces', (last) => Namespaces.select(last, 'tenants', { names: [] }), ['last/tenants: "names" is an empty list', 'use Namespaces.all']],
  ['no labels', (last) => Pods.select(last, 'cache', { labels: {} }), ['last/cache: "labels" is {}', 'would match everything', 'Give a label']],
  ['a label as a number', (last) => Pods.select(last, 'cache', { labels: { tier: 1 } }), ['last/cache: "labels["tier"]" is 1', 'at most 63 letters, digits']],
  ['no rules', (last) => new NetworkPolicy(last, 'policy', { egress: { rules: [] } }),
    ['last/policy: "egress.rules" is an empty list', 'default: NetworkPolicyTrafficDefault.DENY']],
  ['a slip in a field', (last) => new NetworkPolicy(last, 'policy', { egress: { rule: [] } }), ['last/policy: "egress" has a field "rule"', 'Its fields are default, rules']],
  ['a name that Kubernetes refuses', (last) => web(last, { metadata: { name: 'Web Shop' } }), ['last/web: "metadata.name" is "Web Shop"', 'such as "shop-web"']],
  ['props that are text', (last) => new Pod(last, 'web', 'nginx'), ['last/web: "props" is "nginx"', 'an object with named fields']],
  ['a container without image', (last) => new Pod(last, 'web', { containers: [{ image: null }] }), ['last/web: ', '"image" is null', 'Give an image such as "nginx:1.29"']],
  ['two containers of one name', (last) => new Pod(last, 'web', { containers: [{ image: 'a' }, { image: 'b' }] }),
    ['last/web: two containers are named "main"', 'a "name" of its own']],
  ['a variable as a number', (last) => new Pod(last, 'web', { containers: [{ image: 'a', envVariables: { PORT: 80 } }] }),
    ['last/web: ', '"envVariables["PORT"]" is 80', 'EnvValue.fromValue']],
  ['a variable that the process lacks', () => EnvValue.fromProcess('NOT_SET_ANYWHERE', { required: true }), ['EnvValue.fromProcess: ', '"NOT_SET_ANYWHERE"', 'Set it']],
  ['replicas as text', (last) => web(last, { replicas: '2' }), ['last/web: "replicas" is "2"', 'a whole number of at least 0']],
  ['a job that starts again forever', (last) => new Job(last, 'job', { containers: [{ image: 'a' }], restartPolicy: 'Always' }),
    ['last/job: "restartPolicy" is "Always"', '"Never" or "OnFailure"']],
  ['a schedule as text', (last) => new CronJob(last, 'job', { containers: [{ image: 'a' }], schedule: '@daily' }),
    ['last/job: "schedule" is "@daily"', 'such as Cron.daily()']],
  ['a claim of a number of bytes', (last) => new StatefulSet(last, 'db', { containers: [{ image: 'db' }], volumeClaimTemplates: [{ name: 'data', storage: 10 }] }),
    ['last/db: "volumeClaimTemplates[0].storage" is 10', 'such as Size.gibibytes(10)']],
  ['a slip in a port, which would open all ports', (last) => web(last, { containers: [{ image: 'a', portNumbr: 80 }] }),
    ['last/web: ', '"props" has a field "portNumbr"', 'Its fields are name, image, port, portNumber']],
  ['a slip in a field of a port', (last) => web(last, { containers: [{ image: 'a', ports: [{ number: 80, protokol: 'UDP' }] }] }),
    ['last/web: ', 'has a field "protokol"', 'number, hostIp, hostPort, name, protocol']],
  ['false as a selector, which would select every pod', (last) => new NetworkPolicy(last, 'policy', { selector: false }),
    ['last/policy: "selector" is false', 'a workload, Pods']],
  ['a selector of namespaces that returns nothing', (last) => {
    const pods = Pods.select(last, 'cache', { labels: { app: 'cache' }, namespaces: { toNamespaceSelectorConfig: () => undefined } });
    web(last).connections.allowTo(pods);
  }, ['last/cache: "toNamespaceSelectorConfig()" is not given', 'names or a label selector']],
  ['a date as an annotation', (last) => web(last, { metadata: { annotations: { built: new Date() } } }), ['last/web: "metadata.annotations["built"]" is a Date', 'text']],
  ['a volume of another kind', (last) => web(last).containers[0].mount('/data', { asVolume: () => ({ name: 'data' }) }),
    ['last/web: ', '"asVolume()" is {"name":"data"}', 'such as Volume.fromEmptyDir']],
  ['a number as an attribute of a driver', (last) => Volume.fromCsi(last, 'data', 'csi.example.com', { attributes: { size: 5 } }), ['last/data: "attributes["size"]" is 5', 'text']],
  ['a list of peers', (last) => web(last).connections.allowTo([redis(last)]), ['last/web: "peer" is [the construct last/redis (Deployment)]', 'must be a peer']],
  ['the workload of another library', (last) => {
    const labelSelector = new ({ LabelSelector: class {} }).LabelSelector();
    const foreign = { toNetworkPolicyPeerConfig: () => ({ podSelector: { labelSelector } }), toPodSelector: () => undefined };
    web(last).connections.allowTo(foreign);
  }, ['last/web: ', 'is a LabelSelector of another package, or of a second copy of cdk8s-netpol']],
  ['pods that lie in no chart', (last, app) => web(last).connections.allowTo(Pods.select(app, 'cache', { labels: { app: 'cache' } })),
    ['cache: lies in no chart', 'Make it with a chart as its scope']],
  ['an ExternalName service as a peer', (last) => web(last).connections.allowTo(new Service(last, 'db', { externalName: 'db.example.com' })),
    ['last/db: ', '"db.example.com"', 'NetworkPolicyIpBlock']],
];

const FOUND_AT_SYNTH: readonly Mistake[] = [
  ['an unknown namespace of the peer', (last, app) => web(last).connections.allowTo(redis(new Chart(app, 'nowhere'))),
    ['[last/web]', 'the namespace of nowhere/redis is not known while last/web is in "last"', 'Set "namespace" on the chart or in the metadata of nowhere/redis']],
  ['an unknown namespace of the caller', (last, app) => web(new Chart(app, 'nowhere')).connections.allowFrom(redis(last)),
    ['[nowhere/web]', 'the namespace of nowhere/web is not known while last/redis is in "last"', 'Set "namespace"']],
  ['a policy in another namespace than its pods', (last) => new NetworkPolicy(last, 'policy', { selector: web(last), metadata: { namespace: 'other' } }),
    ['[last/policy]', 'last/web, because it is in "last" while the policy is in "other"', 'set metadata: { namespace: "last" }']],
  ['two policies of one name', (last) => {
    web(last, { metadata: { name: 'web' } }).connections.isolate();
    new NetworkPolicy(last, 'policy', { metadata: { name: 'web' }, ingress: { default: 'DENY' } });
  }, ['[last/policy]', 'the name "web" in namespace "last", which that of last/web has as well', 'Set another "name"']],
  ['a peer that returns text in the end', (last) => web(last).connections.allowTo(peerThatTurns(() => 'cache'), { isolation: 'POD' }),
    ['[last/web]', 'is "cache"', 'an object with named fields']],
  ['a peer that forgets its ports in the end', (last) => {
    web(last).connections.allowTo(peerThatTurns(() => ({ podSelector: { labelSelector: LabelSelector.of() }, ports: [] })), { isolation: 'POD' });
  }, ['[last/web]', 'is an empty list', 'name a port, or leave "ports" out']],
  ['a peer of a policy that returns {} in the end', (last) => new NetworkPolicy(last, 'policy').addEgressRule(peerThatTurns(() => ({}))),
    ['[last/policy]', 'neither "ipBlock" nor "podSelector" nor "peers"', 'Return one of them']],
  ['a peer that throws in the end', (last) => web(last).connections.allowTo(peerThatTurns(() => { throw new Error('no route to the inventory'); }), { isolation: 'POD' }),
    ['no route to the inventory']],
  ['a pod without containers', (last) => new Pod(last, 'web'), ['[last/web]', 'there is no container', 'call addContainer']],
  ['an empty list of containers', (last) => web(last, { containers: [] }), ['[last/web]', 'there is no container', 'call addContainer']],
  ['labels that disagree with the selector', (last) => {
    const workload = web(last);
    workload.select(LabelSelector.of({ labels: { app: 'web' } }));
    workload.podMetadata.addLabel('app', 'shop');
  }, ['[last/web]', 'selects its pods by app=web, but they carry app=shop', 'Give both the same value']],
  ['an expression that no pod meets', (last) => web(last).select(LabelSelector.of({ expressions: [LabelExpression.exists('tier')] })),
    ['[last/web]', 'tier Exists', 'carry no label "tier"', 'Give "podMetadata" a label that fits']],
  ['a workload that selects nothing', (last) => web(last, { select: false }), ['[last/web]', 'selects no pods', 'Leave out "select: false"']],
  ['a service without ports', (last) => new Service(last, 'entry', { selector: new Pod(last, 'web', { containers: [{ image: 'a' }] }) }),
    ['[last/entry]', 'has no port', 'Give "ports"']],
  ['a service in front of a port that nobody declares', (last) => web(last).exposeViaService({ ports: [{ port: 8080 }] }),
    ['[last/web/', '8080', 'no container of last/web declares', 'Declare it']],
  ['a service in another namespace than its pods', (last) => new Service(last, 'entry', { selector: web(last), metadata: { namespace: 'other' } }),
    ['[last/entry]', '"other"', '"last"', 'give both the same "namespace"']],
  ['two volumes of one name', (last) => {
    const [container] = web(last).containers;
    container.mount('/one', Volume.fromEmptyDir(last, 'one', 'data'));
    container.mount('/two', Volume.fromEmptyDir(last, 'two', 'data'));
  }, ['[last/web]', 'last/one and last/two are both named "data"', 'Give one of them another name']],
  ['a claim that nobody mounts', (last) => {
    new StatefulSet(last, 'db', { containers: [{ image: 'db', portNumber: 5432 }], volumeClaimTemplates: [{ name: 'data', storage: Size.gibibytes(1) }] });
  }, ['[last/db]', 'no container mounts the claim template "data"', 'Mount it']],
  ['a stateful set without ports for its service', (last) => new StatefulSet(last, 'db', { containers: [{ image: 'db' }] }), ['[last/db/Service]', 'has no port', 'Give "ports"']],
  ['a cron job that selects', (last) => new CronJob(last, 'job', { containers: [{ image: 'a' }], schedule: { expressionString: '@daily' }, select: true }),
    ['[last/job]', 'selects its pods by itself', 'Leave out "select"']],
  ['a date as an annotation that is added', (last) => web(last).metadata.addAnnotation('built', new Date()),
    ['[last/web]', '"metadata" cannot be written', 'Give text']],
  ['a label of the pods that Kubernetes refuses', (last) => web(last).podMetadata.addLabel('not a key', 'x'), ['[last/web]', 'podMetadata.labels" is "not a key"', 'such as "app"']],
  ['a lazy namespace that Kubernetes refuses', (last) => web(last, { metadata: { namespace: Lazy.any({ produce: () => 'Bad Namespace' }) } }),
    ['[last/web]', '"metadata.namespace" is "Bad Namespace"', 'such as "shop-web"']],
  ['a chart whose namespace Kubernetes refuses', (_, app) => web(new Chart(app, 'bad', { namespace: 'Bad Namespace' })),
    ['[bad/web]', '"metadata.namespace" is "Bad Namespace"', 'such as "shop-web"']],
  ['two policies that say nothing of anybody, of one name', (last) => {
    for (const id of ['a', 'b']) new NetworkPolicy(last, id, { metadata: { name: 'deny' }, ingress: { default: 'DENY' } });
  }, ['[last/b]', 'the name "deny" in namespace "last", which that of last/a has as well', 'Set another "name"']],
  ['two policies that a patch gives one name', (last) => {
    const [a] = ['a', 'b'].map((id) => new NetworkPolicy(last, id, { metadata: { name: id }, ingress: { default: 'DENY' } }));
    ApiObject.of(a).addJsonPatch(JsonPatch.replace('/metadata/name', 'b'));
  }, ['[last/b]', 'the name "b" in namespace "last", which that of last/a has as well']],
  ['a service that selects by what says nothing', (last) => new Service(last, 'entry', { ports: [{ port: 80 }], selector: { toPodSelectorConfig: () => ({}) } }),
    ['[last/entry]', 'is not given, but is required', 'Give a LabelSelector']],
  ['a neighbor that says nothing', (last) => web(last).scheduling.colocate({ toPodSelectorConfig: () => ({}) }), ['[last/web]', 'Give a LabelSelector']],
];

/** What is said about an app, when, and the files that it wrote. */
interface Outcome {
  readonly error?: string;
  readonly at: 'call' | 'synth';
  readonly files: readonly string[];
}

function outcomeOf(make: Mistake[1], yamlOutputType?: YamlOutputType): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'bad-input-'));
  const app = new App({ outdir, yamlOutputType });
  for (const id of ['first', 'second']) web(new Chart(app, id, { namespace: id })).connections.isolate();
  const last = new Chart(app, 'last', { namespace: 'last' });
  try {
    const atCall = errorOf(() => make(last, app));
    const error = atCall ?? errorOf(() => app.synth());
    const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
    return { error, at: atCall === undefined ? 'synth' : 'call', files };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function errorOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('an app with a mistake in its last chart writes nothing', () => {
  const CASES = [
    ...FOUND_AT_THE_CALL.map((mistake) => ['call', ...mistake] as const),
    ...FOUND_AT_SYNTH.map((mistake) => ['synth', ...mistake] as const),
  ];

  test.each(CASES)('found at the %s: %s', (when, _, make, says) => {
    const { error, at, files } = outcomeOf(make);
    for (const part of says) expect(error).toContain(part);
    expect(at).toBe(when);
    expect(files).toEqual([]);
  });

  test.each(Object.keys(YamlOutputType).filter((name) => isNaN(Number(name))))('however its files are laid out: %s', (layout) => {
    const [, make, says] = FOUND_AT_SYNTH[0];
    const { error, files } = outcomeOf(make, YamlOutputType[layout as keyof typeof YamlOutputType]);
    expect(files).toEqual([]);
    expect(error).toContain(says[0]);
  });

  test('and says all mistakes at once', () => {
    const { error, files } = outcomeOf((last) => {
      new Pod(last, 'one');
      web(last, { select: false });
    });
    expect(files).toEqual([]);
    expect(error).toContain('[last/one] there is no container');
    expect(error).toContain('[last/web] the workload selects no pods');
  });
});

test('the same app without a mistake writes all of its charts', () => {
  expect(outcomeOf((last) => web(last))).toEqual({ at: 'synth', files: ['first.k8s.yaml', 'last.k8s.yaml', 'second.k8s.yaml'] });
});

test('half an app would be seen here', () => {
  const { error, files } = outcomeOf((last) => ApiObject.of(web(last)).addJsonPatch(JsonPatch.add('/spec/nowhere/at/all', 1)));
  expect(error).toContain('last/web/Resource');
  expect(files).toEqual(['first.k8s.yaml', 'second.k8s.yaml']);
});

describe('"cdk8s synth" of an app with a mistake in its last chart', () => {
  let folder: string;

  beforeAll(() => {
    provideCompiledLibrary();
    folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(PROJECT, join(folder, 'node_modules', 'cdk8s-netpol'), 'junction');
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['that is found at the call', 'web.connections.allowTo(redis, { ports: [netpol.NetworkPolicyPort.tcp(0)] });',
      'NetworkPolicyPort.tcp: "port" is 0, but must be a whole number from 1 to 65535.'],
    ['that is found at synth', "web.connections.allowTo(new netpol.Pod(new Chart(app, 'nowhere'), 'cache', { containers: [{ image: 'cache' }] }));",
      '[last/web] cannot allow traffic to nowhere/cache, because the namespace of nowhere/cache is not known while last/web is in "last".'],
    ['that is a selector of labels that pods do not carry', "web.select(netpol.LabelSelector.of({ labels: { app: 'web' } })); web.podMetadata.addLabel('app', 'shop');",
      '[last/web] the workload selects its pods by app=web, but they carry app=shop. Give both the same value.'],
  ])('%s fails, says why, and leaves no manifest, old or new', (_, mistake, error) => {
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'last.k8s.yaml'), 'kind: Old');
    const { status, said, manifests } = synth(mistake);
    expect(said).toContain(error);
    expect(status).toBeGreaterThan(0);
    expect(manifests).toEqual([]);
  });

  test('succeeds once the mistake is gone', () => {
    expect(synth('web.connections.allowTo(redis);')).toMatchObject({ status: 0, manifests: ['first.k8s.yaml', 'last.k8s.yaml'] });
  });

  function synth(sentence: string): { status: number | null; said: string; manifests: readonly string[] } {
    writeFileSync(join(folder, 'main.js'), `
      const { App, Chart } = require('cdk8s');
      const netpol = require('cdk8s-netpol');
      const app = new App();
      new netpol.Deployment(new Chart(app, 'first', { namespace: 'first' }), 'shop', { containers: [{ image: 'shop' }] });
      const last = new Chart(app, 'last', { namespace: 'last' });
      const web = new netpol.Deployment(last, 'web', { containers: [{ image: 'web' }] });
      const redis = new netpol.Deployment(last, 'redis', { containers: [{ image: 'redis', portNumber: 6379 }] });
      ${sentence}
      app.synth();`);
    const cdk8s = join(PROJECT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cdk8s, 'synth', '--no-check-upgrade'], { cwd: folder, encoding: 'utf8' });
    const dist = join(folder, 'dist');
    return { status, said: stdout + stderr, manifests: existsSync(dist) ? readdirSync(dist).sort() : [] };
  }
});
