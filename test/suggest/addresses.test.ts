import { API, certain, env, likely, lines, object, REDIS, service, workload } from './suggested';

const TO_REDIS = 'shop/web[Deployment] => data/redis[StatefulSet] : TCP 6379';
const TO_API = 'shop/web[Deployment] => shop/api[Deployment] : TCP 3000';

describe('an address of a Service in a variable is certain', () => {
  test.each([
    ['REDIS', 'redis.data:6379', TO_REDIS],
    ['REDIS', 'redis.data.svc:6379', TO_REDIS],
    ['REDIS', 'redis.data.svc.cluster.local:6379', TO_REDIS],
    ['REDIS', 'REDIS.data.svc.cluster.local.:6379', TO_REDIS],
    ['REDIS', 'redis.data.svc.example.org:6379', TO_REDIS],
    ['REDIS_URL', 'redis://:secret@redis.data/0', TO_REDIS],
    ['REDIS_URL', 'rediss://user:p%40ss@redis.data:6379/0?x=1', TO_REDIS],
    ['REDIS', 'redis.data', TO_REDIS],
    ['API', 'http://api', TO_API],
    ['API', 'http://api/v1/items?x=1#y', TO_API],
    ['API', 'https://user@api:80', TO_API],
    ['API', 'grpc://api', TO_API],
    ['API', 'dns:///api:80', undefined],
    ['API_ADDR', 'api', TO_API],
    ['API_HOST', 'api', TO_API],
    ['apiUrl', 'api', TO_API],
    ['APIHOST', 'api', TO_API],
    ['API_SVC', 'api', TO_API],
    ['API', 'api:80', TO_API],
    ['API', 'api:80/v1', TO_API],
    ['API', 'api:80, redis.data:6379', TO_API],
    ['API', 'redis.data:6379 api:80', TO_API],
    ['API', '["api:80"]', TO_API],
    ['API', 'http://a.example.com,http://api', TO_API],
    ['DSN', 'user:pass@tcp(api:80)/name?x=y', TO_API],
    ['DSN', 'jdbc:postgresql://api:80/db?user=a&password=b', TO_API],
    ['DSN', 'jdbc:sqlserver://api:80;databaseName=x;password=y', TO_API],
    ['DSN', 'jdbc:mysql:loadbalance://other:1,api:80/db', TO_API],
    ['DSN', 'jdbc:oracle:thin:@//api:80/x', TO_API],
    ['DSN', 'jdbc:oracle:thin:@api:80:x', TO_API],
    ['DSN', 'Host=api;Port=80;Username=x;Password=y', TO_API],
    ['DSN', 'host=api port=80 user=x', TO_API],
    ['DSN', 'postgres://admin:pa/ss@api:80/x', TO_API],
    ['DSN', 'mongodb://u:p@redis.data:6379,api:80/db', TO_API],
  ])('%s=%s', (name, value, line) => {
    const found = certain(workload('web', env(name, value)), API, REDIS);
    if (line === undefined) expect(found).toEqual([TO_API]);
    else expect(found).toContain(line);
    expect(found.filter((one) => one !== TO_API && one !== TO_REDIS)).toEqual([]);
  });

  test('and tells of DNS, which every name needs', () => {
    expect(lines(workload('web', env('API', 'api:80')), API)).toContain('shop/web[Deployment] => {cluster-dns} : TCP 53,UDP 53');
  });
});

describe('what a container reads', () => {
  const config = (data: object) => object('v1', 'ConfigMap', 'settings', { data });
  const secret = (fields: object) => object('v1', 'Secret', 'db', fields);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const volume = (more: object = {}) => ({ pod: { volumes: [{ name: 'v', configMap: { name: 'settings', ...more } }] } });
  const mounted = (mount: object = {}) => ({ container: { volumeMounts: [{ name: 'v', mountPath: '/etc', ...mount }] } });

  test.each([
    ['a key of a ConfigMap', { container: { env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'settings', key: 'API_ADDR' } } }] } }],
    ['all keys of a ConfigMap', { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }],
    ['all keys with a prefix', { container: { envFrom: [{ prefix: 'P_', configMapRef: { name: 'settings' } }] } }],
    ['a mounted file', { ...mounted(), ...volume() }],
    ['a file that is chosen', { ...mounted(), ...volume({ items: [{ key: 'API_ADDR', path: 'x' }] }) }],
    ['a file by its path', { ...mounted({ subPath: 'API_ADDR' }), ...volume() }],
    ['a projected file', { ...mounted(), pod: { volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'settings' } }] } }] } }],
  ])('counts: %s', (_, options) => {
    expect(certain(workload('web', options), API, config({ API_ADDR: 'api:80' }))).toEqual([TO_API]);
  });

  test.each([
    ['data', { data: { X: base64('http://u:p@api/') } }],
    ['stringData', { stringData: { X: 'http://u:p@api/' } }],
    ['stringData before data', { data: { X: base64('nothing') }, stringData: { X: 'http://api' } }],
  ])('counts: a Secret with %s', (_, fields) => {
    expect(certain(workload('web', { container: { envFrom: [{ secretRef: { name: 'db' } }] } }), API, secret(fields))).toEqual([TO_API]);
  });

  test.each([
    ['a ConfigMap that nobody reads', {}],
    ['a volume that is not mounted', volume()],
    ['another file of a volume', { ...mounted(), ...volume({ items: [{ key: 'other', path: 'x' }] }) }],
    ['another path of a volume', { ...mounted({ subPath: 'other' }), ...volume() }],
    ['another key', { container: { env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'settings', key: 'other' } } }] } }],
    ['a ConfigMap of another name', { container: { envFrom: [{ configMapRef: { name: 'other' } }] } }],
  ])('does not count: %s', (_, options) => {
    expect(lines(workload('web', options), API, config({ API_ADDR: 'api:80' }))).toEqual([]);
  });

  test('does not count: a ConfigMap of another namespace', () => {
    expect(lines(workload('web', { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }), API, object('v1', 'ConfigMap', 'settings', { data: { A: 'api:80' } }, 'data'))).toEqual([]);
  });

  test.each([
    ['JSON', '{"api": {"host": "api", "port": 80}, "other": [1]}'],
    ['YAML', 'api:\n  host: api\n  port: 80\nredis:\n  port: 6379\n'],
    ['YAML in a line', 'api: { host: api, port: 80 }'],
    ['a list of YAML', 'upstreams:\n  - api:80\n'],
    ['properties', '# http://redis.data\napi.host=api\napi.port=80\n'],
    ['INI', '[api]\nhost = api\nport = 80\n\n[redis]\nport = 6379\n'],
    ['XML', '<config><host>api:80</host></config>'],
    ['nginx', 'location / {\n  proxy_pass http://api;\n}\n'],
    ['an upstream of nginx', 'upstream x {\n  server api:80;\n}\n'],
    ['TOML', 'url = "http://api"\n'],
    ['a script', '#!/bin/sh\nuntil nc -z api 80; do sleep 1; done\n'],
  ])('counts: a file of %s', (_, text) => {
    expect(certain(workload('web', { ...mounted(), ...volume() }), API, REDIS, config({ file: text }))).toEqual([TO_API]);
  });

  test.each([
    ['--api=api:80'], ['--api-addr', 'api'], ['--api-svc=api'], ['-h', 'api', '-p', '80'], ['--host', 'api', '--port', '80'], ['--host=api', '--port=80'], ['http://api'], ['serve', 'api:80'],
    ['sh', '-c', 'until nc -z api 80; do sleep 2; done'], ['sh', '-c', 'exec app --url "http://api/v1"'], ['wait-for', 'api', '80'],
  ])('counts: arguments %s %s %s %s', (...args) => {
    const given = args.filter((one): one is string => one !== undefined);
    expect(certain(workload('web', { container: { args: given } }), API)).toEqual([TO_API]);
    expect(certain(workload('web', { container: { command: given } }), API)).toEqual([TO_API]);
  });

  test('counts: a container that runs before the others', () => {
    const initContainers = [{ name: 'wait', image: 'busybox', command: ['nc', '-z', 'api', '80'] }];
    expect(certain(workload('web', { pod: { initContainers } }), API)).toEqual([TO_API]);
  });
});

describe('variables are expanded as Kubernetes does', () => {
  const variables = (...list: readonly (readonly [string, string])[]) => workload('web', { container: { env: list.map(([name, value]) => ({ name, value })) } });

  test.each([
    ['of variables before', [['A', 'api'], ['B', '80'], ['X', 'http://$(A):$(B)/']]],
    ['that a program replaces', [['A', 'api'], ['B', '80'], ['X', 'http://${A}:${B}/']]],
    ['of Services', [['X', 'http://$(API_SERVICE_HOST):$(API_SERVICE_PORT)']]],
    ['of Services, whole', [['X', '$(API_PORT)']]],
    ['of a port of a Service', [['X', '$(API_PORT_80_TCP)']]],
  ] as const)('%s', (_, list) => {
    expect(certain(variables(...list as unknown as [string, string][]), API)).toEqual([TO_API]);
  });

  test.each([
    ['of variables behind', [['X', 'http://$(A):80/'], ['A', 'api']]],
    ['that are escaped', [['A', 'api'], ['X', 'http://$$(A):80/']]],
    ['that nobody sets', [['X', 'http://$(A):80/']]],
  ] as const)('but not %s', (_, list) => {
    const found = certain(variables(...list as unknown as [string, string][]), API);
    expect(found).toEqual([]);
  });

  test('in arguments, of Services too, unless these are turned off', () => {
    const args = { container: { args: ['--to=$(API_SERVICE_HOST):$(API_SERVICE_PORT)'] } };
    expect(certain(workload('web', args), API)).toEqual([TO_API]);
    expect(certain(workload('web', { ...args, pod: { enableServiceLinks: false } }), API)).toEqual([]);
  });

  test('by the last of one name', () => {
    const data = { data: { A: 'redis.data:6379' } };
    const container = { envFrom: [{ configMapRef: { name: 'settings' } }], env: [{ name: 'A', value: 'api:80' }] };
    expect(certain(workload('web', { container }), API, REDIS, object('v1', 'ConfigMap', 'settings', data))).toEqual([TO_API]);
  });

  test('with the namespace of the pod', () => {
    const container = { env: [{ name: 'NS', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }, { name: 'X', value: 'http://api.$(NS).svc' }] };
    expect(certain(workload('web', { container }), API)).toEqual([TO_API]);
  });
});

describe('a host and its port in two values', () => {
  const MANY = `${workload('db', { ports: [{ containerPort: 5432 }, { containerPort: 9187 }] })}\n---\n${service('db', ['sql=5432', 'metrics=9187'])}`;
  const TO_DB = 'shop/web[Deployment] => shop/db[Deployment] : TCP 5432';
  const both = (...list: readonly (readonly [string, string])[]) => workload('web', { container: { env: list.map(([name, value]) => ({ name, value })) } });

  test.each([
    ['DB_HOST', 'DB_PORT'], ['PGHOST', 'PGPORT'], ['DB_HOSTNAME', 'DB_PORT'], ['DATABASE_HOST_NAME', 'DATABASE_PORT'], ['DB_ADDR', 'DB_PORT'], ['spring.db.host', 'spring.db.port'],
    ['HOST', 'PORT'], ['DB_SERVER', 'DB_PORT_NUMBER'],
  ])('%s and %s', (host, port) => {
    expect(certain(both([host, 'db'], [port, '5432']), MANY)).toEqual([TO_DB]);
  });

  test('is likely where the port is not told', () => {
    expect(certain(both(['DB_HOST', 'db']), MANY)).toEqual([]);
    expect(likely(both(['DB_HOST', 'db']), MANY)).toEqual(['shop/web[Deployment] => shop/db[Deployment] : TCP 5432,9187']);
  });

  test('does not take the port of another, nor the port on which the container listens', () => {
    expect(certain(both(['DB_HOST', 'db'], ['METRICS_PORT', '9187']), MANY)).toEqual([]);
    expect(certain(both(['HOST', 'api'], ['PORT', '8080']), API)).toEqual([TO_API]);
  });

  test('takes the port of the scheme where none is written', () => {
    expect(certain(both(['DB', 'postgres://u:p@db/x']), MANY)).toEqual([TO_DB]);
  });
});

describe('pods of a headless Service', () => {
  const CLUSTER = `${workload('redis', { kind: 'StatefulSet', namespace: 'data', ports: [{ containerPort: 6379 }, { containerPort: 16379 }] })}
---
${service('redis', ['6379'], { clusterIP: 'None' }, { namespace: 'data' })}`;

  test.each(['redis-0.redis.data:6379', 'redis-2.redis.data.svc.cluster.local:6379', 'redis-0.redis.data.svc:6379'])('%s', (value) => {
    expect(certain(workload('web', env('X', value)), CLUSTER)).toEqual([TO_REDIS]);
  });

  test('are reached on ports that the Service does not have', () => {
    expect(certain(workload('web', env('X', 'redis-0.redis.data:16379')), CLUSTER)).toEqual(['shop/web[Deployment] => data/redis[StatefulSet] : TCP 16379']);
  });

  test('find each other', () => {
    const self = workload('redis', { kind: 'StatefulSet', namespace: 'data', ports: [{ containerPort: 6379 }], ...env('PEERS', 'redis-0.redis:6379,redis-1.redis:6379') });
    expect(certain(self, service('redis', ['6379'], { clusterIP: 'None' }, { namespace: 'data' }))).toEqual(['data/redis[StatefulSet] => data/redis[StatefulSet] : TCP 6379']);
  });

  test('have the names of their StatefulSet only', () => {
    expect(lines(workload('web', env('X', 'other-0.redis.data.svc.cluster.local:6379')), CLUSTER).filter((line) => line.includes('data/redis[StatefulSet]'))).toEqual([]);
  });
});
