import * as fc from 'fast-check';
import { labelMap, maybe, memberOf, metadata, port, programs, word } from './program';
import { HttpIngressPathType, Protocol, ServiceType } from '../../../src';

const path = fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => `/${parts.join('/')}`);
const host = fc.oneof(word, word.map((one) => `*.${one}.example.com`), word.map((one) => `${one}.example.com`));
const rule = fc.record({ host: maybe(host), path, pathType: maybe(memberOf(HttpIngressPathType)), toBucket: fc.boolean() });

export const ingresses = programs(
  fc.record({
    metadata: maybe(metadata),
    className: maybe(word),
    rules: fc.uniqueArray(rule, { maxLength: 4, selector: (one) => `${one.host ?? ''}${one.path}` }),
    byDefault: fc.boolean(),
    hostDefault: maybe(word.map((one) => `default.${one}.org`)),
    hostRule: maybe(path.map((one) => `/h${one}`)),
    rest: path.map((one) => `/rest${one}`),
    tls: maybe(fc.record({ hosts: maybe(fc.uniqueArray(host, { minLength: 1, maxLength: 2 })), secret: maybe(word) })),
    ports: fc.constantFrom(1, 2),
  }),
  (chart, kplus, { rules, byDefault, hostDefault, hostRule, rest, tls, ports, ...props }) => {
    const listening = [{ number: 8080, name: 'http' }, { number: 9090, name: 'metrics' }].slice(0, ports);
    const web = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports: listening }] });
    const service = web.exposeViaService();
    const backend = kplus.IngressBackend.fromService(service, ports > 1 ? { port: 9090 } : undefined);
    const bucket = kplus.IngressBackend.fromResource(web);
    const ingress = new kplus.Ingress(chart, 'Ingress', {
      ...props,
      defaultBackend: byDefault ? backend : undefined,
      rules: rules.map(({ toBucket, ...one }) => ({ ...one, backend: toBucket ? bucket : backend })),
      tls: tls && [{ hosts: tls.hosts, secret: tls.secret ? kplus.Secret.fromSecretName(chart, 'Secret', tls.secret) : undefined }],
    });
    if (!byDefault) ingress.addDefaultBackend(backend);
    if (hostDefault) ingress.addHostDefaultBackend(hostDefault, backend);
    if (hostDefault && hostRule) ingress.addHostRule(hostDefault, hostRule, backend, kplus.HttpIngressPathType.EXACT);
    ingress.addRule(rest, backend);
    ingress.addRules({ path: `${rest}/more`, backend });
    ingress.addTls([]);
  },
);

export const exposed = programs(
  fc.record({ path, pathType: maybe(memberOf(HttpIngressPathType)), name: maybe(word), shared: fc.boolean(), via: fc.constantFrom('Deployment', 'Service'), serviceType: maybe(fc.constantFrom(ServiceType.CLUSTER_IP, ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER)) }),
  (chart, kplus, { path: at, shared, via, pathType, ...options }) => {
    const web = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx', portNumber: 8080 }] });
    const ingress = shared ? new kplus.Ingress(chart, 'Shared') : undefined;
    if (via === 'Deployment') web.exposeViaIngress(at, { ...options, pathType, ingress });
    else web.exposeViaService({ ...options, ports: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress(at, { pathType, ingress });
  },
);

export const services = programs(
  fc.record({
    metadata: maybe(metadata),
    type: maybe(fc.constantFrom(ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER)),
    clusterIP: maybe(fc.constantFrom('10.0.0.9')),
    externalIPs: maybe(fc.constant<string[]>(['192.0.2.1'])),
    publishNotReadyAddresses: maybe(fc.boolean()),
    ports: fc.uniqueArray(
      fc.record({ port, targetPort: maybe(port), nodePort: maybe(fc.integer({ min: 30000, max: 32767 })), protocol: maybe(memberOf(Protocol)) }),
      { minLength: 1, maxLength: 3, selector: (one) => one.port },
    ),
    labels: labelMap,
    label: maybe(word),
    ranges: fc.boolean(),
    externalName: maybe(word.map((one) => `${one}.example.com`)),
  }),
  (chart, kplus, { ports, labels, label, ranges, externalName, ...props }) => {
    const named = ports.map((one, index) => ({ ...one, name: `p${index}`, nodePort: props.type ? one.nodePort : undefined }));
    const [first, ...others] = named;
    const service = new kplus.Service(chart, 'Service', {
      ...props,
      loadBalancerSourceRanges: ranges && props.type === ServiceType.LOAD_BALANCER ? ['10.0.0.0/8'] : undefined,
      ports: [first],
      selector: kplus.Pods.select(chart, 'Pods', { labels }),
    });
    others.forEach(({ port: number, ...options }) => service.bind(number, options));
    if (label) service.selectLabel('label', label);
    if (externalName) new kplus.Service(chart, 'External', { externalName });
  },
);
