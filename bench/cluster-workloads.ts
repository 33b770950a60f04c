import { Random } from './random';

export type Tier = 'frontend' | 'backend' | 'data' | 'agent';

export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
  readonly tier: Tier;
  readonly labels: { readonly [name: string]: string };

  /** What the main container offers. */
  readonly ports: readonly ContainerPort[];

  /** Whether a second container offers metrics. */
  readonly hasSidecar: boolean;
}

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol?: 'UDP';
}

export interface Namespace {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };

  /** Whether it has policies, the first of which denies everything. */
  readonly isProtected: boolean;

  readonly workloads: Workload[];
}

/** The port on which the workloads of a tier are called. */
export const MAIN_PORT: { readonly [tier in Tier]: ContainerPort } = {
  frontend: { name: 'http', containerPort: 8080 },
  backend: { name: 'grpc', containerPort: 9000 },
  data: { name: 'db', containerPort: 5432 },
  agent: { name: 'statsd', containerPort: 8125, protocol: 'UDP' },
};

export const METRICS_PORT: ContainerPort = { name: 'metrics', containerPort: 9102 };

export function workloadManifest(workload: Workload, random: Random): object {
  const { kind, namespace, name, labels, ports, hasSidecar } = workload;
  const selector = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      ...(kind !== 'DaemonSet' && { replicas: 1 + random.below(3) }),
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: selector },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'main', image: `registry.example.com/${name}:1.${random.below(20)}.${random.below(10)}`, ports },
            ...(hasSidecar ? [{ name: 'exporter', image: 'registry.example.com/exporter:0.15.1', ports: [METRICS_PORT] }] : []),
          ],
        },
      },
    },
  };
}
