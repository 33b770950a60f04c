import { App, Chart, Testing } from 'cdk8s';
import { Deployment, NetworkPolicyIpBlock, NetworkPolicyPort, Reachability, ReachabilityAssertions, ReachabilityChecks, WellKnownPeer } from '../../../src';

/** Web reaches redis and the internet, and a node's DNS cache. */
function shop(): App {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [web, redis] = ['web', 'redis'].map((name) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber: 80 }] }));
  web.connections.allowTo(redis);
  web.connections.allowTo(WellKnownPeer.internet());
  web.connections.allowTo(NetworkPolicyIpBlock.ipv4('169.254.20.10/32'));
  redis.connections.isolate();
  return app;
}

const checks = () => ReachabilityChecks.of(Reachability.ofApp(shop()));
const assertions = () => ReachabilityAssertions.of(Reachability.ofApp(shop()));

describe('ReachabilityChecks', () => {
  test('answer with nothing where a sentence holds, and with its text where it does not', () => {
    expect(checks().reaches('shop/web', 'shop/redis')).toBeUndefined();
    expect(checks().reaches('shop/redis', 'shop/web')).toMatch(/^shop\/redis does not reach shop\/web on TCP 80\.\n/);
  });

  test('say the same as the assertions', () => {
    const failure = checks().doesNotReach('shop/web', 'shop/redis');
    expect(() => assertions().doesNotReach('shop/web', 'shop/redis')).toThrow(new Error(failure));
  });

  test('name themselves in errors', () => {
    expect(() => checks().reaches(undefined as any, 'shop/web')).toThrow('ReachabilityChecks.reaches: "from" is not given');
    expect(() => ReachabilityChecks.of(undefined as any)).toThrow('ReachabilityChecks.of: "reachability" is not given');
  });
});

describe('the internet as an end', () => {
  test('is reached by nobody although the cache of DNS on the node is', () => {
    expect(checks().doesNotReach('shop/redis', 'internet')).toBeUndefined();
    expect(checks().doesNotReach('shop/web', 'internet')).toMatch(/^shop\/web reaches internet on All Connections\.\n/);
    expect(checks().doesNotReach('shop/redis', '169.254.20.10')).toBeUndefined();
  });
});

describe('reachesOnly', () => {
  test('holds for all that is reached', () => {
    expect(checks().reachesOnly('shop/web', ['shop/redis', 'internet', '169.254.20.10'])).toBeUndefined();
    expect(checks().reachesOnly('shop/redis', [])).toBeUndefined();
    assertions().reachesOnly('shop/web', ['shop/redis', 'internet', '169.254.20.10']);
  });

  test.each([
    [['internet', '169.254.20.10'], 'shop/web reaches others than internet, 169.254.20.10:\n  shop/web => shop/redis[Deployment] : TCP 80\n'],
    [['shop/redis', '169.254.20.10'], 'shop/web reaches others than shop/redis, 169.254.20.10:\n  shop/web => addresses '],
    [['shop/redis', 'internet'], 'shop/web reaches others than shop/redis, internet:\n  shop/web => addresses 169.254.20.10 : All Connections\n'],
  ])('does not hold where more is: %j', (ends, said) => {
    expect(checks().reachesOnly('shop/web', ends)).toContain(said);
  });

  test('does not hold where one of them is not reached', () => {
    expect(checks().reachesOnly('shop/redis', ['shop/web'])).toMatch(/^shop\/redis does not reach shop\/web at all\.\n/);
    expect(() => assertions().reachesOnly('shop/redis', ['shop/web'])).toThrow('does not reach shop/web at all');
  });

  test('takes the DNS of the cluster by its name, on its port alone', () => {
    const app = shop();
    const web = app.node.findAll().find((one) => one instanceof Deployment && one.node.id === 'web') as Deployment;
    web.connections.allowTo(WellKnownPeer.clusterDns());
    const ends = ['shop/redis', 'internet', '169.254.20.10'];
    expect(ReachabilityChecks.of(Reachability.ofApp(app)).reachesOnly('shop/web', ends)).toContain('shop/web => kube-system/[pod with {k8s-app=kube-dns}] : TCP 53,UDP 53');
    expect(ReachabilityChecks.of(Reachability.ofApp(app)).reachesOnly('shop/web', [...ends, 'kube-dns'])).toBeUndefined();
    web.connections.allowTo(WellKnownPeer.clusterDns(), { ports: [NetworkPolicyPort.tcp(9153)] });
    expect(ReachabilityChecks.of(Reachability.ofApp(app)).reachesOnly('shop/web', [...ends, 'kube-dns'])).toContain('reaches others than');
  });

  test('needs a list', () => {
    expect(() => checks().reachesOnly('shop/web', undefined as any)).toThrow('ReachabilityChecks.reachesOnly: "destinations" is not given');
  });
});

test('pods on the network of their node are never known to be closed', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const node = new Deployment(chart, 'node', { metadata: { name: 'node' }, containers: [{ image: 'x', portNumber: 80 }], hostNetwork: true });
  node.connections.isolate();
  const onNode = ReachabilityChecks.of(Reachability.ofApp(app));
  const said = 'the pods of shop/node are on the network of their node ("hostNetwork"), which policies do not reach.';
  expect(onNode.doesNotReach('203.0.113.1', 'shop/node')).toBe(`203.0.113.1 may reach shop/node: ${said}`);
  expect(onNode.isReachedOnlyBy('shop/node', [])).toBe(said);
});
