import { API, certain, env, likely, lines, object, REDIS, service, workload } from './suggested';

const TO_REDIS = 'shop/web[Deployment] => data/redis[StatefulSet] : TCP 6379';

describe('is no evidence', () => {
  /** A Service whose name is a word. */
  const WORD = (name: string) => `${workload(name, { ports: [{ containerPort: 3000 }] })}\n---\n${service(name, ['3000'])}`;

  test.each([
    ['DB_USER', 'postgres', 'postgres'], ['DB_NAME', 'orders', 'orders'], ['DATABASE', 'orders', 'orders'], ['DB_TYPE', 'postgres', 'postgres'], ['IMAGE', 'redis', 'redis'],
    ['IMAGE', 'redis:3000', 'redis'], ['APP_LABELS', 'app=web', 'web'], ['NAMESPACE', 'orders', 'orders'], ['OTEL_SERVICE_NAME', 'cart', 'cart'], ['PASSWORD', 'cart:3000', 'cart'],
    ['PGUSER', 'postgres', 'postgres'], ['TOPIC', 'orders', 'orders'], ['TOPIC', 'orders.shop', 'orders'], ['QUEUE', 'orders', 'orders'], ['NODE_ENV', 'production', 'production'],
    ['GREETING', 'welcome to the cart of the shop', 'cart'], ['LOG_LEVEL', 'debug', 'debug'], ['X', 'http://{{ .Values.host }}:3000', 'cart'], ['X', '<host>:3000', 'cart'],
    ['X', 'http://${CART_HOST}:3000', 'cart'], ['X', 'cartoon:3000', 'cart'], ['X', 'cart:99999', 'cart'], ['X', 'cart:0', 'cart'], ['EMAIL', 'someone@cart', 'cart'], ['X', 'a.cart:3000', 'cart'],
  ])('%s=%s', (name, value, word) => {
    expect(lines(workload('web-front', env(name, value)), WORD(word)).filter((line) => line.includes(`shop/${word}[`))).toEqual([]);
  });

  test.each(['0.0.0.0:8080', ':8080', '[::]:8080', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'http://localhost:3000/x', '*:8080', 'tcp://0.0.0.0:8080', '::'])(
    'what a container listens on: %s', (value) => {
      expect(lines(workload('web', env('LISTEN_ADDR', value)), API)).toEqual([]);
    });

  test('a port that the Service does not have', () => {
    expect(lines(workload('web', env('API_ADDR', 'api:3000')), API)).toEqual([]);
    expect(lines(workload('web', env('API_URL', 'https://api')), API)).toEqual([]);
  });

  test('a name of a pod that looks up names at its node', () => {
    const pod = { hostNetwork: true };
    expect(lines(workload('web', { ...env('API', 'api:80'), pod }), API)).toEqual([]);
    expect(lines(workload('web', { ...env('API', 'api:80'), pod: { dnsPolicy: 'Default' } }), API)).toEqual([]);
    expect(certain(workload('web', { ...env('API', 'api:80'), pod: { ...pod, dnsPolicy: 'ClusterFirstWithHostNet' } }), API)).toHaveLength(1);
  });

  test('a name that the pod has an address for itself', () => {
    const pod = { hostAliases: [{ ip: '127.0.0.1', hostnames: ['api'] }] };
    expect(lines(workload('web', { ...env('API', 'api:80'), pod }), API)).toEqual([]);
  });

  test('the own name of a workload, under which others know it', () => {
    expect(lines(workload('api', { ...env('MY_URL', 'http://api'), ports: [{ containerPort: 3000, name: 'http' }] }), service('api', ['80:http']))).toEqual([]);
  });

  test('a bare name that only a Service of another namespace has', () => {
    expect(lines(workload('web', env('REDIS_ADDR', 'redis:6379')), REDIS)).toEqual([]);
  });

  test('a comment in a file', () => {
    const options = { container: { volumeMounts: [{ name: 'v', mountPath: '/etc' }] }, pod: { volumes: [{ name: 'v', configMap: { name: 'c' } }] } };
    const config = object('v1', 'ConfigMap', 'c', { data: { file: '# api:80\n// http://api\n; api:80\nx: y # http://api\n' } });
    expect(lines(workload('web', options), API, config)).toEqual([]);
  });
});

describe('the same name in two namespaces', () => {
  const OTHER = `${workload('redis', { ports: [{ containerPort: 7000 }] })}\n---\n${service('redis', ['6379:7000'])}`;

  test('is the one of the own', () => {
    expect(certain(workload('web', env('X', 'redis:6379')), REDIS, OTHER)).toEqual(['shop/web[Deployment] => shop/redis[Deployment] : TCP 7000']);
  });

  test('is the other where that is named', () => {
    expect(certain(workload('web', env('X', 'redis.data:6379')), REDIS, OTHER)).toEqual([TO_REDIS]);
  });
});

describe('is likely', () => {
  test('a bare name where nothing tells what it is for', () => {
    expect(certain(workload('web', env('CACHE', 'api')), API)).toEqual([]);
    expect(likely(workload('web', env('CACHE', 'api')), API)).toEqual(['shop/web[Deployment] => shop/api[Deployment] : TCP 3000']);
  });

  test.each([
    ['URL', 'https://api.stripe.com/v1', 'api.stripe.com[External] : TCP 443'],
    ['SMTP_HOST', 'smtp.example.com', 'smtp.example.com[External] : All Connections'],
    ['X', 'db.example.com:5432', 'db.example.com[External] : TCP 5432'],
    ['X', 'http://10.1.2.3:8080', '10.1.2.3-10.1.2.3[External] : TCP 8080'],
    ['X', 'http://[2001:db8::1]:8080', '2001:db8::1-2001:db8::1[External] : TCP 8080'],
    ['X', 'udp://metrics.example.com:8125', 'metrics.example.com[External] : UDP 8125'],
    ['X', 'redis://cache.other.svc:6379', 'other/cache[Service] : TCP 6379'],
  ])('what is not in the manifests: %s=%s', (name, value, end) => {
    expect(certain(workload('web', env(name, value)))).toEqual([]);
    expect(likely(workload('web', env(name, value)))).toEqual([`shop/web[Deployment] => ${end}`]);
  });

  test('a Service whose pods the manifests do not show', () => {
    expect(likely(workload('web', env('X', 'db:5432')), service('db', ['5432']))).toEqual(['shop/web[Deployment] => shop/db[Service] : TCP 5432']);
  });

  test('a name that stands for a host outside', () => {
    const external = service('db', [], { type: 'ExternalName', externalName: 'db.example.com', selector: undefined });
    expect(likely(workload('web', env('X', 'db:5432')), external)).toEqual(['shop/web[Deployment] => db.example.com[External] : TCP 5432']);
  });

  test('but not a name that stands for a Service of the manifests', () => {
    const external = service('cache', [], { type: 'ExternalName', externalName: 'redis.data.svc.cluster.local', selector: undefined });
    expect(certain(workload('web', env('X', 'cache:6379')), external, REDIS)).toEqual([TO_REDIS]);
  });
});

describe('ports', () => {
  test('are those of the protocol of the Service', () => {
    const statsd = `${workload('statsd', { ports: [{ containerPort: 9125, protocol: 'UDP' }] })}\n---\n${service('statsd', ['8125:9125/UDP'])}`;
    expect(certain(workload('web', env('STATSD_ADDR', 'statsd')), statsd)).toEqual(['shop/web[Deployment] => shop/statsd[Deployment] : UDP 9125']);
  });

  test('are those of each workload behind the Service', () => {
    const two = ['blue', 'green'].map((name, index) => workload(name, { ports: [{ containerPort: 3000 + index, name: 'http' }], pod: {} }).replace(`"labels":{"app":"${name}"}`, `"labels":{"app":"${name}","to":"both"}`));
    const both = service('both', ['80:http'], { selector: { to: 'both' } });
    expect(certain(workload('web', env('X', 'http://both')), ...two, both)).toEqual([
      'shop/web[Deployment] => shop/blue[Deployment] : TCP 3000', 'shop/web[Deployment] => shop/green[Deployment] : TCP 3001',
    ]);
  });
});
