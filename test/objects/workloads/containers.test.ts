import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  ConfigMap, Container, ContainerProps, ContainerRestartPolicy, Cpu, Deployment, Env, EnvValue, Handler, MountPropagation, Pod, Probe,
  Protocol, Secret, Volume,
} from '../../../src';

interface Rendered { spec: { containers: any[]; initContainers?: any[]; volumes?: any[] } }

function podWith(container: ContainerProps): { chart: Chart; pod: Pod; container: Container } {
  const chart = Testing.chart();
  const pod = new Pod(chart, 'Pod');
  return { chart, pod, container: pod.addContainer(container) };
}

function rendered(chart: Chart): Rendered['spec'] {
  return (Testing.synth(chart)[0] as Rendered).spec;
}

describe('a container', () => {
  test('keeps what it was told out of reach of the lists it hands out', () => {
    const { container } = podWith({ image: 'nginx', portNumber: 80, command: ['run'], args: ['a'] });
    container.ports.push({ number: 81 });
    container.mounts.push({ path: '/x', volume: undefined as unknown as Volume });
    container.command!.push('x');
    container.args!.push('x');
    expect([container.ports, container.mounts, container.command, container.args]).toEqual([[{ number: 80 }], [], ['run'], ['a']]);
  });

  test('does not follow changes of the lists that it was given', () => {
    const command = ['run'];
    const ports = [{ number: 80 }];
    const { container } = podWith({ image: 'nginx', command, ports });
    command.push('x');
    ports.push({ number: 81 });
    expect([container.command, container.ports]).toEqual([['run'], [{ number: 80 }]]);
  });

  test('shows ports, mounts and variables that are added later', () => {
    const { chart, container } = podWith({ image: 'nginx' });
    container.addPort({ number: 53, protocol: Protocol.UDP });
    container.mount('/data', Volume.fromEmptyDir(chart, 'Data', 'data'));
    container.env.addVariable('A', EnvValue.fromValue('b'));
    container.env.copyFrom(Env.fromConfigMap(ConfigMap.fromConfigMapName(chart, 'Config', 'config')));
    const spec = rendered(chart);
    expect(spec.containers[0]).toMatchObject({
      ports: [{ containerPort: 53, protocol: 'UDP' }],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      env: [{ name: 'A', value: 'b' }],
      envFrom: [{ configMapRef: { name: 'config' } }],
    });
    expect(spec.volumes).toEqual([{ name: 'data', emptyDir: {} }]);
  });

  test('is knocked on at its port while it starts, and not without a port', () => {
    expect(rendered(podWith({ image: 'nginx', portNumber: 8080 }).chart).containers[0].startupProbe).toEqual({ failureThreshold: 3, tcpSocket: { port: 8080 } });
    expect(rendered(podWith({ image: 'nginx', ports: [{ number: 8080 }] }).chart).containers[0]).not.toHaveProperty('startupProbe');
  });

  test('may gain privileges where it is privileged, since Kubernetes refuses the opposite', () => {
    expect(rendered(podWith({ image: 'x', securityContext: { privileged: true } }).chart).containers[0].securityContext)
      .toMatchObject({ privileged: true, allowPrivilegeEscalation: true });
  });

  test('writes sizes that are no whole number of mebibytes in their own unit', () => {
    const { chart } = podWith({ image: 'x', resources: { memory: { limit: Size.kibibytes(100) }, ephemeralStorage: { limit: Size.mebibytes(100) } } });
    expect(rendered(chart).containers[0].resources).toEqual({ limits: { 'memory': '100Ki', 'ephemeral-storage': '100Mi' } });
  });

  test('asks for nothing and has no limit with empty resources', () => {
    expect(rendered(podWith({ image: 'x', resources: {} }).chart).containers[0]).not.toHaveProperty('resources');
  });
});

describe('init containers', () => {
  const chartWith = (props: ContainerProps) => {
    const { chart, pod } = podWith({ image: 'nginx' });
    pod.addInitContainer(props);
    return chart;
  };

  test('get no startup probe, which Kubernetes would refuse', () => {
    expect(rendered(chartWith({ image: 'x', portNumber: 80 })).initContainers![0]).not.toHaveProperty('startupProbe');
  });

  test('that are sidecars are knocked on like containers', () => {
    expect(rendered(chartWith({ image: 'x', portNumber: 80, restartPolicy: ContainerRestartPolicy.ALWAYS })).initContainers![0])
      .toMatchObject({ name: 'init-0', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 80 } } });
  });

  test.each(['readiness', 'liveness', 'startup'])('cannot have a %s probe', (name) => {
    expect(() => chartWith({ image: 'x', [name]: Probe.fromTcpSocket() })).toThrow(
      `test/Pod: the init container "init-0" has "${name}", but it runs to its end before the others start. Leave it out, `
      + 'or make it a sidecar with "restartPolicy: ContainerRestartPolicy.ALWAYS".');
  });

  test('cannot have a lifecycle', () => {
    expect(() => chartWith({ image: 'x', lifecycle: { preStop: Handler.fromCommand(['true']) } })).toThrow('has "lifecycle"');
  });
});

describe('what a container is given', () => {
  const { chart } = podWith({ image: 'x' });
  const data = Volume.fromEmptyDir(chart, 'Data', 'data');
  const other = Volume.fromEmptyDir(chart, 'Other', 'other');

  test.each<[string, object | undefined | null, string]>([
    ['nothing', undefined, 'test/Web: Container: "props" is not given, but is required. Give an object such as { image: "nginx" }.'],
    ['null', null, 'test/Web: Container: "props" is null, but is required. Give an object such as { image: "nginx" }.'],
    ['a list', [], 'test/Web: Container: "props" is [], but must be an object with named fields.'],
    ['another container', new Container({ image: 'x' }), 'test/Web: Container: "props" is a Container. Give the properties of a container, or add this one with "attachContainer".'],
    ['no image', {}, 'test/Web: Container "main": "image" is not given, but is required. Give an image such as "nginx:1.29".'],
    ['an empty image', { image: '' }, 'test/Web: Container "main": "image" is "", but must be an image such as "nginx:1.29".'],
    ['an image that is a number', { image: 7 }, 'test/Web: Container "main": "image" is 7, but must be an image such as "nginx:1.29".'],
    ['a name in upper case', { image: 'x', name: 'Web' }, 'test/Web: Container: "name" is "Web", but must be at most 63 lower case letters, digits and "-", such as "shop-web".'],
    ['port 0', { image: 'x', portNumber: 0 }, 'test/Web: Container "main": "portNumber" is 0, but must be a whole number from 1 to 65535.'],
    ['port -1', { image: 'x', portNumber: -1 }, '"portNumber" is -1, but must be a whole number from 1 to 65535.'],
    ['port 70000', { image: 'x', portNumber: 70000 }, '"portNumber" is 70000, but must be a whole number from 1 to 65535.'],
    ['port 80.5', { image: 'x', portNumber: 80.5 }, '"portNumber" is 80.5, but must be a whole number from 1 to 65535.'],
    ['port NaN', { image: 'x', portNumber: NaN }, '"portNumber" is NaN, but must be a whole number from 1 to 65535.'],
    ['a port as text', { image: 'x', portNumber: '80' }, '"portNumber" is "80", but must be a whole number from 1 to 65535.'],
    ['two first ports', { image: 'x', port: 80, portNumber: 81 }, 'both "port" (80) and "portNumber" (81) are given. Give "portNumber", and further ports as "ports".'],
    ['a port that is no object', { image: 'x', ports: [80] }, '"ports[0]" is 80, but must be an object with named fields.'],
    ['null among the ports', { image: 'x', ports: [null] }, '"ports[0]" is null, but is required. Give a port such as { number: 8080 }.'],
    ['ports that are no list', { image: 'x', ports: '80' }, '"ports" is "80", but must be a list.'],
    ['a host port out of range', { image: 'x', ports: [{ number: 80, hostPort: 0 }] }, '"ports[0].hostPort" is 0, but must be a whole number from 1 to 65535.'],
    ['a host that is a name', { image: 'x', ports: [{ number: 80, hostIp: 'node' }] }, '"ports[0].hostIp" is "node", but must be an IP address, such as "127.0.0.1".'],
    ['an unknown protocol', { image: 'x', ports: [{ number: 80, protocol: 'tcp' }] }, '"ports[0].protocol" is "tcp", but must be one of "TCP", "UDP", "SCTP".'],
    ['a port name of 16 letters', { image: 'x', ports: [{ number: 80, name: 'a'.repeat(16) }] }, '"ports[0].name" is "aaaaaaaaaaaaaaaa", but must be at most 15'],
    ['a port twice', { image: 'x', portNumber: 80, ports: [{ number: 80 }] }, 'the port 80/TCP is declared twice. Leave one out, or give it another number or protocol.'],
    ['a port name twice', { image: 'x', ports: [{ number: 80, name: 'a' }, { number: 81, name: 'a' }] }, 'the ports 80/TCP and 81/TCP both have the name "a". Give one of them another name.'],
    ['a command as text', { image: 'x', command: 'run' }, '"command" is "run", but must be a list.'],
    ['an argument that is a number', { image: 'x', args: [1] }, '"args[0]" is 1, but must be text.'],
    ['a variable as text', { image: 'x', envVariables: { A: 'b' } }, '"envVariables["A"]" is "b", but must be an EnvValue, such as EnvValue.fromValue("…").'],
    ['a variable with =', { image: 'x', envVariables: { 'A=': EnvValue.fromValue('') } }, '"name" is "A=", but must be printable characters without "=", such as "DB_HOST".'],
    ['a source that is none', { image: 'x', envFrom: ['config'] }, '"envFrom" is "config", but must be an EnvFrom, such as Env.fromConfigMap(config).'],
    ['an unknown pull policy', { image: 'x', imagePullPolicy: 'always' }, '"imagePullPolicy" is "always", but must be one of "Always", "IfNotPresent", "Never".'],
    ['a probe that is none', { image: 'x', liveness: {} }, '"liveness" is {}, but must be a Probe, such as Probe.fromHttpGet("/healthz").'],
    ['a liveness probe that must succeed twice', { image: 'x', liveness: Probe.fromTcpSocket({ successThreshold: 2 }) }, '"liveness" has a "successThreshold" above 1'],
    ['a handler that is none', { image: 'x', lifecycle: { preStop: 'sync' } }, '"lifecycle.preStop" is "sync", but must be a Handler'],
    ['a processor as text', { image: 'x', resources: { cpu: { limit: '1' } } }, '"resources.cpu.limit" is "1", but must be a Cpu, such as Cpu.millis(500).'],
    ['memory as text', { image: 'x', resources: { memory: { limit: '1Gi' } } }, '"resources.memory.limit" is "1Gi", but must be a Size of cdk8s, such as Size.mebibytes(512).'],
    ['more processor than the limit', { image: 'x', resources: { cpu: { request: Cpu.units(2), limit: Cpu.millis(500) } } }, '"resources.cpu.request" is 2, which is above the limit of 500m.'],
    ['more memory than the limit', { image: 'x', resources: { memory: { request: Size.gibibytes(2), limit: Size.mebibytes(1) } } }, '"resources.memory.request" is 2Gi, which is above the limit of 1Mi.'],
    ['a flag as text', { image: 'x', securityContext: { privileged: 'yes' } }, '"privileged" is "yes", but must be true or false.'],
    ['root that must not be root', { image: 'x', securityContext: { user: 0 } }, 'securityContext: "user" is 0, which is root, but the container must not run as root. Give "ensureNonRoot: false" as well.'],
    ['a relative mount', { image: 'x', volumeMounts: [{ path: 'data', volume: data }] }, '"path" is "data", but must be an absolute path such as "/var/data".'],
    ['a mount without a path', { image: 'x', volumeMounts: [{ volume: data }] }, '"path" is not given, but is required. Give an absolute path such as "/var/data".'],
    ['a mount without a volume', { image: 'x', volumeMounts: [{ path: '/x' }] }, '"volume" is not given, but is required. Give a Volume'],
    ['two volumes at one place', { image: 'x', volumeMounts: [{ path: '/x', volume: data }, { path: '/x', volume: other }] },
      'the volumes "data" and "other" are both mounted at "/x". Give one of them another path.'],
    ['a way out of the volume', { image: 'x', volumeMounts: [{ path: '/x', volume: data, subPath: '../etc' }] }, '"subPath" is "../etc", but must be a path inside the volume'],
    ['two directories of the volume', { image: 'x', volumeMounts: [{ path: '/x', volume: data, subPath: 'a', subPathExpr: 'b' }] }, 'both "subPath" ("a") and "subPathExpr" ("b") are given.'],
    ['propagation to the node', { image: 'x', volumeMounts: [{ path: '/x', volume: data, propagation: MountPropagation.BIDIRECTIONAL }] }, 'is for privileged containers'],
    ['a restart policy', { image: 'x', restartPolicy: ContainerRestartPolicy.ALWAYS }, 'the container "main" has a "restartPolicy", which only init containers can have.'],
  ])('%s is refused, in the name of the pod', (_, props, error) => {
    const given = () => new Deployment(Testing.chart(), 'Web', { containers: [] }).addContainer(props as ContainerProps);
    expect(given).toThrow(error);
    expect(given).toThrow(/^test\/Web: /);
  });

  test('a second container of the same name is refused', () => {
    const { pod } = podWith({ image: 'nginx' });
    const error = 'test/Pod: two containers are named "main". Give one of them a "name" of its own.';
    expect(() => pod.addContainer({ image: 'exporter' })).toThrow(error);
    expect(() => pod.addInitContainer({ image: 'exporter', name: 'main' })).toThrow(error);
  });

  test('what is wrong later is said in the name of the pod and the container', () => {
    const { container } = podWith({ image: 'nginx', portNumber: 80 });
    expect(() => container.addPort({ number: 80 })).toThrow('test/Pod: container "main": the port 80/TCP is declared twice.');
    expect(() => container.mount('x', data)).toThrow('test/Pod: container "main": "path" is "x"');
  });

  test('containers that are missing in the list are named by their place', () => {
    const web = (containers: unknown) => () => new Deployment(Testing.chart(), 'Web', { containers: containers as ContainerProps[] });
    expect(web([{ image: 'x' }, null])).toThrow('test/Web: "containers[1]" is null, but is required. Give an object such as { image: "nginx" }.');
    expect(web('nginx')).toThrow('test/Web: "containers" is "nginx", but must be a list.');
  });
});

describe('the parts of a container', () => {
  test.each<[string, () => unknown, string]>([
    ['a number as a value', () => EnvValue.fromValue(8080 as unknown as string), 'EnvValue.fromValue: "value" is 8080, but must be text'],
    ['no value', () => EnvValue.fromValue(undefined as unknown as string), 'EnvValue.fromValue: "value" is not given'],
    ['all labels as one value', () => EnvValue.fromFieldRef('metadata.labels' as any), '"metadata.labels" is all of them, but a variable holds one. Give the "key" in the options.'],
    ['no Secret', () => EnvValue.fromSecretValue({ secret: undefined as any, key: 'a' }), '"secret" is not given'],
    ['no key', () => EnvValue.fromConfigMap(ConfigMap.fromConfigMapName(Testing.chart(), 'A', 'a'), ''), '"key" is "", but must be text that is not empty.'],
    ['processors in Mi', () => EnvValue.fromResource('limits.cpu' as any, { divisor: '1Mi' }), 'EnvValue.fromResource: "divisor" is "1Mi", but must be for "limits.cpu" one of 1, 1m.'],
    ['a missing variable of the process', () => EnvValue.fromProcess('NOBODY_HAS_THIS', { required: true }), 'the variable "NOBODY_HAS_THIS" is required'],
    ['half a thousandth of a processor', () => Cpu.millis(0.5), 'Cpu.millis: "amount" is 0.5, but must be a whole number of at least 1.'],
    ['no processor', () => Cpu.units(0), 'Cpu.units: "amount" is 0, but must be a number of at least 0.001, in steps of 0.001.'],
    ['a processor as text', () => Cpu.units('1' as unknown as number), 'Cpu.units: "amount" is "1"'],
    ['no path', () => Probe.fromHttpGet(undefined as unknown as string), 'Probe.fromHttpGet: "path" is not given'],
    ['no command', () => Probe.fromCommand([]), 'Probe.fromCommand: "command" is an empty list. Give a list such as ["cat", "/ready"].'],
    ['a command as text', () => Handler.fromCommand('sync' as unknown as string[]), 'Handler.fromCommand: "command" is "sync", but must be a list.'],
    ['port 0', () => Probe.fromTcpSocket({ port: 0 }), 'Probe.fromTcpSocket: "port" is 0, but must be a whole number from 1 to 65535.'],
    ['seconds as a number', () => Probe.fromGrpc({ periodSeconds: 3 as unknown as Duration }), '"periodSeconds" is 3, but must be a Duration of cdk8s'],
    ['half a second', () => Probe.fromGrpc({ periodSeconds: Duration.millis(500) }), '"periodSeconds" is 0.5 seconds, but must be a whole number of seconds, of at least 1.'],
    ['both of a ConfigMap and a Secret', () => new (Env.fromSecret(Secret.fromSecretName(Testing.chart(), 'A', 'a')).constructor as any)({ name: 'a' }, undefined, { name: 'b' }), 'both a ConfigMap and a Secret are given'],
  ])('refuse %s', (_, make, error) => {
    expect(make).toThrow(error);
  });
});
