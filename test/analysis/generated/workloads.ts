import * as fc from 'fast-check';
import { namespaceLabels, NAMESPACES, podLabels } from './labels';
import { NODE_ADDRESSES, POD_ADDRESSES, PORT_NAMES, PORTS } from './probes';
import { mostly, onceIn } from './sometimes';

/** Workloads of any kind, each with a name of its own. */
export const workloads: fc.Arbitrary<object[]> = fc.array(fc.record({
  kind: fc.constantFrom('Pod', 'Pod', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'),
  namespace: fc.constantFrom(...NAMESPACES),
  labels: mostly(8, podLabels),
  outerLabels: mostly(2, podLabels),
  spec: podSpec(),
  status: podStatus(),
}), { minLength: 2, maxLength: 6 }).map((parts) => parts.map(workload));

/** Namespaces that have a manifest. */
export const namespaces: fc.Arbitrary<object[]> = fc.subarray(NAMESPACES.map((name) => name ?? 'default')).chain((names) =>
  fc.tuple(...names.map((name) => mostly(6, namespaceLabels).map((labels) =>
    ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...labels && { labels } } })))));

interface Parts {
  readonly kind: string;
  readonly namespace?: string;
  readonly labels?: object;
  readonly outerLabels?: object;
  readonly spec: object;
  readonly status?: object;
}

function workload({ kind, namespace, labels, outerLabels, spec, status }: Parts, index: number): object {
  const name = { name: `w${index}`, ...namespace !== undefined && { namespace } };
  const pod = { ...labels && { metadata: { labels } }, spec };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { ...name, ...labels && { labels } }, spec, ...status && { status } };
  const metadata = { ...name, ...outerLabels && { labels: outerLabels } };
  if (kind === 'ReplicationController') return { apiVersion: 'v1', kind, metadata, spec: { template: pod } };
  if (kind === 'Job') return { apiVersion: 'batch/v1', kind, metadata, spec: { template: pod } };
  if (kind === 'CronJob') return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: pod } } } };
  return { apiVersion: 'apps/v1', kind, metadata, spec: { selector: { matchLabels: labels ?? {} }, template: pod } };
}

/** Up to three ports whose names are unique for a protocol, one to each of two containers and a sidecar, and one that is gone when the pod listens. */
function podSpec(): fc.Arbitrary<object> {
  const port = fc.record({ name: fc.constantFrom(...PORT_NAMES), protocol: fc.constantFrom(undefined, 'TCP', 'UDP', 'SCTP'), containerPort: fc.constantFrom(...PORTS) })
    .map(({ name, protocol, containerPort }) => ({ name, ...protocol && { protocol }, containerPort }));
  return fc.record({
    ports: fc.uniqueArray(port, { maxLength: 3, selector: ({ name, protocol }) => `${name} ${protocol ?? 'TCP'}` }),
    endedPort: onceIn(3, port),
    hostNetwork: onceIn(5, fc.boolean()),
  }).map(({ ports: [first, second, third], endedPort, hostNetwork }) => ({
    ...hostNetwork !== undefined && { hostNetwork },
    initContainers: [
      ...endedPort ? [{ name: 'ended', image: 'ended', ports: [endedPort] }] : [],
      ...first ? [{ name: 'sidecar', image: 'sidecar', restartPolicy: 'Always', ports: [first] }] : [],
    ],
    containers: [
      { name: 'main', image: 'main', ...second && { ports: [second] } },
      ...third ? [{ name: 'second', image: 'second', ports: [third] }] : [],
    ],
  }));
}

function podStatus(): fc.Arbitrary<object | undefined> {
  return mostly(4, fc.record({
    phase: fc.constantFrom('Running', 'Running', 'Running', 'Running', 'Running', 'Pending', 'Succeeded', 'Failed'),
    podIPs: mostly(4, fc.constantFrom(...POD_ADDRESSES)),
    hostIP: onceIn(2, fc.constantFrom(...NODE_ADDRESSES)),
  }).map(({ phase, podIPs, hostIP }) => ({
    phase,
    ...podIPs && { podIP: podIPs[0], podIPs: podIPs.map((ip) => ({ ip })) },
    ...hostIP && { hostIP },
  })));
}
