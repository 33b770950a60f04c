import { Analysis, analyze } from '../../src/analysis/engine/analysis';
import { ListingOptions, listingOf } from '../../src/reporting/list/listing';
import { listReporters } from '../../src/reporting/list/reporters';

/** A name with everything that some format gives a meaning to. */
export const ODD = 'odd"<b>|`#&\'\\,';

export function workload(namespace: string, name: string, labels: { readonly [key: string]: string } = { app: name }): object {
  const spec = { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 80 }] }] };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name }, spec: { template: { metadata: { labels }, spec } } };
}

export function policy(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

/** Lets the pods with a label be reached, and reach, only as the rules say. */
export function closed(namespace: string, app: string, rules: { readonly ingress?: readonly object[]; readonly egress?: readonly object[] }): object {
  return policy(namespace, app, { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress', 'Egress'], ...rules });
}

export const fromPods = (app: string) => ({ podSelector: { matchLabels: { app } } });

/** An address reaches web, web reaches db, and any pod of namespaces for backups could. */
export const SHOP: readonly object[] = [
  workload('shop', 'web'),
  workload('data', 'db'),
  closed('shop', 'web', {
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] }],
    egress: [{ to: [{ namespaceSelector: {}, ...fromPods('db') }], ports: [{ port: 5432 }] }],
  }),
  closed('data', 'db', {
    ingress: [
      { from: [{ namespaceSelector: {}, ...fromPods('web') }], ports: [{ port: 5432 }] },
      { from: [{ namespaceSelector: { matchLabels: { purpose: 'backup' } } }], ports: [{ port: 22 }] },
    ],
  }),
];

/** A workload with an odd name that reaches, and is reached by, one other. */
export const ODD_PAIR: readonly object[] = [
  workload('shop', ODD, { app: 'odd' }),
  workload('shop', 'web'),
  ...['odd', 'web'].map((app) => closed('shop', app, { ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] })),
];

export function analysisOf(manifests: readonly object[]): Analysis {
  return analyze(manifests.map((manifest, index) => ({ manifest, source: { file: 'shop.yaml', document: index + 1, line: 10 * index + 1 } })));
}

export function listed(format: string, manifests: readonly object[], options: Partial<ListingOptions> = {}): string {
  return listReporters.text(format, listingOf(analysisOf(manifests), { by: 'workload', exposure: false, ...options }));
}
