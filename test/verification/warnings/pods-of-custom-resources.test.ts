import { ApiObject, Chart, Testing } from 'cdk8s';
import { AdoptedPods, Deployment, NetworkPolicyPort, Pods } from '../../../src';

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  delete process.env.CDK8S_NETPOL_FINDINGS;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
});
afterEach(() => {
  process.env.CDK8S_NETPOL_FINDINGS = 'off';
  jest.restoreAllMocks();
});

/** A web and a custom resource, of which a controller makes the pods. */
function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { containers: [{ image: 'x', portNumber: 80 }] });
  const kafka = new ApiObject(chart, 'kafka', { apiVersion: 'example.com/v1', kind: 'Kafka', metadata: { name: 'events' }, spec: { replicas: 3 } });
  return { app, chart, web, kafka };
}

function saidToSelectNothing(): string[] {
  return lines.filter((line) => /\[(policy|peer)-selects-nothing\]/.test(line)).map((line) => line.split(':')[0]);
}

describe('labels that were told where pods were adopted', () => {
  test.each([['one port', NetworkPolicyPort.tcp(9092)], ['a port by name', NetworkPolicyPort.named('kafka')]])('are those of pods, on %s', (_, port) => {
    const { app, web, kafka } = shop();
    web.connections.allowTo(AdoptedPods.of(kafka, { labels: { cluster: 'events' } }), { ports: [port] });
    app.synth();
    expect(lines.filter((line) => /\[no-dns\]/.test(line))).not.toEqual([]); // findings are asked for
    expect(saidToSelectNothing()).toEqual([]);
  });

  test('are not those of a selection that was mistyped', () => {
    const { app, chart, web, kafka } = shop();
    AdoptedPods.of(kafka, { labels: { cluster: 'events' } });
    web.connections.allowTo(Pods.select(chart, 'brokers', { labels: { cluster: 'event' } }), { ports: [NetworkPolicyPort.tcp(9092)] });
    app.synth();
    expect([...new Set(saidToSelectNothing())].sort()).toEqual(['shop/brokers', 'shop/web']);
  });
});
