import { ApiObject, App, Chart } from 'cdk8s';
import { DefaultDeny, Deployment, EnvValue, Service, StatefulSet, Verification, WellKnownPeer } from '../../../src';
import { saidBy } from '../../docs/said';

interface Shop {
  readonly app: App;
  readonly api: Deployment;
  readonly redis: StatefulSet;
  readonly shop: Chart;
}

function shopWith(env: { [name: string]: EnvValue }, act: (shop: Shop) => void = () => undefined): string {
  return saidBy(() => {
    const app = new App();
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    const data = new Chart(app, 'data', { namespace: 'data' });
    const redis = new StatefulSet(data, 'redis', { metadata: { name: 'redis' }, containers: [{ image: 'redis:8', portNumber: 6379 }] });
    new Service(data, 'service', { metadata: { name: 'redis' }, selector: redis, ports: [{ port: 6379 }] });
    const api = new Deployment(shop, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api:1', portNumber: 3000, envVariables: env }] });
    DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });
    act({ app, api, redis, shop });
    app.synth();
  }).text;
}

const REDIS_ADDR = { REDIS_ADDR: EnvValue.fromValue('redis.data:6379') };
const MISSING = 'shop/api: warning: REDIS_ADDR of container main names data/redis (TCP 6379), but the egress of shop/api and the ingress of data/redis are closed to it. '
  + 'Say shop/api.connections.allowTo(data/redis). [missing-connection]';

describe('a connection that a container needs', () => {
  test('is missed where nobody declared it', () => {
    expect(shopWith(REDIS_ADDR)).toBe(MISSING);
  });

  test('is not missed where somebody did', () => {
    expect(shopWith(REDIS_ADDR, ({ api, redis }) => api.connections.allowTo(redis))).toBe('');
  });

  test('is not missed where it is only likely', () => {
    expect(shopWith({ CACHE: EnvValue.fromValue('redis'), URL: EnvValue.fromValue('https://api.example.com') })).toBe('');
  });

  test('is acknowledged and refused as others are', () => {
    expect(shopWith(REDIS_ADDR, ({ api }) => Verification.of(api).acknowledge('missing-connection', 'an old setting'))).toBe('');
    expect(shopWith(REDIS_ADDR, ({ app }) => Verification.of(app).failOn('missing-connection'))).toContain('[shop/api] REDIS_ADDR of container main names data/redis');
  });

  test('is read from ConfigMaps of the app', () => {
    const text = shopWith({ X: EnvValue.fromConfigMap({ name: 'settings' } as never, 'addr') }, ({ shop }) => {
      new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, ...{ data: { addr: 'redis.data:6379' } } });
    });
    expect(text).toContain('X of container main names data/redis (TCP 6379)');
  });

  test('is missed for adopted pods', () => {
    const text = shopWith({}, ({ shop }) => {
      const spec = {
        selector: { matchLabels: { app: 'search' } },
        template: { metadata: { labels: { app: 'search' } }, spec: { containers: [{ name: 'search', image: 'search:3', env: [{ name: 'CACHE_URL', value: 'redis://redis.data' }] }] } },
      };
      new ApiObject(shop, 'search', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'search' }, ...{ spec } });
    });
    expect(text).toContain('shop/search: warning: CACHE_URL of container search names data/redis (TCP 6379)');
    expect(text).toContain('Say AdoptedPods.of(shop/search).connections.allowTo(data/redis). [missing-connection]');
  });
});
