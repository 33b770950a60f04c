import { Chart, Testing } from 'cdk8s';
import { ContainerRestartPolicy, Deployment, NetworkPolicyPort, NetworkProtocol, Protocol } from '../../src';
import { open, policiesOf } from '../support/who-reaches-whom';

type Call = 'allowTo' | 'allowFrom';
type Declare = (redis: Deployment) => void;

function opened(call: Call, declare: Declare, ports?: NetworkPolicyPort[], options: object = ports ? { ports } : {}) {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web' }] });
  const redis = new Deployment(chart, 'redis', { metadata: { name: 'redis' } });
  if (call === 'allowTo') web.connections.allowTo(redis, options);
  else redis.connections.allowFrom(web, options);
  declare(redis);
  const written = [policiesOf(app)['shop/web'].spec.egress[0].ports, policiesOf(app)['shop/redis'].spec.ingress[0].ports];
  expect(written[0]).toEqual(written[1]);
  return { open: open(app, web, redis), written: written[0] };
}

const DNS: Declare = (redis) => redis.addContainer({
  image: 'dns', ports: [{ number: 53, protocol: Protocol.UDP, name: 'dns' }, { number: 53, protocol: Protocol.TCP, name: 'dns-tcp' }],
});

describe.each<Call>(['allowTo', 'allowFrom'])('%s opens, of the one that listens,', (call) => {
  test.each<[string, Declare, string]>([
    ['all ports where none is declared', (redis) => redis.addContainer({ image: 'redis' }), 'all'],
    ['the one port', (redis) => redis.addContainer({ image: 'redis', portNumber: 6379 }), 'TCP 6379'],
    ['each of several ports', (redis) => redis.addContainer({ image: 'redis', ports: [{ number: 6379, name: 'a' }, { number: 16379, name: 'b' }] }), 'TCP 6379,16379'],
    ['ports of several containers, each once', (redis) => {
      redis.addContainer({ image: 'redis', portNumber: 6379 });
      redis.addContainer({ image: 'exporter', name: 'exporter', portNumber: 9121 });
    }, 'TCP 6379,9121'],
    ['UDP and TCP on one number', DNS, 'TCP 53; UDP 53'],
    ['SCTP', (redis) => redis.addContainer({ image: 'diameter', ports: [{ number: 3868, protocol: Protocol.SCTP }] }), 'SCTP 3868'],
    ['ports of a sidecar', (redis) => {
      redis.addContainer({ image: 'redis', portNumber: 6379 });
      redis.addInitContainer({ image: 'proxy', name: 'proxy', portNumber: 15001, restartPolicy: ContainerRestartPolicy.ALWAYS });
    }, 'TCP 6379,15001'],
    ['no port of an init container that ends before the pod starts', (redis) => {
      redis.addContainer({ image: 'redis', portNumber: 6379 });
      redis.addInitContainer({ image: 'migrate', name: 'migrate', ports: [{ number: 8000 }] });
    }, 'TCP 6379'],
    ['a port that is added to a container after the call', (redis) => {
      const container = redis.addContainer({ image: 'redis', portNumber: 6379 });
      container.addPort({ number: 16379 });
    }, 'TCP 6379,16379'],
  ])('%s', (_, declare, expected) => {
    expect(opened(call, declare).open).toBe(expected);
  });

  test('just the ports that are named, whatever is declared', () => {
    const redis: Declare = (it) => it.addContainer({ image: 'redis', ports: [{ number: 6379, name: 'redis' }, { number: 9121, name: 'metrics' }] });
    expect(opened(call, redis, [NetworkPolicyPort.tcp(6379)]).open).toBe('TCP 6379');
    expect(opened(call, redis, [NetworkPolicyPort.named('metrics')]).open).toBe('TCP 9121');
    expect(opened(call, DNS, [NetworkPolicyPort.named('dns', NetworkProtocol.UDP)]).open).toBe('UDP 53');
    expect(opened(call, redis, [NetworkPolicyPort.tcpRange(8000, 8002), NetworkPolicyPort.udp(1)]).open).toBe('TCP 8000-8002; UDP 1');
    expect(opened(call, redis, [NetworkPolicyPort.allTcp()])).toEqual({ open: 'TCP all', written: [{ protocol: 'TCP' }] });
  });

  test('the declared ports where ports are given as undefined or null', () => {
    const redis: Declare = (it) => it.addContainer({ image: 'redis', portNumber: 6379 });
    expect(opened(call, redis, undefined, { ports: undefined }).open).toBe('TCP 6379');
    expect(opened(call, redis, undefined, { ports: null }).open).toBe('TCP 6379');
    expect(opened(call, redis, undefined, { ports: undefined, isolation: undefined }).open).toBe('TCP 6379');
  });

  test('each port once, and not a port that another entry covers', () => {
    const redis: Declare = (it) => it.addContainer({ image: 'redis', portNumber: 6379 });
    const { written } = opened(call, redis, [
      NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(80), NetworkPolicyPort.tcp(80), NetworkPolicyPort.tcpRange(70, 90), NetworkPolicyPort.tcp(443),
    ]);
    expect(written).toEqual([{ protocol: 'TCP', port: 70, endPort: 90 }, { protocol: 'TCP', port: 443 }, { protocol: 'UDP', port: 53 }]);
  });
});

test('two calls open the union of their ports, and all ports where one of them asks for all', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [web, redis, db] = ['web', 'redis', 'db'].map((id) => new Deployment(chart, id, { containers: [{ image: id }] }));
  web.connections.allowTo(redis, { ports: [NetworkPolicyPort.tcp(6379)] });
  web.connections.allowTo(redis, { ports: [NetworkPolicyPort.tcp(16379)] });
  web.connections.allowTo(db, { ports: [NetworkPolicyPort.tcp(5432)] });
  web.connections.allowTo(db);
  expect(open(app, web, redis)).toBe('TCP 6379,16379');
  expect(open(app, web, db)).toBe('all');
});
