import * as k from 'cdk8s';
import * as netpol from '../../src';
import { manifestsOf, open } from '../support/who-reaches-whom';

/**
 * The programs of the user guide that people know from cdk8s-plus, with this package as their import. What each writes is
 * asserted object by object.
 */
const ADDRESS = 'cdk8s.io/metadata.addr';

function start() {
  const app = k.Testing.app();
  return { app, chart: new k.Chart(app, 'Chart') };
}

/** The kind of every object, in order, and the policies whole. */
function written(app: k.App) {
  const manifests = manifestsOf(app);
  return { kinds: manifests.map(({ kind }) => kind), policies: manifests.filter(({ kind }) => kind === 'NetworkPolicy') };
}

const selects = (pods: netpol.Pod | netpol.Deployment) => ({ matchLabels: { [ADDRESS]: pods.podMetadata.getLabel(ADDRESS) } });

function policy(name: unknown, spec: object, namespace?: string) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, ...(namespace && { namespace }) }, spec };
}

describe('the user guide', () => {
  // Some of its policies say nothing, which a warning tells.
  beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterEach(() => jest.restoreAllMocks());

  test('managed pod', () => {
    const { app, chart } = start();
    const web = new netpol.Pod(chart, 'Web', {
      containers: [{ image: 'web' }],
    });
    new netpol.NetworkPolicy(chart, 'Policy', { selector: web });

    const { kinds, policies } = written(app);
    expect(kinds).toEqual(['Pod', 'NetworkPolicy']);
    expect(manifestsOf(app)[0].metadata.labels).toEqual({ [ADDRESS]: web.podMetadata.getLabel(ADDRESS) });
    expect(policies).toEqual([policy(expect.stringContaining('policy'), { podSelector: selects(web), policyTypes: ['Ingress'] })]);
  });

  test('managed workload', () => {
    const { app, chart } = start();
    const web = new netpol.Deployment(chart, 'Web', {
      containers: [{ image: 'web' }],
    });
    new netpol.NetworkPolicy(chart, 'Policy', { selector: web });

    const { kinds, policies } = written(app);
    expect(kinds).toEqual(['Deployment', 'NetworkPolicy']);
    expect(manifestsOf(app)[0].spec.template.metadata.labels).toEqual({ [ADDRESS]: web.podMetadata.getLabel(ADDRESS) });
    expect(policies).toEqual([policy(expect.stringContaining('policy'), { podSelector: selects(web), policyTypes: ['Ingress'] })]);
  });

  test('selected pods', () => {
    const { app, chart } = start();
    const web = netpol.Pods.select(chart, 'Web', { labels: { app: 'web' } });
    new netpol.NetworkPolicy(chart, 'Policy', { selector: web });

    expect(written(app)).toEqual({
      kinds: ['NetworkPolicy'],
      policies: [policy(expect.stringContaining('policy'), { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] })],
    });
  });

  test('IP block', () => {
    // define a specific ipv4 range
    const ipv4 = netpol.NetworkPolicyIpBlock.ipv4('172.17.0.0/16');
    // define a specific ipv6 range
    const ipv6 = netpol.NetworkPolicyIpBlock.ipv6('2002::1234:abcd:ffff:c0a8:101/64');
    // define all ipv4 addresses
    const anyIpv4 = netpol.NetworkPolicyIpBlock.anyIpv4();
    // define all ipv6 addresses
    const anyIpv6 = netpol.NetworkPolicyIpBlock.anyIpv6();

    expect([ipv4, ipv6, anyIpv4, anyIpv6].map(({ cidr }) => cidr)).toEqual(['172.17.0.0/16', '2002:0:0:1234::/64', '0.0.0.0/0', '::/0']);
  });

  function webCacheAndDb() {
    const { app, chart } = start();
    const web = new netpol.Pod(chart, 'Web', {
      containers: [{ image: 'web' }],
    });
    const cache = new netpol.Pod(chart, 'Cache', {
      containers: [{ image: 'cache', portNumber: 6379 }],
    });
    const db = new netpol.Pod(chart, 'DB', {
      containers: [{ image: 'db', portNumber: 6378 }],
    });
    return { app, chart, web, cache, db };
  }

  test('egress rule', () => {
    const { app, chart, web, cache, db } = webCacheAndDb();

    // create a policy with an egress rule at instantiation
    const webPolicy = new netpol.NetworkPolicy(chart, 'Policy', {
      selector: web,
      egress: { rules: [{ peer: cache, ports: [netpol.NetworkPolicyPort.tcp(6379)] }] },
    });

    // add an egress rule post instantiation
    webPolicy.addEgressRule(db, [netpol.NetworkPolicyPort.tcp(6378)]);

    expect(written(app)).toEqual({
      kinds: ['Pod', 'Pod', 'Pod', 'NetworkPolicy'],
      policies: [policy(webPolicy.name, {
        podSelector: selects(web),
        policyTypes: ['Egress'],
        egress: [
          { to: [{ podSelector: selects(cache) }], ports: [{ protocol: 'TCP', port: 6379 }] },
          { to: [{ podSelector: selects(db) }], ports: [{ protocol: 'TCP', port: 6378 }] },
        ],
      })],
    });
    expect([open(app, web, `default/${cache.name}`), open(app, web, `default/${db.name}`), open(app, db, `default/${web.name}`)])
      .toEqual(['TCP 6379', 'TCP 6378', 'all']);
  });

  test('ingress rule', () => {
    const { app, chart, web, cache, db } = webCacheAndDb();

    // create a policy with an ingress rule at instantiation
    const dbPolicy = new netpol.NetworkPolicy(chart, 'Policy', {
      selector: db,
      ingress: { rules: [{ peer: web, ports: [netpol.NetworkPolicyPort.tcp(6379)] }] },
    });

    // add an ingress rule post instantiation
    dbPolicy.addIngressRule(cache, [netpol.NetworkPolicyPort.tcp(6379)]);

    expect(written(app)).toEqual({
      kinds: ['Pod', 'Pod', 'Pod', 'NetworkPolicy'],
      policies: [policy(dbPolicy.name, {
        podSelector: selects(db),
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ podSelector: selects(web) }], ports: [{ protocol: 'TCP', port: 6379 }] },
          { from: [{ podSelector: selects(cache) }], ports: [{ protocol: 'TCP', port: 6379 }] },
        ],
      })],
    });
  });

  function webAndRedis() {
    const { app, chart } = start();
    const web = new netpol.Pod(chart, 'Web', {
      containers: [{ image: 'web' }],
      metadata: { namespace: 'n1' },
    });
    const redis = new netpol.Pod(chart, 'Redis', {
      containers: [{ image: 'redis', portNumber: 6379 }],
      metadata: { namespace: 'n2' },
    });
    return { app, chart, web, redis };
  }

  const inNamespace = (namespace: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': namespace } });

  function bothPolicies(web: netpol.Pod, redis: netpol.Pod, names: string[]) {
    return [
      policy(names[0], {
        podSelector: selects(web),
        policyTypes: ['Egress'],
        egress: [{ to: [{ namespaceSelector: inNamespace('n2'), podSelector: selects(redis) }], ports: [{ protocol: 'TCP', port: 6379 }] }],
      }, 'n1'),
      policy(names[1], {
        podSelector: selects(redis),
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: inNamespace('n1'), podSelector: selects(web) }], ports: [{ protocol: 'TCP', port: 6379 }] }],
      }, 'n2'),
    ];
  }

  test('bi-directional rule', () => {
    const { app, chart, web, redis } = webAndRedis();

    const webPolicy = new netpol.NetworkPolicy(chart, 'WebPolicy', {
      selector: web,
      // must be created in the 'web' namespace so it can select it.
      metadata: { namespace: web.metadata.namespace },
    });
    const redisPolicy = new netpol.NetworkPolicy(chart, 'RedisPolicy', {
      selector: redis,
      // must be created in the 'redis' namespace so it can select it.
      metadata: { namespace: redis.metadata.namespace },
    });

    // allow the 'web' pod to initiate a connection to the 'redis' pod on port 6379
    webPolicy.addEgressRule(redis, [netpol.NetworkPolicyPort.tcp(6379)]);

    // allow the 'redis' pod to accept a connection from the 'web' pod on port 6379
    redisPolicy.addIngressRule(web, [netpol.NetworkPolicyPort.tcp(6379)]);

    expect(written(app)).toEqual({
      kinds: ['Pod', 'Pod', 'NetworkPolicy', 'NetworkPolicy'],
      policies: bothPolicies(web, redis, [webPolicy.name, redisPolicy.name]),
    });
  });

  test.each<[string, (web: netpol.Pod, redis: netpol.Pod) => void]>([
    ['allowTo', (web, redis) => web.connections.allowTo(redis)],
    ['allowFrom', (web, redis) => redis.connections.allowFrom(web)],
  ])('the same by %s', (_, allow) => {
    const { app, web, redis } = webAndRedis();

    allow(web, redis);

    expect(written(app)).toEqual({
      kinds: ['Pod', 'NetworkPolicy', 'Pod', 'NetworkPolicy'],
      policies: bothPolicies(web, redis, [web.name, redis.name]),
    });
    expect(open(app, web, `n2/${redis.name}`)).toBe('TCP 6379');
  });

  test.each<[string, netpol.NetworkPolicyProps, object]>([
    ['deny all ingress', {
      ingress: { default: netpol.NetworkPolicyTrafficDefault.DENY },
    }, { podSelector: {}, policyTypes: ['Ingress'] }],
    ['allow all ingress', {
      ingress: { default: netpol.NetworkPolicyTrafficDefault.ALLOW },
    }, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] }],
    ['deny all egress', {
      egress: { default: netpol.NetworkPolicyTrafficDefault.DENY },
    }, { podSelector: {}, policyTypes: ['Egress'] }],
    ['allow all egress', {
      egress: { default: netpol.NetworkPolicyTrafficDefault.ALLOW },
    }, { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }],
  ])('%s', (_, props, spec) => {
    const { app, chart } = start();
    const { name } = new netpol.NetworkPolicy(chart, 'Policy', props);
    expect(written(app)).toEqual({ kinds: ['NetworkPolicy'], policies: [policy(name, spec)] });
  });
});
