import { Analysis } from '../../analysis/engine/analysis';
import { Service } from '../../analysis/model/cluster';
import { Address, addressOf } from '../../analysis/sets/address-set';
import { GivenObjects } from '../configuration/given-objects';
import { AddressedService } from '../configuration/service-variables';

/** A Service of the manifests, and what else of it says where its name leads. */
export interface NamedService extends AddressedService {
  /** The name that one of type ExternalName stands for. */
  readonly externalName?: string;
}

/** What a host means to a pod. */
export type Resolved =
  | { readonly is: 'service'; readonly service: NamedService; /** The one pod of it that is meant. */ readonly pod?: string }
  | { readonly is: 'api-server' }
  | { readonly is: 'itself' }
  | { readonly is: 'address'; readonly address: Address }
  /** A Service by its full name, which the manifests do not hold. */
  | { readonly is: 'absent'; readonly namespace: string; readonly name: string }
  /** A bare name that Services of other namespaces have, and none of its own. */
  | { readonly is: 'elsewhere'; readonly services: readonly NamedService[] }
  | { readonly is: 'outside'; readonly host: string };

/** What ends no name of a host, but that of a file or a class. */
const NO_DOMAIN = /^(jar|war|js|ts|mjs|py|rb|go|sh|ya?ml|json|xml|properties|conf|cfg|ini|toml|txt|log|md|html?|css|pem|crt|key|pub|sock|so|db|sql|class|proto|cluster|local|svc)$/;

/** What every address of IPv4 or IPv6 looks like, and hardly a name: reading one costs more than reading a name. */
const MAYBE_ADDRESS = /^[\d.]+$|:/;

/** The Services of the manifests, by the rules of the DNS of a cluster. */
export class ServiceNames {
  private readonly byNamespace = new Map<string, Map<string, NamedService>>();
  private readonly byName = new Map<string, NamedService[]>();

  constructor(private readonly analysis: Analysis, objects: GivenObjects) {
    for (const service of analysis.cluster.services) {
      const spec = objects.readFrom(service.source)?.tree.at('spec');
      const externalName = service.type === 'ExternalName' ? spec?.at('externalName').text : undefined;
      const named = { ...service, isHeadless: spec?.at('clusterIP').text === 'None', ...(externalName !== undefined && { externalName }) };
      this.of(service.namespace).set(service.name, named);
      this.byName.set(service.name, [...this.byName.get(service.name) ?? [], named]);
    }
  }

  public all(namespace: string): readonly NamedService[] {
    return [...this.of(namespace).values()];
  }

  public find(namespace: string, name: string): NamedService | undefined {
    return this.byNamespace.get(namespace)?.get(name);
  }

  /**
   * What a host means to a pod of a namespace; `undefined` where it is a word that means none.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
   */
  public resolve(host: string, namespace: string, usesClusterDns: boolean): Resolved | undefined {
    if (/^[\w-]+$/.test(host)) {
      if (host === 'localhost') return { is: 'itself' };
      return usesClusterDns ? this.bare(host, namespace) : undefined;
    }
    const address = MAYBE_ADDRESS.test(host) ? addressOf(host) : undefined;
    if (address) return isItself(address) ? { is: 'itself' } : { is: 'address', address };
    if (/^localhost\.?$|\.localhost$|^localhost\.localdomain$/.test(host)) return { is: 'itself' };
    return (usesClusterDns ? this.inCluster(host, namespace) : undefined) ?? outside(host);
  }

  private inCluster(host: string, namespace: string): Resolved | undefined {
    const isAbsolute = host.endsWith('.');
    const labels = host.replace(/\.$/, '').split('.');
    const svc = labels.indexOf('svc');
    if (svc >= 2) return isAbsolute && svc === labels.length - 1 ? undefined : this.qualified(labels.slice(0, svc));
    if (isAbsolute || svc >= 0) return undefined;
    switch (labels.length) {
      case 1: return this.bare(labels[0], namespace);
      case 2: return this.podOf(labels[0], this.find(namespace, labels[1])) ?? this.named(labels[0], labels[1]);
      case 3: return this.podOf(labels[0], this.find(labels[2], labels[1]));
      default: return undefined;
    }
  }

  private bare(name: string, namespace: string): Resolved | undefined {
    const own = this.named(name, namespace);
    if (own) return own;
    const services = this.byName.get(name) ?? [];
    return services.length > 0 ? { is: 'elsewhere', services } : undefined;
  }

  private named(name: string, namespace: string): Resolved | undefined {
    const service = this.find(namespace, name);
    if (service) return this.behindName(service) ?? { is: 'service', service };
    return name === 'kubernetes' && namespace === 'default' ? { is: 'api-server' } : undefined;
  }

  /** The Service of the manifests that one of type ExternalName stands for, where it does. */
  private behindName({ externalName }: NamedService): Resolved | undefined {
    const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(externalName ?? '') ?? [];
    const service = name === undefined ? undefined : this.find(namespace, name);
    return service && service.externalName === undefined ? { is: 'service', service } : undefined;
  }

  /** A name that ends with `.svc`, or with more behind it. */
  private qualified(labels: readonly string[]): Resolved | undefined {
    if (labels.length === 2) return this.named(labels[0], labels[1]) ?? { is: 'absent', name: labels[0], namespace: labels[1] };
    if (labels.length !== 3) return undefined;
    const [pod, name, namespace] = labels;
    const service = this.find(namespace, name);
    return service ? this.podOf(pod, service) : { is: 'absent', name, namespace };
  }

  /** A pod of a headless Service: one of a StatefulSet by its number, or one that says its host name itself. */
  private podOf(pod: string, service: NamedService | undefined): Resolved | undefined {
    if (!service?.isHeadless) return undefined;
    const names = workloadsBehind(service, this.analysis).map(({ name }) => name);
    return names.some((name) => isPodOf(pod, name)) ? { is: 'service', service, pod } : undefined;
  }

  private of(namespace: string): Map<string, NamedService> {
    let services = this.byNamespace.get(namespace);
    if (!services) this.byNamespace.set(namespace, services = new Map());
    return services;
  }
}

/** The workloads behind a Service. */
export function workloadsBehind({ namespace, selector, type }: Service, { cluster, index }: Analysis): readonly Analysis['cluster']['workloads'][number][] {
  if (!selector || type === 'ExternalName') return [];
  return index.select({ namespaces: namespace, pods: selector, skipsHostNetwork: false }).map((number) => cluster.workloads[number]);
}

/** Whether a pod such as `redis-0` is one of a workload such as `redis`. */
export function isPodOf(pod: string, workload: string): boolean {
  return pod === workload || (pod.startsWith(`${workload}-`) && /^\d+$/.test(pod.slice(workload.length + 1)));
}

function outside(host: string): Resolved | undefined {
  const labels = host.replace(/\.$/, '').split('.');
  const last = labels[labels.length - 1];
  if (labels.length < 2 || labels.some((label) => label === '') || !/^[a-z]{2,}$|^xn--/.test(last) || NO_DOMAIN.test(last)) return undefined;
  return { is: 'outside', host: labels.join('.') };
}

/** Loopback and the unspecified address, on which programs listen. */
function isItself({ family, value }: Address): boolean {
  return family === 'IPv4' ? value / 2n ** 24n === 127n || value === 0n : value <= 1n;
}
