import { IContainer } from 'kubernetes-models/v1/Container';
import { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { Cidr, parseIp } from './cidr';
import { Labels, Manifest, podTemplateOf } from './kubernetes-rules/manifest';

/** A pod as a policy sees it. */
export interface Pod {
  /** `namespace/name` of the object that makes it. */
  readonly ref: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly Port[];
  readonly addresses: readonly Cidr[];
}

export interface Port {
  readonly number: number;
  readonly name?: string;
  readonly protocol: string;
}

/** One pod for each object that makes pods, but for those that have ended. */
export function readPods(manifests: readonly Manifest[]): Pod[] {
  const pods = manifests.flatMap((manifest) => readPod(manifest) ?? []);
  const twice = pods.find((pod, index) => pods.findIndex((other) => other.ref === pod.ref) !== index);
  if (twice) throw new Error(`two objects that make pods are called ${twice.ref}`);
  return pods;
}

function readPod(manifest: Manifest): Pod | undefined {
  const template = podTemplateOf(manifest);
  const status = (manifest as { status?: PodStatus }).status;
  if (!template || ['Succeeded', 'Failed'].includes(status?.phase ?? '')) return undefined;
  const namespace = manifest.metadata?.namespace ?? 'default';
  return {
    ref: `${namespace}/${manifest.metadata?.name}`,
    namespace,
    labels: template.metadata?.labels ?? {},
    ports: listening(template.spec).flatMap(portsOf),
    addresses: [status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)].flatMap((ip) => ip && parseIp(ip) || []),
  };
}

interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
}

/** The containers that listen for the pod's whole life: sidecars too, but no init container that ends. */
function listening({ containers, initContainers = [] }: IPodSpec): IContainer[] {
  return [...containers, ...initContainers.filter((container) => container.restartPolicy === 'Always')];
}

function portsOf({ ports = [] }: IContainer): Port[] {
  return ports.map(({ containerPort, name, protocol = 'TCP' }) => ({ number: containerPort, name, protocol }));
}
