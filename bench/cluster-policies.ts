import { MAIN_PORT, METRICS_PORT, Namespace, Tier, Workload } from './cluster-workloads';
import { Random } from './random';

type Peer = object;
type Port = { readonly protocol?: string; readonly port?: number | string; readonly endPort?: number };

/** Which tiers call which. */
const CALLERS: { readonly [tier in Tier]: Tier } = { frontend: 'frontend', backend: 'frontend', data: 'backend', agent: 'backend' };
const CALLED: { readonly [tier in Tier]: Tier } = { frontend: 'backend', backend: 'data', data: 'data', agent: 'backend' };

/**
 * Exactly `count` policies, where there is a workload to protect: first what closes the namespaces, then one after the other what lets each
 * workload be called, call, be observed, and exchange what else there is.
 */
export function policiesOf(namespaces: readonly Namespace[], count: number, random: Random): object[] {
  const closed = namespaces.filter(({ isProtected }) => isProtected);
  const workloads = closed.flatMap((namespace) => namespace.workloads.map((workload) => ({ workload, namespace })));
  if (workloads.length === 0) return [];

  const policies = closed.flatMap(closing).slice(0, count);
  for (let round = 0; policies.length < count; round++) {
    for (const { workload, namespace } of workloads.slice(0, count - policies.length)) {
      policies.push(opening(round, workload, { random, namespace, others: namespaces }));
    }
  }
  return policies;
}

function closing({ name }: Namespace): object[] {
  return [
    policy(name, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    policy(name, 'allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
        ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
      }],
    }),
  ];
}

interface Surroundings {
  readonly random: Random;
  readonly namespace: Namespace;
  readonly others: readonly Namespace[];
}

function opening(round: number, workload: Workload, around: Surroundings): object {
  const { random } = around;
  const { namespace, name } = workload;
  const podSelector = { matchLabels: { app: name } };
  switch (round) {
    case 0:
      return policy(namespace, `${name}-in`, { podSelector, policyTypes: ['Ingress'], ingress: [{ from: callers(workload, around), ports: mainPorts(workload, random) }] });
    case 1:
      return policy(namespace, `${name}-out`, { podSelector, policyTypes: ['Egress'], egress: [{ to: called(workload, around), ports: [calledPort(workload, random)] }] });
    case 2:
      return policy(namespace, `${name}-metrics`, {
        podSelector,
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { purpose: 'monitoring' } } }], ports: [{ port: METRICS_PORT.name }] }],
      });
    default:
      return policy(namespace, `${name}-extra-${round}`, {
        podSelector,
        policyTypes: ['Ingress'],
        ingress: [{ from: [elsewhere(workload.tier, around)], ports: [{ port: 10_000 + round * 10, endPort: 10_009 + round * 10 }] }],
      });
  }
}

function callers(workload: Workload, around: Surroundings): Peer[] {
  const { random } = around;
  const peers: Peer[] = [neighbor(CALLERS[workload.tier], 20, around)];
  if (workload.tier === 'frontend') peers.push(random.chance(70) ? { namespaceSelector: { matchLabels: { purpose: 'ingress' } } } : clients(random));
  else if (random.chance(25)) peers.push(elsewhere(CALLERS[workload.tier], around));
  return peers;
}

function called(workload: Workload, around: Surroundings): Peer[] {
  const { random } = around;
  const peers: Peer[] = [neighbor(CALLED[workload.tier], 60, around)];
  if (random.chance(25)) peers.push(elsewhere(CALLED[workload.tier], around));
  if (workload.tier === 'backend' && random.chance(20)) peers.push(clients(random));
  return peers;
}

/** Pods of the same namespace: one workload in `byName` of 100 cases, else a tier or what an expression leaves of it. */
function neighbor(tier: Tier, byName: number, { random, namespace }: Surroundings): Peer {
  const ofTier = namespace.workloads.filter((workload) => workload.tier === tier);
  const expressions = [
    { key: 'track', operator: 'NotIn', values: ['canary'] },
    { key: 'track', operator: 'Exists' },
    { key: 'track', operator: 'DoesNotExist' },
    { key: 'team', operator: 'In', values: [namespace.labels.team, 'shared'] },
  ];
  if (ofTier.length > 0 && random.chance(byName)) return { podSelector: { matchLabels: { app: random.of(ofTier).name } } };
  return { podSelector: { matchLabels: { tier }, ...(random.chance(50) && { matchExpressions: [random.of(expressions)] }) } };
}

/** Pods of other namespaces: those of one by its name, or of the same environment and a team or two. */
function elsewhere(tier: Tier, { random, namespace, others }: Surroundings): Peer {
  const other = random.of(others);
  if (random.chance(30)) return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': other.name } } };
  const teams = [...new Set([other.labels.team ?? 'platform', namespace.labels.team])];
  return {
    namespaceSelector: { matchLabels: { environment: namespace.labels.environment }, matchExpressions: [{ key: 'team', operator: 'In', values: teams }] },
    podSelector: { matchLabels: { tier } },
  };
}

/** Addresses outside of the cluster. */
function clients(random: Random): Peer {
  if (random.chance(30)) return { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.169.254/32'] } };
  const network = `203.0.${random.below(16)}`;
  return random.chance(50) ? { ipBlock: { cidr: `${network}.0/24`, except: [`${network}.${16 * random.below(16)}/28`] } } : { ipBlock: { cidr: `${network}.${random.below(256)}/32` } };
}

function mainPorts({ tier }: Workload, random: Random): Port[] {
  const { name, containerPort, protocol } = MAIN_PORT[tier];
  const main: Port = { ...(protocol && { protocol }), port: random.chance(40) ? name : containerPort };
  return tier === 'data' ? [main, { port: 7946, endPort: 7950 }] : [main];
}

function calledPort({ tier }: Workload, random: Random): Port {
  const { name, containerPort } = MAIN_PORT[CALLED[tier]];
  if (random.chance(10)) return { protocol: 'TCP', port: containerPort, endPort: containerPort + 100 };
  return { port: random.chance(30) ? name : containerPort };
}

function policy(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}
