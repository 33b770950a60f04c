import * as fc from 'fast-check';
import { certain, object, service, workload } from './suggested';

const NAMESPACES = ['shop', 'data', 'edge'];
const NAMES = ['web', 'api', 'redis', 'orders', 'mail', 'user'];

interface Node {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly target: number;
}

/** How a connection is written in the configuration of its source. */
const FORMS = ['url', 'credentials', 'address', 'pair', 'expanded', 'argument', 'flags', 'config-map', 'secret', 'file', 'list', 'jdbc'] as const;
type Form = typeof FORMS[number];

interface Known {
  readonly from: number;
  readonly to: number;
  readonly form: Form;
  readonly qualified: number;
}

const node = fc.record({
  name: fc.constantFrom(...NAMES),
  namespace: fc.constantFrom(...NAMESPACES),
  port: fc.constantFrom(80, 443, 5432, 9000),
  target: fc.integer({ min: 1024, max: 60_000 }),
});

const app = fc.uniqueArray(node, { minLength: 2, maxLength: 7, selector: ({ name, namespace }) => `${namespace}/${name}` }).chain((nodes) => fc.record({
  nodes: fc.constant(nodes),
  known: fc.array(fc.record({
    from: fc.nat(nodes.length - 1), to: fc.nat(nodes.length - 1), form: fc.constantFrom(...FORMS), qualified: fc.nat(3),
  }), { maxLength: 12 }).map((list) => list.filter(({ from, to }) => from !== to)),
}));

/** The host as the source may write it: a bare name in its own namespace only. */
function hostOf(from: Node, { name, namespace }: Node, qualified: number): string {
  const forms = [`${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`];
  return qualified === 3 && from.namespace === namespace ? name : forms[qualified % 3];
}

/** The configuration of a workload, which says all of its connections and a few things that are none. */
function written(index: number, nodes: readonly Node[], known: readonly Known[]): string[] {
  const from = nodes[index];
  const env: object[] = [
    { name: 'DB_USER', value: 'user' }, { name: 'LISTEN_ADDR', value: `0.0.0.0:${from.target}` }, { name: 'QUEUE_NAME', value: 'orders' }, { name: 'IMAGE', value: 'redis:80' },
    { name: 'X_PASSWORD', value: 'redis' }, { name: 'HOME_URL', value: 'https://www.example.com/' },
  ];
  const args: string[] = [];
  const [data, secret, files]: { [key: string]: string }[] = [{}, {}, { 'noise.conf': '# http://redis.data:80\n' }];
  known.filter((one) => one.from === index).forEach(({ to, form, qualified }, number) => {
    const { port } = nodes[to];
    const host = hostOf(from, nodes[to], qualified);
    const key = `C${number}`;
    switch (form) {
      case 'url': return env.push({ name: `${key}_URL`, value: `http://${host}:${port}/v1?x=y` });
      case 'credentials': return env.push({ name: key, value: `amqp://me:s3cr3t@${host}:${port}/%2f` });
      case 'address': return env.push({ name: key, value: `${host}:${port}` });
      case 'pair': return env.push({ name: `${key}_HOST`, value: host }, { name: `${key}_PORT`, value: `${port}` });
      case 'expanded': return env.push({ name: `${key}_H`, value: host }, { name: `${key}_URL`, value: `http://$(${key}_H):${port}` });
      case 'argument': return args.push(`--${key}=${host}:${port}`);
      case 'flags': return args.push(`--${key}-host`, host, `--${key}-port`, `${port}`);
      case 'config-map': return data[`${key}_ADDR`] = `${host}:${port}`;
      case 'secret': return secret[`${key}_DSN`] = Buffer.from(`postgres://u:p@${host}:${port}/db`).toString('base64');
      case 'file': return files[`${key}.yaml`] = `${key}:\n  host: ${host}\n  port: ${port}\n`;
      case 'list': return env.push({ name: `${key}_SERVERS`, value: `cache.example.com:${port}, ${host}:${port}` });
      case 'jdbc': return env.push({ name: key, value: `jdbc:postgresql://${host}:${port}/db?user=a&password=b` });
    }
  });
  const { name, namespace, target } = from;
  const id = `${name}-settings`;
  const container = { env, args, envFrom: [{ configMapRef: { name: id } }, { secretRef: { name: id } }], volumeMounts: [{ name: 'files', mountPath: '/etc/app' }] };
  const pod = { volumes: [{ name: 'files', configMap: { name: `${name}-files` } }] };
  return [
    workload(name, { namespace, container, pod, ports: [{ containerPort: target }] }),
    service(name, [`${from.port}:${target}`], {}, { namespace }),
    object('v1', 'ConfigMap', id, { data }, namespace),
    object('v1', 'ConfigMap', `${name}-files`, { data: files }, namespace),
    object('v1', 'ConfigMap', `${name}-unread`, { data: { X: nodes.map((other) => `${other.name}.${other.namespace}:${other.port}`).join() } }, namespace),
    object('v1', 'Secret', id, { data: secret }, namespace),
  ];
}

const text = ({ namespace, name }: Node) => `${namespace}/${name}[Deployment]`;

test('just the connections are certain from which the configuration of an app was written', () => {
  fc.assert(fc.property(app, ({ nodes, known }) => {
    const found = certain(...nodes.flatMap((_, index) => written(index, nodes, known)));
    const expected = new Set(known.map(({ from, to }) => `${text(nodes[from])} => ${text(nodes[to])} : TCP ${nodes[to].target}`));
    expect(found).toEqual([...expected].sort());
  }), { numRuns: 300 });
});
