import { problemsOfManifest, problemsOfManifests, problemsOfYaml } from './kubernetes-schemas';

const LABELS = { app: 'web' };
const container = (more: object = {}) => ({ name: 'main', image: 'nginx', ...more });
const podSpec = (more: object = {}) => ({ containers: [container()], ...more });
const object = (apiVersion: string, kind: string, spec: object | undefined, metadata: object = {}) =>
  ({ apiVersion, kind, metadata: { name: 'web', ...metadata }, ...spec && { spec } });

const pod = (spec: object = podSpec(), metadata?: object) => object('v1', 'Pod', spec, metadata);
const podWith = (more: object) => pod(podSpec({ containers: [container(more)] }));
const template = (spec: object = podSpec(), labels: object = LABELS) => ({ metadata: { labels }, spec });
const owner = (kind: string, more: object = {}) =>
  object('apps/v1', kind, { selector: { matchLabels: LABELS }, template: template(), ...kind === 'StatefulSet' && { serviceName: 'web' }, ...more });
const job = (more: object = {}) => object('batch/v1', 'Job', { template: template(podSpec({ restartPolicy: 'Never' })), ...more });
const cronJob = (metadata?: object) =>
  object('batch/v1', 'CronJob', { schedule: '0 * * * *', jobTemplate: { spec: { template: template(podSpec({ restartPolicy: 'OnFailure' })) } } }, metadata);
const service = (more: object = {}) => object('v1', 'Service', { selector: LABELS, ports: [{ port: 80, targetPort: 'http' }], ...more });
const policy = (more: object) => object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, policyTypes: ['Egress'], ...more });
const egress = (rule: object) => policy({ egress: [rule] });
const block = (cidr: string, except?: string[]) => egress({ to: [{ ipBlock: { cidr, ...except && { except } } }] });

test.each<[string, object]>([
  ['a Pod', pod()],
  ['a Pod with ports, mounts, probes and a sidecar', pod(podSpec({
    containers: [container({
      ports: [{ containerPort: 80, name: 'http' }, { containerPort: 53, protocol: 'UDP' }],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      livenessProbe: { httpGet: { port: 'http', path: '/' } },
      lifecycle: { preStop: { exec: { command: ['true'] } } },
      resources: { limits: { cpu: '500m', memory: '64Mi' } },
      env: [{ name: 'A', value: 'b' }, { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
    })],
    initContainers: [container({ name: 'proxy', restartPolicy: 'Always' })],
    volumes: [{ name: 'tmp', emptyDir: {} }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
  }))],
  ['a Deployment', owner('Deployment', { replicas: 2, strategy: { rollingUpdate: { maxSurge: '25%' } } })],
  ['a DaemonSet', owner('DaemonSet')],
  ['a StatefulSet that mounts its claim', owner('StatefulSet', {
    template: template(podSpec({ containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })] })),
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  })],
  ['a Job', job()],
  ['a CronJob', cronJob()],
  ['a Service', service()],
  ['a headless Service', service({ clusterIP: 'None', ports: undefined })],
  ['a Service that is another name', service({ type: 'ExternalName', externalName: 'example.com', ports: undefined, selector: undefined })],
  ['a Namespace with labels and annotations', object('v1', 'Namespace', undefined, { labels: { 'example.com/team': 'shop' }, annotations: { 'example.com/note': 'Any text!' } })],
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { 'any key': 'value' } }],
  ['a Secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web' }, stringData: { password: 'x' } }],
  ['a policy that closes everything', policy({ policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] })],
  ['a policy that opens everything', egress({})],
  ['a policy with every sort of peer and port', egress({
    to: [
      { podSelector: {} },
      { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] }, podSelector: { matchLabels: LABELS } },
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
      { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
    ],
    ports: [{ port: 80 }, { port: 'http', protocol: 'TCP' }, { port: 8000, endPort: 8080 }, { protocol: 'UDP' }, {}],
  })],
  ['a null where nothing is said', pod(podSpec({ restartPolicy: null }))],
])('%s is good', (_, manifest) => {
  expect(problemsOfManifest(manifest)).toEqual([]);
});

describe('shape', () => {
  test.each<[string, object, string]>([
    ['an unknown field at the top', { ...pod(), spek: {} }, 'spek: there is no such field'],
    ['an unknown field of metadata', pod(undefined, { lables: {} }), 'metadata.lables: there is no such field'],
    ['an unknown field deep inside', podWith({ ports: [{ containerPort: 80, port: 80 }] }), 'spec.containers[0].ports[0].port: there is no such field'],
    ['an unknown field of a template', owner('Deployment', { template: { ...template(), labels: {} } }), 'spec.template.labels: there is no such field'],
    ['an unknown field of a rule', egress({ from: [] }), 'spec.egress[0].from: there is no such field'],
    ['an unknown field of a peer', egress({ to: [{ pods: {} }] }), 'spec.egress[0].to[0].pods: there is no such field'],
    ['a missing field', pod({}), 'spec: must have required property containers'],
    ['text for a number', owner('Deployment', { replicas: '2' }), 'spec.replicas: must be integer'],
    ['a number for text', podWith({ command: [1] }), 'spec.containers[0].command[0]: must be string'],
    ['a word that is not in the list', podWith({ imagePullPolicy: 'Sometimes' }), 'spec.containers[0].imagePullPolicy: must be equal to one of the allowed values'],
    ['a quantity out of form', podWith({ resources: { limits: { cpu: 'half' } } }), 'spec.containers[0].resources.limits.cpu: must match format "quantity"'],
    ['a kind that does not exist', object('v1', 'Pott', {}), 'there is no kind Pott in v1'],
    ['a kind in the wrong version', object('apps/v1', 'Pod', podSpec()), 'there is no kind Pod in apps/v1'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toContain(problem);
  });

  test('a custom kind passes where it is expected', () => {
    expect(problemsOfManifest({ apiVersion: 'example.com/v1', kind: 'Shop', any: 1 }, ['Shop'])).toEqual([]);
    expect(problemsOfManifest({ apiVersion: 'example.com/v1', kind: 'Shop', any: 1 })).toEqual(['there is no kind Shop in example.com/v1']);
  });
});

describe('names and labels', () => {
  const long = 'a'.repeat(64);
  test.each<[string, object, string]>([
    ['a name with capitals', pod(undefined, { name: 'Web' }), 'metadata.name: "Web" is not a name of a Pod'],
    ['a name that is too long', pod(undefined, { name: `${'a.'.repeat(127)}a` }), `metadata.name: "${'a.'.repeat(127)}a" is not a name of a Pod`],
    ['no name', pod(undefined, { name: undefined }), 'metadata.name: is missing'],
    ['a Namespace with a dot', object('v1', 'Namespace', undefined, { name: 'a.b' }), 'metadata.name: "a.b" is not a name of a Namespace'],
    ['a Service that begins with a digit', object('v1', 'Service', { ports: [{ port: 80 }] }, { name: '1web' }), 'metadata.name: "1web" is not a name of a Service'],
    ['a CronJob of 53 characters', cronJob({ name: 'a'.repeat(53) }), `metadata.name: "${'a'.repeat(53)}" is not a name of a CronJob`],
    ['a namespace out of form', pod(undefined, { namespace: 'a.b' }), 'metadata.namespace: "a.b" is not a name of a namespace'],
    ['a label key out of form', pod(undefined, { labels: { 'a/b/c': 'x' } }), 'metadata.labels: "a/b/c" is not a key of a label'],
    ['a label key without a name', pod(undefined, { labels: { 'example.com/': 'x' } }), 'metadata.labels: "example.com/" is not a key of a label'],
    ['a label value out of form', pod(undefined, { labels: { app: 'a b' } }), 'metadata.labels.app: "a b" is not a value of a label'],
    ['a label value that is too long', pod(undefined, { labels: { app: long } }), `metadata.labels.app: "${long}" is not a value of a label`],
    ['a label of a template out of form', job({ template: template(podSpec({ restartPolicy: 'Never' }), { app: '-' }) }),
      'spec.template.metadata.labels.app: "-" is not a value of a label'],
    ['an annotation key out of form', pod(undefined, { annotations: { 'a b': 'x' } }), 'metadata.annotations: "a b" is not a key of an annotation'],
    ['a selected label out of form', policy({ podSelector: { matchLabels: { app: 'a/b' } } }), 'spec.podSelector.matchLabels.app: "a/b" is not a value of a label'],
    ['a label of a Service out of form', service({ selector: { app: '_' } }), 'spec.selector.app: "_" is not a value of a label'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toEqual([problem]);
  });
});

describe('selectors', () => {
  const expression = (more: object) => policy({ podSelector: { matchExpressions: [{ key: 'app', ...more }] } });
  const at = 'spec.podSelector.matchExpressions[0]';
  test.each<[string, object, string]>([
    ['In without values', expression({ operator: 'In' }), `${at}.values: In needs values`],
    ['NotIn with an empty list', expression({ operator: 'NotIn', values: [] }), `${at}.values: NotIn needs values`],
    ['Exists with values', expression({ operator: 'Exists', values: ['a'] }), `${at}.values: Exists takes no values`],
    ['DoesNotExist with values', expression({ operator: 'DoesNotExist', values: ['a'] }), `${at}.values: DoesNotExist takes no values`],
    ['an operator that does not exist', expression({ operator: 'Like', values: ['a'] }), `${at}.operator: there is no operator "Like"`],
    ['a key out of form', expression({ key: 'a b', operator: 'Exists' }), `${at}.key: "a b" is not a key of a label`],
    ['a value out of form', expression({ operator: 'In', values: ['a b'] }), `${at}.values: "a b" is not a value of a label`],
    ['a template that lacks the label', owner('Deployment', { template: template(podSpec(), { app: 'other' }) }),
      'spec.selector: the template\'s labels do not fulfil "app=web"'],
    ['a template that an expression refuses', owner('DaemonSet', { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } }),
      'spec.selector: the template\'s labels do not fulfil "app NotIn web"'],
    ['an empty selector', owner('StatefulSet', { selector: {} }), 'spec.selector: selects nothing'],
    ['no selector', owner('Deployment', { selector: undefined }), 'spec: must have required property selector'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toEqual([problem]);
  });
});

describe('pods', () => {
  const at = 'spec.containers[0]';
  test.each<[string, object, string]>([
    ['no container', pod(podSpec({ containers: [] })), 'spec.containers: is empty'],
    ['a container without image', pod(podSpec({ containers: [{ name: 'main' }] })), `${at}.image: is missing`],
    ['a container name out of form', podWith({ name: 'a.b' }), `${at}.name: "a.b" is not a name of a container`],
    ['two containers of one name', pod(podSpec({ initContainers: [container()] })), 'spec: two containers are called "main"'],
    ['port 0', podWith({ ports: [{ containerPort: 0 }] }), `${at}.ports[0].containerPort: 0 is not a port (1 to 65535)`],
    ['a port beyond the last', podWith({ ports: [{ containerPort: 65536 }] }), `${at}.ports[0].containerPort: 65536 is not a port (1 to 65535)`],
    ['host port 0', podWith({ ports: [{ containerPort: 80, hostPort: 0 }] }), `${at}.ports[0].hostPort: 0 is not a port (1 to 65535)`],
    ['another host port on the network of the host', pod(podSpec({ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80, hostPort: 81 }] })] })),
      `${at}.ports[0].hostPort: must be 80 on the host's network`],
    ['two ports of one name', podWith({ ports: [{ containerPort: 80, name: 'http' }, { containerPort: 81, name: 'http' }] }), `${at}.ports: two ports are called "http"`],
    ['a port name without a letter', podWith({ ports: [{ containerPort: 80, name: '80' }] }), `${at}.ports: "80" is not the name of a port`],
    ['a port name that is too long', podWith({ ports: [{ containerPort: 80, name: 'a-very-long-name' }] }), `${at}.ports: "a-very-long-name" is not the name of a port`],
    ['a probe of port 0', podWith({ livenessProbe: { tcpSocket: { port: 0 } } }), `${at}.livenessProbe.tcpSocket.port: 0 is not a port (1 to 65535)`],
    ['a gRPC probe of port 0', podWith({ startupProbe: { grpc: { port: 0 } } }), `${at}.startupProbe.grpc.port: 0 is not a port (1 to 65535)`],
    ['a probe that does two things', podWith({ readinessProbe: { tcpSocket: { port: 80 }, exec: { command: ['true'] } } }),
      `${at}.readinessProbe: needs one of exec, httpGet, tcpSocket, grpc, sleep, has 2`],
    ['a hook that does nothing', podWith({ lifecycle: { postStart: {} } }), `${at}.lifecycle.postStart: needs one of exec, httpGet, tcpSocket, grpc, sleep, has 0`],
    ['a mount without volume', podWith({ volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] }), `${at}.volumeMounts: there is no volume "tmp"`],
    ['two mounts at one path', pod(podSpec({
      containers: [container({ volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp', mountPath: '/tmp' }] })],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    })), `${at}.volumeMounts: two mounts at "/tmp"`],
    ['two volumes of one name', pod(podSpec({ volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'tmp', hostPath: { path: '/' } }] })),
      'spec.volumes: two volumes are called "tmp"'],
    ['a volume of two sources', pod(podSpec({ volumes: [{ name: 'tmp', emptyDir: {}, hostPath: { path: '/' } }] })), 'spec.volumes[0]: needs one source, has 2'],
    ['a volume name out of form', pod(podSpec({ volumes: [{ name: 'Tmp', emptyDir: {} }] })), 'spec.volumes[0].name: "Tmp" is not a name of a volume'],
    ['a variable that is set twice', podWith({ env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }), `${at}.env: "A" is set twice`],
    ['a Deployment that does not restart', owner('Deployment', { template: template(podSpec({ restartPolicy: 'Never' })) }),
      'spec.template.spec.restartPolicy: a Deployment takes only Always, not Never'],
    ['a Job that always restarts', job({ template: template() }), 'spec.template.spec.restartPolicy: a Job takes OnFailure or Never, not the default, Always'],
    ['port 0 in an init container of a CronJob', object('batch/v1', 'CronJob', {
      schedule: '@daily',
      jobTemplate: { spec: { template: template(podSpec({ restartPolicy: 'Never', initContainers: [container({ name: 'first', ports: [{ containerPort: 0 }] })] })) } },
    }), 'spec.jobTemplate.spec.template.spec.initContainers[0].ports[0].containerPort: 0 is not a port (1 to 65535)'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toEqual([problem]);
  });
});

describe('services', () => {
  test.each<[string, object, string]>([
    ['port 0', service({ ports: [{ port: 0 }] }), 'spec.ports[0].port: 0 is not a port (1 to 65535)'],
    ['target port 0', service({ ports: [{ port: 80, targetPort: 0 }] }), 'spec.ports[0].targetPort: 0 is not a port (1 to 65535)'],
    ['a target port out of form', service({ ports: [{ port: 80, targetPort: 'Http' }] }), 'spec.ports[0].targetPort: "Http" is not the name of a port'],
    ['node port 70000', service({ type: 'NodePort', ports: [{ port: 80, nodePort: 70000 }] }), 'spec.ports[0].nodePort: 70000 is not a port (1 to 65535)'],
    ['no port', service({ ports: [] }), 'spec.ports: is empty'],
    ['two ports, one without name', service({ ports: [{ port: 80, name: 'http' }, { port: 81 }] }), 'spec.ports: one of several ports has no name'],
    ['two ports of one name', service({ ports: [{ port: 80, name: 'http' }, { port: 81, name: 'http' }] }), 'spec.ports: two ports are called "http"'],
    ['one port twice', service({ ports: [{ port: 80, name: 'a' }, { port: 80, name: 'b' }] }), 'spec.ports: TCP 80 stands there twice'],
    ['a port name out of form', service({ ports: [{ port: 80, name: 'a_b' }] }), 'spec.ports[0].name: "a_b" is not the name of a port'],
    ['another name without the name', service({ type: 'ExternalName' }), 'spec.externalName: is missing'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toEqual([problem]);
  });
});

describe('network policies', () => {
  const port = (value: object) => egress({ ports: [value] });
  test.each<[string, object, string]>([
    ['no policyTypes', policy({ policyTypes: undefined }), 'spec.policyTypes: is missing'],
    ['an unknown type', policy({ policyTypes: ['Egress', 'Both'] }), 'spec.policyTypes[1]: must be equal to one of the allowed values'],
    ['a type that stands there twice', policy({ policyTypes: ['Egress', 'Egress'] }), 'spec.policyTypes: Egress stands there twice'],
    ['rules of a type that is not listed', policy({ ingress: [{}] }), 'spec.ingress: has rules that do nothing, because policyTypes lacks Ingress'],
    ['an empty "to"', egress({ to: [] }), 'spec.egress[0].to: is empty, which opens everything'],
    ['an empty "from"', policy({ policyTypes: ['Ingress'], ingress: [{}, { from: [] }] }), 'spec.ingress[1].from: is empty, which opens everything'],
    ['empty ports', egress({ ports: [] }), 'spec.egress[0].ports: is empty, which opens everything'],
    ['a peer that is nobody', egress({ to: [{}] }), 'spec.egress[0].to[0]: names nobody'],
    ['a peer that mixes', egress({ to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }), 'spec.egress[0].to[0]: mixes ipBlock with a selector'],
    ['port 0', port({ port: 0 }), 'spec.egress[0].ports[0].port: 0 is not a port (1 to 65535)'],
    ['a port name out of form', port({ port: '80' }), 'spec.egress[0].ports[0].port: "80" is not the name of a port'],
    ['a range without beginning', port({ endPort: 80 }), 'spec.egress[0].ports[0].endPort: needs a numeric port'],
    ['a range that begins with a name', port({ port: 'http', endPort: 80 }), 'spec.egress[0].ports[0].endPort: needs a numeric port'],
    ['a range that ends before it begins', port({ port: 80, endPort: 79 }), 'spec.egress[0].ports[0].endPort: 79 is below port 80'],
    ['a range beyond the last port', port({ port: 80, endPort: 65536 }), 'spec.egress[0].ports[0].endPort: 65536 is not a port (1 to 65535)'],
    ['a protocol that does not exist', port({ protocol: 'ICMP' }), 'spec.egress[0].ports[0].protocol: must be equal to one of the allowed values'],
    ['a block without prefix', block('10.0.0.0'), 'spec.egress[0].to[0].ipBlock.cidr: "10.0.0.0" is not a block of addresses'],
    ['a block with a leading zero', block('010.0.0.0/8'), 'spec.egress[0].to[0].ipBlock.cidr: "010.0.0.0/8" is not a block of addresses'],
    ['a block with a leading zero in its prefix', block('10.0.0.0/08'), 'spec.egress[0].to[0].ipBlock.cidr: "10.0.0.0/08" is not a block of addresses'],
    ['a prefix that is too long', block('10.0.0.0/33'), 'spec.egress[0].to[0].ipBlock.cidr: "10.0.0.0/33" is not a block of addresses'],
    ['host bits', block('10.1.0.0/8'), 'spec.egress[0].to[0].ipBlock.cidr: 10.1.0.0/8 has host bits set'],
    ['host bits of IPv6', block('2001:db8::1/64'), 'spec.egress[0].to[0].ipBlock.cidr: 2001:db8::1/64 has host bits set'],
    ['IPv4 written as IPv6', block('::ffff:10.0.0.0/104'), 'spec.egress[0].to[0].ipBlock.cidr: ::ffff:10.0.0.0/104 is IPv4 written as IPv6'],
    ['an exception outside', block('10.0.0.0/8', ['11.0.0.0/16']), 'spec.egress[0].to[0].ipBlock.except[0]: 11.0.0.0/16 does not lie strictly inside 10.0.0.0/8'],
    ['an exception of everything', block('10.0.0.0/8', ['10.0.0.0/8']), 'spec.egress[0].to[0].ipBlock.except[0]: 10.0.0.0/8 does not lie strictly inside 10.0.0.0/8'],
    ['an exception of the other version', block('::/0', ['10.0.0.0/8']), 'spec.egress[0].to[0].ipBlock.except[0]: 10.0.0.0/8 does not lie strictly inside ::/0'],
    ['an empty list of exceptions', block('10.0.0.0/8', []), 'spec.egress[0].to[0].ipBlock.except: is empty'],
    ['an exception that is no block', block('10.0.0.0/8', ['10']), 'spec.egress[0].to[0].ipBlock.except[0]: "10" is not a block of addresses'],
  ])('%s is refused', (_, manifest, problem) => {
    expect(problemsOfManifest(manifest)).toEqual([problem]);
  });
});

describe('several objects', () => {
  test('one object twice is refused', () => {
    expect(problemsOfManifests([pod(), pod(undefined, { namespace: 'default' })])).toEqual(['Pod default/web: stands there more than once']);
  });

  test('one name in two namespaces or kinds is good', () => {
    expect(problemsOfManifests([pod(), pod(undefined, { namespace: 'shop' }), owner('Deployment')])).toEqual([]);
  });

  test('a problem says whose it is', () => {
    expect(problemsOfManifests([pod(), egress({ to: [] })])).toEqual(['NetworkPolicy.networking.k8s.io default/web: spec.egress[0].to: is empty, which opens everything']);
  });
});

describe('YAML', () => {
  const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;

  test('good documents pass', () => {
    expect(problemsOfYaml(`${namespace('a')}---\n${namespace('b')}---\n`)).toEqual([]);
  });

  test('one key twice is refused', () => {
    expect(problemsOfYaml(`${namespace('a')}  name: b\n`)).toEqual(['Map keys must be unique']);
  });

  test('every document is checked', () => {
    expect(problemsOfYaml(`${namespace('a')}---\n${namespace('B')}`)).toEqual(['Namespace default/B: metadata.name: "B" is not a name of a Namespace']);
  });

  test('text that Kubernetes would read as a boolean is refused', () => {
    expect(problemsOfYaml(`${namespace('a')}  labels:\n    on: yes\n`)).toContain('Namespace default/a: metadata.labels.true: must be string');
  });
});
