import { filled, present } from '../../../resource/present';
import { dnsLabel } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { isIp } from '../../../validation/ip-address';

/** Whom a pod asks for names. */
export enum DnsPolicy {
  /** The DNS of the cluster, which asks the servers of the node for names outside of it. */
  CLUSTER_FIRST = 'ClusterFirst',

  /** The DNS of the cluster, for pods that use the network of the node. */
  CLUSTER_FIRST_WITH_HOST_NET = 'ClusterFirstWithHostNet',

  /** The servers of the node. Names of services are not known. */
  DEFAULT = 'Default',

  /** The `nameservers` of the pod alone. */
  NONE = 'None',
}

/** An option of the resolver. */
export interface DnsOption {
  /** The name, such as `ndots`. */
  readonly name: string;

  /**
   * The value.
   *
   * @default - the option has no value
   */
  readonly value?: string;
}

/** How a pod finds names, and what it is called itself. */
export interface PodDnsProps {
  /**
   * The host name of the pod, a DNS label.
   *
   * @default - the name of the pod
   */
  readonly hostname?: string;

  /**
   * The subdomain: the pod is then known as `hostname.subdomain.namespace.svc` of the cluster's domain. A DNS label.
   *
   * @default - none
   */
  readonly subdomain?: string;

  /**
   * Whether the pod's host name is its full name.
   *
   * @default false
   */
  readonly hostnameAsFQDN?: boolean;

  /**
   * Whom the pod asks.
   *
   * @default DnsPolicy.CLUSTER_FIRST
   */
  readonly policy?: DnsPolicy;

  /**
   * IP addresses of servers to ask as well. At most three.
   *
   * @default - none
   */
  readonly nameservers?: string[];

  /**
   * Domains to look a short name up in. At most 32.
   *
   * @default - those of the policy
   */
  readonly searches?: string[];

  /**
   * Options of the resolver.
   *
   * @default - those of the policy
   */
  readonly options?: DnsOption[];
}

/**
 * How a pod finds names, and what it is called itself.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class PodDns {
  /** Whom the pod asks. */
  public readonly policy: DnsPolicy;

  /** The host name of the pod; unset where it is the name of the pod. */
  public readonly hostname?: string;

  /** The subdomain of the pod. */
  public readonly subdomain?: string;

  /** Whether the pod's host name is its full name. */
  public readonly hostnameAsFQDN: boolean;

  private readonly servers: string[] = [];
  private readonly domains: string[] = [];
  private readonly resolverOptions: DnsOption[] = [];

  /**
   * @throws when a value has the wrong type or form
   */
  constructor(props?: PodDnsProps) {
    const input = new Input('dns');
    const given = input.struct('props', props) ?? {};
    this.hostname = dnsLabel(input, 'hostname', given.hostname) ?? undefined;
    this.subdomain = dnsLabel(input, 'subdomain', given.subdomain) ?? undefined;
    this.policy = input.oneOf('policy', given.policy, DnsPolicy) ?? DnsPolicy.CLUSTER_FIRST;
    this.hostnameAsFQDN = input.flag('hostnameAsFQDN', given.hostnameAsFQDN) ?? false;
    this.addNameserver(...input.list('nameservers', given.nameservers) ?? []);
    this.addSearch(...input.list('searches', given.searches) ?? []);
    this.addOption(...input.list('options', given.options) ?? []);
  }

  /** The servers to ask, as a copy. Add to them with `addNameserver`. */
  public get nameservers(): string[] {
    return [...this.servers];
  }

  /** The domains to look a short name up in, as a copy. Add to them with `addSearch`. */
  public get searches(): string[] {
    return [...this.domains];
  }

  /** The options of the resolver, as a copy. Add to them with `addOption`. */
  public get options(): DnsOption[] {
    return [...this.resolverOptions];
  }

  /**
   * Adds servers to ask.
   *
   * @throws when one is not an IP address, or there are more than three
   */
  public addNameserver(...nameservers: string[]): void {
    const input = new Input('dns');
    for (const server of nameservers) {
      if (!isIp(server)) input.refuse('nameservers', server, 'an IP address, such as "10.96.0.10"');
    }
    const count = this.servers.length + nameservers.length;
    if (count > 3) input.fail(`there are ${count} "nameservers", but Kubernetes takes at most 3. Leave some out.`);
    this.servers.push(...nameservers);
  }

  /**
   * Adds domains to look a short name up in.
   *
   * @throws when there are more than 32
   */
  public addSearch(...searches: string[]): void {
    const input = new Input('dns');
    for (const domain of searches) input.text('searches', input.required('searches', domain, 'a domain'));
    const count = this.domains.length + searches.length;
    if (count > 32) input.fail(`there are ${count} "searches", but Kubernetes takes at most 32. Leave some out.`);
    this.domains.push(...searches);
  }

  /**
   * Adds options of the resolver.
   *
   * @throws when one has no name, or a value that is not text
   */
  public addOption(...options: DnsOption[]): void {
    const input = new Input('dns');
    for (const option of options) {
      const given = input.struct('options', input.required('options', option, 'an object such as { name: "ndots", value: "2" }'));
      const name = input.text('options.name', input.required('options.name', given.name, 'the name of an option'));
      this.resolverOptions.push(present({ name, value: input.text('options.value', given.value) }));
    }
  }

  /**
   * Throws what is wrong with all of it together.
   *
   * @internal
   */
  public _check(input: Input): void {
    if (this.policy === DnsPolicy.NONE && this.servers.length === 0) {
      input.fail('"dns.policy" is "None", but there is no server to ask. Give "dns.nameservers", or another policy.');
    }
  }

  /** @internal */
  public _toKube(): object {
    const configured = this.servers.length + this.domains.length + this.resolverOptions.length > 0;
    return present({
      dnsPolicy: this.policy,
      dnsConfig: configured
        ? present({ nameservers: filled(this.servers), searches: filled(this.domains), options: filled(this.resolverOptions) })
        : undefined,
      hostname: this.hostname,
      subdomain: this.subdomain,
      setHostnameAsFQDN: this.hostnameAsFQDN,
    });
  }
}
