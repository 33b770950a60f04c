import { API, env, object, REDIS, service, workload } from './suggested';

const ENTRY = object('networking.k8s.io/v1', 'Ingress', 'web', {
  spec: { ingressClassName: 'nginx', rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
});
const WEB = { ports: [{ containerPort: 8080 }] };
const withLabels = (text: string, labels: object) => text.replaceAll(/"(?:matchLabels|labels)":\{"app":"[^"]*"\}/g, (found) => found.replace(/\{.*\}/, JSON.stringify(labels)));

/** Apps without policies, each with something of its own. */
export const APPS: { readonly [name: string]: readonly string[] } = {
  'a web, an API and a cache': [workload('web', { ...WEB, ...env('API_URL', 'http://api') }), API, REDIS, workload('worker', env('REDIS_URL', 'redis://redis.data'))],
  'an entrance': [workload('web', { ...WEB, ...env('API_URL', 'http://api') }), service('web', ['80:8080']), ENTRY, API],
  'a public Service': [workload('web', { ...WEB, ...env('X', 'api:80') }), service('web', ['443:8080'], { type: 'LoadBalancer' }), API],
  'a public Service and an Ingress of a class that is not known': [workload('web', WEB), service('web', ['80:8080'], { type: 'NodePort' }), ENTRY.replace('nginx', 'own')],
  'ranges of a load balancer': [workload('web', WEB), service('web', ['80:8080'], { type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerSourceRanges: ['203.0.113.0/24', '198.51.100.0/25'] })],
  'pods that find each other': [
    workload('etcd', { kind: 'StatefulSet', ports: [{ containerPort: 2379 }, { containerPort: 2380 }], ...env('PEERS', 'http://etcd-0.etcd:2380,http://etcd-1.etcd:2380') }),
    service('etcd', ['2379'], { clusterIP: 'None' }), workload('api', env('ETCD', 'etcd-0.etcd:2379')),
  ],
  'ports of several protocols': [
    workload('statsd', { ports: [{ containerPort: 8125, protocol: 'UDP' }, { containerPort: 8126 }] }), service('statsd', ['udp=8125/UDP', 'tcp=8126']),
    workload('a', env('STATSD', 'statsd:8125')), workload('b', { container: { env: [{ name: 'X', value: 'statsd:8125' }, { name: 'Y', value: 'statsd:8126' }] } }),
  ],
  'configuration in files': [
    workload('web', { ...WEB, container: { volumeMounts: [{ name: 'v', mountPath: '/etc/app' }], envFrom: [{ configMapRef: { name: 'settings' } }] }, pod: { volumes: [{ name: 'v', configMap: { name: 'files' } }] } }),
    object('v1', 'ConfigMap', 'settings', { data: { API_HOST: 'api', API_PORT: '80' } }), object('v1', 'ConfigMap', 'files', { data: { 'app.yaml': 'cache:\n  host: redis.data\n  port: 6379\n' } }), API, REDIS,
  ],
  'hosts outside': [workload('web', { ...WEB, ...env('STRIPE_URL', 'https://api.stripe.com') }), API],
  'the DNS servers and a controller among the manifests': [
    withLabels(workload('coredns', { namespace: 'kube-system', ports: [{ containerPort: 53, protocol: 'UDP' }] }), { 'k8s-app': 'kube-dns' }),
    withLabels(workload('controller', { namespace: 'ingress-nginx' }), { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }),
    workload('web', { ...WEB, ...env('X', 'http://api') }), service('web', ['80:8080']), ENTRY, API,
  ],
  'one name for two kinds and for two namespaces': [
    workload('redis', { kind: 'StatefulSet', ports: [{ containerPort: 6379 }] }).replaceAll('"app":"redis"', '"app":"redis","of":"store"'), service('redis', ['6379'], { selector: { app: 'redis', of: 'store' } }),
    workload('redis', { ...env('X', 'redis:6379') }).replaceAll('"app":"redis"', '"app":"redis","of":"exporter"'), REDIS,
    workload('web', { container: { env: [{ name: 'A', value: 'redis:6379' }, { name: 'B', value: 'redis.data:6379' }] } }),
  ],
  'nobody who needs anybody': [workload('one'), workload('two', { namespace: 'data' })],
};
