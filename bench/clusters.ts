import { policiesOf } from './cluster-policies';
import { ContainerPort, MAIN_PORT, Namespace, Tier, Workload, workloadManifest } from './cluster-workloads';
import { Random } from './random';

export interface ClusterSize {
  readonly workloads: number;

  /** @default - two for each workload */
  readonly policies?: number;

  /** Clusters of the same size and seed are the same. */
  readonly seed?: number;
}

const WORKLOADS_OF_A_NAMESPACE = 20;
const TEAMS = ['checkout', 'catalog', 'payments', 'search', 'identity', 'shipping', 'insights', 'support'];
const ENVIRONMENTS = ['production', 'production', 'staging', 'development'];
const TIERS: readonly Tier[] = ['frontend', 'frontend', 'backend', 'backend', 'backend', 'backend', 'backend', 'backend', 'data', 'data'];
const NAMES: { readonly [tier in Tier]: readonly string[] } = {
  frontend: ['web', 'gateway', 'admin', 'portal'],
  backend: ['orders', 'pricing', 'mailer', 'worker', 'reports', 'quotes', 'rules', 'sync'],
  data: ['postgres', 'redis', 'kafka', 'opensearch'],
  agent: ['collector', 'scanner'],
};

/**
 * A cluster as companies have them: a namespace for each team and environment, with frontends, backends and data stores; each but a few
 * closed by default and opened workload by workload; and the namespaces that all of them share, for DNS, ingress and monitoring.
 *
 * @returns its namespaces, workloads and network policies as plain manifests
 */
export function cluster({ workloads, policies = 2 * workloads, seed = 1 }: ClusterSize): object[] {
  const random = new Random(seed);
  const namespaces = namespacesOf(workloads, random);
  return [
    ...namespaces.map(({ name, labels }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
    ...namespaces.flatMap((namespace) => namespace.workloads.map((workload) => workloadManifest(workload, random))),
    ...policiesOf(namespaces, policies, random),
  ];
}

function namespacesOf(workloads: number, random: Random): Namespace[] {
  const shared = workloads < 10 ? [] : [
    sharedNamespace('kube-system', 'Deployment', 'dns', [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53 }]),
    sharedNamespace('ingress', 'DaemonSet', 'controller', [{ name: 'http', containerPort: 80 }, { name: 'https', containerPort: 443 }]),
    sharedNamespace('monitoring', 'StatefulSet', 'prometheus', [{ name: 'web', containerPort: 9090 }]),
  ];
  const left = workloads - shared.length;
  const own = Array.from({ length: Math.ceil(left / WORKLOADS_OF_A_NAMESPACE) }, (_, index) => (
    teamNamespace(index, Math.min(WORKLOADS_OF_A_NAMESPACE, left - index * WORKLOADS_OF_A_NAMESPACE), random)
  ));
  return [...shared, ...own];
}

function sharedNamespace(namespace: string, kind: Workload['kind'], name: string, ports: readonly ContainerPort[]): Namespace {
  return {
    name: namespace,
    labels: { 'purpose': namespace, 'pod-security.kubernetes.io/enforce': 'privileged' },
    isProtected: false,
    workloads: [{ kind, namespace, name, ports, tier: 'agent', labels: { app: name }, hasSidecar: false }],
  };
}

function teamNamespace(index: number, size: number, random: Random): Namespace {
  const department = Math.floor(index / (TEAMS.length * ENVIRONMENTS.length));
  const team = `${TEAMS[index % TEAMS.length]}${department || ''}`;
  const environment = ENVIRONMENTS[Math.floor(index / TEAMS.length) % ENVIRONMENTS.length];
  const name = `${team}-${environment}-${index}`;
  return {
    name,
    labels: { team, environment, ...(random.chance(30) && { compliance: random.of(['pci', 'gdpr']) }) },
    isProtected: index % 10 !== 9,
    workloads: Array.from({ length: size }, (_, number) => teamWorkload(name, team, number, random)),
  };
}

function teamWorkload(namespace: string, team: string, number: number, random: Random): Workload {
  const tier = number % WORKLOADS_OF_A_NAMESPACE === WORKLOADS_OF_A_NAMESPACE - 1 ? 'agent' : TIERS[number % TIERS.length];
  const name = `${random.of(NAMES[tier])}-${number}`;
  return {
    kind: tier === 'data' ? 'StatefulSet' : tier === 'agent' ? 'DaemonSet' : 'Deployment',
    namespace,
    name,
    tier,
    labels: { app: name, team, tier, ...(random.chance(50) && { track: random.of(['stable', 'canary']) }) },
    ports: [MAIN_PORT[tier], ...(tier === 'data' ? [{ name: 'replication', containerPort: 7946 }] : [])],
    hasSidecar: random.chance(40),
  };
}
