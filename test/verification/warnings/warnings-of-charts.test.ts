import { App, Chart, Testing } from 'cdk8s';
import {
  Cluster, ClusterNetworkPolicy, ClusterNetworkPolicyAction, ClusterNetworkPolicyTier, DefaultDeny, Deployment, Ingress, Namespaces, NetworkPolicy,
  NetworkPolicyPort, WellKnownPeer,
} from '../../../src';

beforeEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'on'; });
afterEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'off'; });

interface Charts {
  readonly app: App;
  readonly shop: Chart;
  readonly platform: Chart;
}

/** The ids of what is said of a construct where two charts are written, and whether it depends on the other chart. */
function said(act: (charts: Charts) => void, path?: string): string[] {
  const app = Testing.app();
  act({ app, shop: new Chart(app, 'shop', { namespace: 'shop' }), platform: new Chart(app, 'platform', { namespace: 'platform' }) });
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  app.synth();
  const lines = write.mock.calls.flatMap(([text]) => String(text).split('\n')).filter((line) => line !== '' && (path === undefined || line.startsWith(`${path}: `)));
  write.mockRestore();
  const conditionOf = (line: string) => /That is so where (\S+) is applied to the same cluster/.exec(line)?.[1] ?? '';
  return lines.map((line) => `${conditionOf(line)} ${/\[([a-z-]+)\]$/.exec(line)![1]}`.trim()).sort();
}

function everywhere(chart: Chart, action: ClusterNetworkPolicyAction, name = 'everywhere'): void {
  const all = Namespaces.all(chart, `${name}-namespaces`);
  const rule = { action, peers: [all] };
  new ClusterNetworkPolicy(chart, name, {
    metadata: { name }, tier: ClusterNetworkPolicyTier.ADMIN, priority: 5, subject: all, ingress: [rule], egress: [rule],
  });
}

const web = (chart: Chart, name = 'web') => new Deployment(chart, name, { metadata: { name }, containers: [{ image: 'x', portNumber: 80 }] });

/** A Deployment behind an Ingress, closed but for its controller, or to everybody. */
function entry(chart: Chart, isOpen: boolean): void {
  const deployment = web(chart);
  deployment.exposeViaIngress('/', { name: 'web', ingress: new Ingress(chart, 'ingress', { metadata: { name: 'web' }, className: 'nginx' }) });
  if (isOpen) deployment.connections.allowFrom(WellKnownPeer.ingressNginx());
  else deployment.connections.isolate();
}

describe('what is said of charts of which nobody told that they are applied together', () => {
  test('is said once of a declared connection that a policy of another chart denies', () => {
    const ids = said(({ shop, platform }) => {
      web(shop).connections.allowTo(web(shop, 'api'));
      everywhere(platform, ClusterNetworkPolicyAction.DENY);
    });
    expect(ids).toEqual(['denied-elsewhere', 'no-dns']);
  });

  test('is said with its condition of a rule that was written by hand', () => {
    const ids = said(({ shop, platform }) => {
      new NetworkPolicy(shop, 'P', { selector: web(shop), egress: { rules: [{ peer: web(shop, 'api'), ports: [NetworkPolicyPort.tcp(80)] }] } });
      everywhere(platform, ClusterNetworkPolicyAction.DENY);
    });
    expect(ids).toEqual(['no-dns', 'platform one-sided-connection']);
  });

  test('is said with its condition of a way in that only a policy of another chart closes', () => {
    const closed = (isOpen: boolean, action: ClusterNetworkPolicyAction) => said(({ shop, platform }) => {
      entry(shop, isOpen);
      everywhere(platform, action);
    }, 'shop/ingress');
    expect(closed(true, ClusterNetworkPolicyAction.DENY)).toEqual(['platform closed-entry']);
    expect(closed(false, ClusterNetworkPolicyAction.DENY)).toEqual(['closed-entry']);
    expect(closed(false, ClusterNetworkPolicyAction.ACCEPT)).toEqual(['closed-entry']);
    expect(closed(true, ClusterNetworkPolicyAction.ACCEPT)).toEqual([]);
  });

  test('is said without a condition where a chart holds its policies itself', () => {
    expect(said(({ shop }) => {
      entry(shop, true);
      everywhere(shop, ClusterNetworkPolicyAction.DENY);
    }, 'shop/ingress')).toEqual(['closed-entry']);
  });

  test('is said with its condition of policies of two charts that disagree', () => {
    expect(new Set(said(({ shop, platform }) => {
      web(shop);
      everywhere(platform, ClusterNetworkPolicyAction.DENY, 'one');
      everywhere(shop, ClusterNetworkPolicyAction.ACCEPT, 'other');
    }))).toEqual(new Set(['shop equal-priority']));
  });

  test('is nothing where the whole cluster is closed by another chart, and nothing needs to be open', () => {
    expect(said(({ shop, platform }) => {
      web(shop);
      DefaultDeny.forCluster(platform, { dns: WellKnownPeer.clusterDns() });
    })).toEqual([]);
  });
});

describe('what is said of charts of a cluster', () => {
  test('has no condition', () => {
    const ids = said(({ shop, platform }) => {
      entry(shop, true);
      everywhere(platform, ClusterNetworkPolicyAction.DENY);
      Cluster.of('one', shop, platform);
    }, 'shop/ingress');
    expect(ids).toEqual(['closed-entry']);
  });

  test('is nothing of policies of another cluster', () => {
    const ids = said(({ shop, platform }) => {
      entry(shop, true);
      everywhere(platform, ClusterNetworkPolicyAction.DENY);
      Cluster.of('one', shop);
      Cluster.of('other', platform);
    }, 'shop/ingress');
    expect(ids).toEqual([]);
  });
});
