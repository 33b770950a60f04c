import * as fc from 'fast-check';
import {
  AppDescription, DeclarationDescription, EndDescription, Expression, ForeignDescription, NamespaceChoice, NamespaceDescription, PolicyDescription,
  PolicyPatch, Port, SelectionDescription, ServiceDescription, WorkloadDescription, WorkloadPatch,
} from './description';
import { mostly, onceIn } from '../../../analysis/generated/sometimes';

const NAMESPACES = ['shop', 'data', 'ops'];
const LABELS = ['web', 'db', 'queue'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
const BLOCKS = [
  { cidr: '10.0.0.0/8', except: ['10.9.0.0/16'] }, { cidr: '10.0.0.0/8', except: [] }, { cidr: '0.0.0.0/0', except: [] },
  { cidr: '192.0.2.7/32', except: [] }, { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }, { cidr: '::/0', except: [] },
];

const index = fc.nat({ max: 5 });
const label = fc.constantFrom(...LABELS);
const namespace = fc.constantFrom(...NAMESPACES);

const containerPort: fc.Arbitrary<Port> = fc.constantFrom<Port[]>(
  { protocol: 'TCP', port: 80, name: 'http' }, { protocol: 'TCP', port: 443, name: 'https' }, { protocol: 'UDP', port: 53, name: 'dns' },
  { protocol: 'TCP', port: 8080, name: 'http' }, { protocol: 'SCTP', port: 90, name: 'sctp' }, { protocol: 'TCP', port: 6379 },
);
const containerPorts = fc.uniqueArray(containerPort, { maxLength: 3, selector: ({ name }) => name });

const listedPort: fc.Arbitrary<Port> = fc.oneof(
  { weight: 4, arbitrary: containerPort.map(({ protocol, port }) => ({ protocol, port })) },
  { weight: 2, arbitrary: fc.constantFrom<Port[]>({ protocol: 'TCP', name: 'http' }, { protocol: 'UDP', name: 'dns' }, { protocol: 'TCP', name: 'https' }) },
  { weight: 1, arbitrary: fc.constantFrom<Port[]>({ protocol: 'UDP', name: 'http' }, { protocol: 'TCP', name: 'absent' }) },
  { weight: 1, arbitrary: fc.constantFrom(...PROTOCOLS).map((protocol) => ({ protocol })) },
  { weight: 2, arbitrary: fc.constantFrom<Port[]>({ protocol: 'TCP', port: 80, endPort: 90 }, { protocol: 'TCP', port: 85, endPort: 443 }, { protocol: 'UDP', port: 1, endPort: 65535 }) },
);
const listedPorts = fc.array(listedPort, { minLength: 1, maxLength: 3 });

const workload: fc.Arbitrary<WorkloadDescription> = fc.record<WorkloadDescription>({
  kind: fc.constantFrom('Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'),
  chart: index,
  namespace: onceIn(8, namespace),
  label,
  ports: containerPorts,
  sidecarPorts: fc.constantFrom<Port[][]>([], [], [{ protocol: 'TCP', port: 91, name: 'proxy' }]),
  hostNetwork: onceIn(12, fc.constant(true)).map(Boolean),
  isolate: onceIn(8, fc.constant(true)).map(Boolean),
  adopted: onceIn(4, fc.record({
    ports: onceIn(4, fc.uniqueArray(fc.constantFrom<Port[]>({ protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 9999 }), { minLength: 1 })),
    addressLabel: fc.boolean(),
  })),
});

const podExpression = fc.constantFrom<Expression[]>(
  { key: 'app', operator: 'NotIn', values: ['db'] }, { key: 'app', operator: 'In', values: ['web', 'queue'] }, { key: 'app', operator: 'Exists' }, { key: 'tier', operator: 'DoesNotExist' },
);
const namespaceExpression = fc.constantFrom<Expression[]>(
  { key: 'team', operator: 'In', values: ['a', 'b'] }, { key: 'team', operator: 'NotIn', values: ['a'] }, { key: 'env', operator: 'Exists' }, { key: 'env', operator: 'DoesNotExist' },
);
const team = fc.constantFrom('a', 'b').map((name) => ({ team: name }));
const names = fc.uniqueArray(fc.constantFrom(...NAMESPACES, 'ghost'), { minLength: 1, maxLength: 3 });

const namespaceChoice: fc.Arbitrary<NamespaceChoice> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ names }) },
  { weight: 3, arbitrary: fc.record({ labels: team }) },
  { weight: 1, arbitrary: fc.record({ names, labels: team }) },
  { weight: 1, arbitrary: fc.record({ expression: namespaceExpression }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const selection: fc.Arbitrary<SelectionDescription> = fc.record<SelectionDescription>({
  chart: index,
  of: fc.constantFrom('pods', 'pods', 'all', 'namespaces'),
  label,
  expression: onceIn(4, podExpression),
  namespaces: mostly(4, namespaceChoice),
});

const service: fc.Arbitrary<ServiceDescription> = fc.record<ServiceDescription>({
  workload: index,
  byLabel: fc.boolean(),
  ports: fc.uniqueArray(fc.record({
    port: fc.constantFrom(80, 443, 53, 1000),
    target: fc.constantFrom<(number | string | undefined)[]>(undefined, 80, 8080, 'http', 'https', 'absent'),
    protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
  }), { minLength: 1, maxLength: 2, selector: ({ port }) => port }),
});

const workloadEnd = index.map((number): EndDescription => ({ workload: number }));
const singlePeer: fc.Arbitrary<EndDescription> = fc.oneof(
  { weight: 6, arbitrary: workloadEnd },
  { weight: 4, arbitrary: index.map((number) => ({ selection: number })) },
  { weight: 2, arbitrary: index.map((number) => ({ service: number })) },
  { weight: 2, arbitrary: fc.constantFrom<EndDescription[]>(...BLOCKS) },
  { weight: 1, arbitrary: fc.constantFrom<EndDescription[]>({ wellKnown: 'dns' }, { wellKnown: 'dns' }, { wellKnown: 'internet' }) },
);

const peer: fc.Arbitrary<EndDescription> = fc.oneof(
  { weight: 15, arbitrary: singlePeer },
  {
    weight: 1,
    arbitrary: fc.record({ peers: fc.array(singlePeer, { minLength: 1, maxLength: 2 }), ports: fc.option(listedPorts, { nil: undefined }) }),
  },
);

const declaration: fc.Arbitrary<DeclarationDescription> = fc.record<DeclarationDescription>({
  caller: fc.oneof(
    { weight: 4, arbitrary: index.map((number) => ({ workload: number })) },
    { weight: 1, arbitrary: index.map((number) => ({ selection: number })) },
  ),
  call: fc.constantFrom('allowTo', 'allowTo', 'allowTo', 'allowFrom', 'allowFrom', 'allowFrom', 'isolate'),
  peer,
  ports: onceIn(2, listedPorts),
  isolation: onceIn(3, fc.constantFrom('POD', 'PEER')),
}).map((given) => ('cidr' in given.peer || 'wellKnown' in given.peer || 'peers' in given.peer ? { ...given, isolation: undefined } : given));

const podLabels = fc.oneof(
  label.map((app) => ({ matchLabels: { app } })), fc.constant({}), podExpression.map((one) => ({ matchExpressions: [one] })),
);
const namespaceLabels = fc.oneof(
  fc.constant({}), team.map((matchLabels) => ({ matchLabels })), namespace.map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  namespaceExpression.map((one) => ({ matchExpressions: [one] })),
);

const policyPort = fc.constantFrom({ port: 80 }, { protocol: 'UDP', port: 53 }, { port: 'http' }, { port: 80, endPort: 443 }, { protocol: 'TCP' }, { protocol: 'SCTP' });
const policyPeer = fc.oneof(
  fc.record({ podSelector: podLabels }),
  fc.record({ namespaceSelector: namespaceLabels }),
  fc.record({ namespaceSelector: namespaceLabels, podSelector: podLabels }),
  fc.record({ ipBlock: fc.constantFrom(...BLOCKS) }),
);
const policyRules = (peers: 'from' | 'to') => fc.oneof(
  fc.constant([]), fc.constant([{}]),
  fc.array(fc.record({
    [peers]: fc.array(policyPeer, { minLength: 1, maxLength: 2 }), ports: fc.array(policyPort, { minLength: 1, maxLength: 2 }),
  }, { requiredKeys: [] }), { maxLength: 2 }),
);

const networkPolicy: fc.Arbitrary<ForeignDescription> = fc.record<ForeignDescription>({
  chart: index,
  namespace: fc.option(namespace, { nil: undefined }),
  apiVersion: fc.constant('networking.k8s.io/v1'),
  kind: fc.constant('NetworkPolicy'),
  spec: fc.record({
    podSelector: podLabels,
    policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: policyRules('from'),
    egress: policyRules('to'),
  }, { requiredKeys: ['podSelector', 'policyTypes'] }),
});

const clusterPeer = fc.oneof(
  fc.record({ namespaces: namespaceLabels }), fc.record({ pods: fc.record({ namespaceSelector: namespaceLabels, podSelector: podLabels }) }),
);
const clusterPort = fc.constantFrom(
  { tcp: { destinationPort: { number: 80 } } },
  { udp: { destinationPort: { number: 53 } } },
  { tcp: { destinationPort: { range: { start: 1, end: 443 } } } },
);
const clusterRules = (peers: 'from' | 'to') => fc.array(fc.record({
  action: fc.constantFrom('Accept', 'Deny', 'Deny', 'Pass'),
  [peers]: fc.array(peers === 'from' ? clusterPeer : fc.oneof(clusterPeer, fc.constantFrom({ networks: ['0.0.0.0/0'] }, { networks: ['10.0.0.0/8', '::/0'] })), { minLength: 1, maxLength: 2 }),
  protocols: fc.array(clusterPort, { minLength: 1, maxLength: 2 }),
}, { requiredKeys: ['action', peers] }), { maxLength: 2 });

/** Two of one tier and priority that disagree have no defined answer, so every priority is there once. */
const clusterPolicies: fc.Arbitrary<ForeignDescription[]> = fc.uniqueArray(fc.record({
  tier: fc.constantFrom('Admin', 'Baseline'),
  priority: fc.constantFrom(0, 10, 1000),
  subject: clusterPeer,
  ingress: clusterRules('from'),
  egress: clusterRules('to'),
}), { maxLength: 2, selector: ({ priority }) => priority })
  .map((specs) => specs.map((spec) => ({ chart: 0, apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', spec })));

const foreign = fc.tuple(
  onceIn(2, fc.array(networkPolicy, { minLength: 1, maxLength: 2 })),
  onceIn(4, clusterPolicies),
).map(([policies = [], ofCluster = []]) => [...policies, ...ofCluster]);

const policy: fc.Arbitrary<PolicyDescription> = fc.record<PolicyDescription>({
  workload: index,
  selectsAll: fc.boolean(),
  direction: fc.constantFrom('ingress', 'egress'),
  says: fc.constantFrom('DENY', 'ALLOW', 'rule', 'rule'),
  peer: index,
  ports: fc.option(listedPorts, { nil: undefined }),
});

const workloadPatch: fc.Arbitrary<WorkloadPatch> = fc.record<WorkloadPatch>({
  workload: index, change: fc.constantFrom('address', 'label', 'port', 'port name', 'namespace', 'host network'), namespace,
});

const policyPatch: fc.Arbitrary<PolicyPatch> = fc.record<PolicyPatch>({
  policy: fc.nat({ max: 9 }),
  direction: fc.constantFrom('ingress', 'egress'),
  change: fc.constantFrom('remove rule', 'remove rules', 'ports', 'all ports', 'peers', 'types', 'selector', 'namespace', 'invalid', 'kind'),
});

const namespaceManifest = (name: string): fc.Arbitrary<NamespaceDescription> => fc.record({
  name: fc.constant(name),
  labels: fc.record({ team: fc.constantFrom('a', 'b'), env: fc.constant('prod') }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>,
  isApiObject: fc.boolean(),
});
const namespaceManifests: fc.Arbitrary<NamespaceDescription[]> = fc.subarray([...NAMESPACES])
  .chain((declared) => fc.tuple(...declared.map(namespaceManifest)));

/** Usually every chart has a namespace; where only some have one, most connections between them are refused before there is anything to prove. */
const charts = fc.oneof(
  { weight: 10, arbitrary: fc.array(namespace, { minLength: 1, maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(fc.constant(undefined), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.option(namespace, { nil: undefined }), { minLength: 2, maxLength: 3 }) },
);

/** Apps in which about half of what is declared holds. */
export const apps: fc.Arbitrary<AppDescription> = fc.record<AppDescription>({
  charts,
  namespaces: namespaceManifests,
  workloads: fc.array(workload, { minLength: 2, maxLength: 5 }),
  dns: onceIn(4, fc.constant(true)).map(Boolean),
  selections: fc.array(selection, { minLength: 1, maxLength: 3 }),
  services: fc.array(service, { minLength: 1, maxLength: 2 }),
  declarations: fc.array(declaration, { minLength: 1, maxLength: 5 }),
  foreign,
  policies: fc.array(policy, { maxLength: 1 }),
  closed: onceIn(10, fc.record({ chart: fc.option(index, { nil: undefined }), dns: fc.boolean() })),
  workloadPatches: onceIn(3, fc.array(workloadPatch, { minLength: 1, maxLength: 2 })).map((patches) => patches ?? []),
  servicePatches: onceIn(4, fc.array(fc.record({ service: index, target: fc.constantFrom<(number | string)[]>(80, 8080, 'http', 'absent') }), { minLength: 1, maxLength: 1 }))
    .map((patches) => patches ?? []),
  policyPatches: onceIn(3, fc.array(policyPatch, { minLength: 1, maxLength: 2 })).map((patches) => patches ?? []),
}).map((app) => ({
  ...app,
  declarations: app.declarations.map((given) => withoutAmbiguity(given, app)),
}));

/** The policy of a selection that names no namespace may lie in the chart of the selection or beside the caller, so that it cannot stand for the connection alone. */
function withoutAmbiguity(given: DeclarationDescription, { selections }: AppDescription): DeclarationDescription {
  const { peer: other } = given;
  const isAmbiguous = 'selection' in other && selections[other.selection % selections.length].namespaces === undefined;
  return isAmbiguous && given.isolation === 'PEER' ? { ...given, isolation: undefined } : given;
}
