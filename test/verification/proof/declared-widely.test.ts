import { ApiObject, Chart, Cron, Testing } from 'cdk8s';
import { AdoptedPods, CronJob, Deployment, IConnectable, INetworkPolicyPeer, Namespaces, NetworkPolicyIpBlock, NetworkPolicyPort, Pods, Verification, WellKnownPeer } from '../../../src';

beforeEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'on'; });
afterEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'off'; });

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [web, api] = [80, undefined].map((portNumber, index) => new Deployment(chart, ['web', 'api'][index], { metadata: { name: ['web', 'api'][index] }, containers: [{ image: 'x', portNumber }] }));
  return { app, chart, web, api };
}

/** The warnings of an id that a synth says. */
function warnings(id: string, act: (made: ReturnType<typeof shop>) => void): string[] {
  const made = shop();
  act(made);
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  made.app.synthYaml();
  const lines = write.mock.calls.map(([line]) => String(line)).filter((line) => line.endsWith(`[${id}]\n`));
  write.mockRestore();
  return lines.map((line) => line.replace(/ at \S+:\d+ /, ' '));
}

const TAIL = 'where every port is meant, say Verification.of(…).acknowledge("all-ports", "why"). [all-ports]\n';
const HINT = 'Give the ports in the call, such as { ports: [NetworkPolicyPort.tcp(443)] }';

describe('a connection for which nobody says a port', () => {
  const peers: [string, (made: ReturnType<typeof shop>) => INetworkPolicyPeer, string][] = [
    ['pods that declare none', ({ api }) => api, 'shop/api'],
    ['a cron job', ({ chart }) => new CronJob(chart, 'job', { schedule: Cron.daily(), containers: [{ image: 'x' }] }), 'shop/job'],
    ['the internet', () => WellKnownPeer.internet(), '0.0.0.0/0'],
    ['addresses', () => NetworkPolicyIpBlock.ipv4('10.0.0.0/8'), '10.0.0.0/8'],
    ['namespaces', ({ chart }) => Namespaces.select(chart, 'all', { names: ['data'] }), 'shop/all'],
    ['a selection', ({ chart }) => Pods.select(chart, 'some', { labels: { app: 'x' } }), 'shop/some'],
    ['adopted pods that declare none', ({ chart }) => AdoptedPods.of(new ApiObject(chart, 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', labels: { app: 'pod' } }, spec: { containers: [{ name: 'main', image: 'x' }] },
    })), 'shop/pod'],
  ];

  test.each(peers)('opens every port, and a warning says so: %s', (_, peer, name) => {
    const [line] = warnings('all-ports', (made) => made.web.connections.allowTo(peer(made)));
    expect(line).toContain(`shop/web: warning: connections.allowTo(${name}) opens every port, because none is named and ${name} declares none. ${HINT}`);
    expect(line).toContain(TAIL);
  });

  test('opens every port of the one who is connected to, whoever calls', () => {
    expect(warnings('all-ports', ({ web, api }) => api.connections.allowFrom(web))).toEqual([
      `shop/api: warning: connections.allowFrom(shop/web) opens every port, because none is named and shop/api declares none. ${HINT}, or the port where shop/api gets its containers; ${TAIL}`,
    ]);
  });

  test.each<[string, (made: ReturnType<typeof shop>) => void]>([
    ['where the peer declares one', ({ web, api }) => api.connections.allowTo(web)],
    ['where a container that comes later does', ({ web, api }) => {
      web.connections.allowTo(api);
      api.addContainer({ name: 'later', image: 'x', portNumber: 81 });
    }],
    ['where the call names some', ({ web, api }) => web.connections.allowTo(api, { ports: [NetworkPolicyPort.tcp(80)] })],
    ['where the call names all', ({ web }) => web.connections.allowTo(WellKnownPeer.internet(), { ports: [NetworkPolicyPort.allTcp(), NetworkPolicyPort.allUdp()] })],
    ['where the peer is known by its ports', ({ web }) => web.connections.allowTo(WellKnownPeer.clusterDns())],
    ['where it is acknowledged', ({ web, api }) => {
      web.connections.allowTo(api);
      Verification.of(web).acknowledge('all-ports', 'a proxy');
    }],
  ])('is not told %s', (_, act) => {
    expect(warnings('all-ports', act)).toEqual([]);
  });
});

describe('workloads that share their labels', () => {
  const pods = (chart: Chart, name: string, addressLabel?: boolean): IConnectable & Deployment => new Deployment(chart, name, {
    metadata: { name }, podMetadata: { labels: { app: 'same' } }, containers: [{ image: 'x', portNumber: 80 }], addressLabel,
  });

  test('are opened together, and a warning says so', () => {
    expect(warnings('shared-labels', ({ chart, web }) => {
      pods(chart, 'other', false);
      web.connections.allowTo(pods(chart, 'db', false));
    })).toEqual(['shop/db: warning: its labels are those of shop/other as well, so that all that its connections open and close holds for those pods too. '
      + 'Leave out { addressLabel: false }, which gives its pods a label of their own. [shared-labels]\n']);
  });

  test('are told apart by their own label', () => {
    expect(warnings('shared-labels', ({ chart, web }) => {
      pods(chart, 'other');
      web.connections.allowTo(pods(chart, 'db'));
    })).toEqual([]);
  });

  test('do not matter where nothing is said of them', () => {
    expect(warnings('shared-labels', ({ chart, web, api }) => {
      pods(chart, 'other', false);
      pods(chart, 'db', false);
      api.connections.allowTo(web);
    })).toEqual([]);
  });
});
