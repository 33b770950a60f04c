import { DNS_PORTS } from './dns-ports';
import { INetworkPolicyPeer, NetworkPolicyIpBlock, NetworkPolicyPeerConfig } from './network-policy-peer';
import { NetworkPolicyPort } from './network-policy-port';
import { checkedPorts } from './peer-config';
import { SPECIAL_RANGES } from '../kubernetes/special-ranges';
import { CLUSTER_DNS, INGRESS_NGINX, PROMETHEUS, TRAEFIK } from '../kubernetes/usual-pods';
import { LabelSelector } from '../selection/label-selector';
import { IPodSelector } from '../selection/pod-selector';
import { dnsLabel } from '../validation/forms';
import { Input } from '../validation/input';
import { isIp, isIpv6 } from '../validation/ip-address';

/** Where the pods of something that many clusters have are to be found. */
export interface WellKnownPodsOptions {
  /**
   * The namespace.
   *
   * @default - the one that its installation guide uses
   */
  readonly namespace?: string;

  /**
   * The labels of the pods.
   *
   * @default - those that its installation guide uses
   */
  readonly labels?: { [key: string]: string };
}

/** Where pods are to be found for which there is no usual place. */
export interface OwnWellKnownPodsOptions {
  /** The namespace. */
  readonly namespace: string;

  /** The labels of the pods. Not empty: that would be every pod of the namespace. */
  readonly labels: { [key: string]: string };
}

/** The DNS servers of the cluster. */
export interface ClusterDnsOptions extends WellKnownPodsOptions {
  /**
   * The ports on which the DNS servers' pods listen. OpenShift's listen on 5353.
   *
   * @default - 53, UDP and TCP
   */
  readonly ports?: NetworkPolicyPort[];

  /**
   * Whether NodeLocal DNSCache is a peer as well, which answers on each node.
   *
   * @default true
   */
  readonly nodeLocal?: boolean;

  /**
   * The address on which NodeLocal DNSCache answers.
   *
   * @default - 169.254.20.10, the one of its installation guide
   */
  readonly nodeLocalAddress?: string;
}

/** The internet. */
export interface InternetOptions {
  /**
   * Whether IPv6 addresses are meant as well.
   *
   * @default true
   */
  readonly ipv6?: boolean;

  /**
   * Further blocks that do not belong to it, such as public addresses of your own, of either family.
   *
   * @default - none but private and special ranges
   */
  readonly except?: string[];
}

/** The nodes of the cluster. */
export interface NodesOptions {
  /** Their addresses, as `kubectl get nodes -o wide` shows them, or blocks of them. */
  readonly addresses: string[];
}

/** The API server. */
export interface ApiServerOptions {
  /** Its addresses, as `kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` shows them, or blocks of them. */
  readonly addresses: string[];

  /**
   * The port of these addresses, not that of the Service `kubernetes`. 1 to 65535.
   *
   * @default - 443 and 6443
   */
  readonly port?: number;
}

/**
 * Ends of connections that most clusters have and that no app writes: DNS, the internet, the API server, ingress controllers, Prometheus.
 *
 * `connections` writes only the app's end of such a connection. What is usual may differ in your cluster: each has options.
 */
export class WellKnownPeer implements INetworkPolicyPeer {
  /**
   * The cluster's DNS servers, on port 53: pods `k8s-app: kube-dns` in `kube-system`, as CoreDNS and kube-dns have them, and NodeLocal DNSCache.
   *
   * @see https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  public static clusterDns(options?: ClusterDnsOptions): WellKnownPeer {
    const input = new Input('WellKnownPeer.clusterDns');
    const given = input.struct('options', options, ['namespace', 'labels', 'ports', 'nodeLocal', 'nodeLocalAddress']) ?? {};
    const servers = podsOf(input, given, CLUSTER_DNS);
    const ports = checkedPorts(input, 'ports', given.ports) ?? DNS_PORTS;
    if (input.flag('nodeLocal', given.nodeLocal) === false) {
      if (given.nodeLocalAddress) input.fail(`"nodeLocalAddress" is "${given.nodeLocalAddress}", but "nodeLocal" is false. Leave one of them out.`);
      return new WellKnownPeer('clusterDns', { ...servers, ports });
    }
    const cache = blockOf(input, 'nodeLocalAddress', given.nodeLocalAddress ?? '169.254.20.10');
    return new WellKnownPeer('clusterDns', { peers: [new WellKnownPeer('clusterDns', servers), cache], policiesElsewhere: true, ports });
  }

  /**
   * The internet: every address but those of private networks, of the node itself, of the metadata services of clouds and of other special ranges.
   * Ports are not known: give them in the call.
   *
   * @throws when a block is none
   * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
   * @see https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml
   * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
   */
  public static internet(options?: InternetOptions): WellKnownPeer {
    const input = new Input('WellKnownPeer.internet');
    const given = input.struct('options', options, ['ipv6', 'except']) ?? {};
    const except = (input.list('except', given.except) ?? []).map((text, index) => blockOf(input, `except[${index}]`, text).cidr);
    const ipv6 = input.flag('ipv6', given.ipv6) ?? true;
    const whole = except.find((cidr) => cidr.endsWith('/0'));
    if (whole) input.fail(`"except" has ${whole}, which leaves nothing. Give a smaller block.`);
    const [ofIpv4, ofIpv6] = [except.filter((cidr) => !isIpv6Block(cidr)), except.filter(isIpv6Block)];
    if (!ipv6 && ofIpv6.length > 0) input.fail(`"except" has ${ofIpv6[0]}, but "ipv6" is false. Leave one of them out.`);
    return new WellKnownPeer('internet', {
      peers: [
        NetworkPolicyIpBlock.ipv4('0.0.0.0/0', [...SPECIAL_RANGES.ipv4, ...ofIpv4]),
        ...ipv6 ? [NetworkPolicyIpBlock.ipv6('::/0', [...SPECIAL_RANGES.ipv6, ...ofIpv6])] : [],
      ],
    });
  }

  /**
   * The API server, by the addresses at which it is reached: it runs on no pod network as a rule, so no labels select it.
   *
   * @throws when there is no address, or one is none
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
   */
  public static apiServer(options: ApiServerOptions): WellKnownPeer {
    const input = new Input('WellKnownPeer.apiServer');
    const given = input.struct('options', input.required('options', options, 'an object such as { addresses: ["10.0.0.1"] }'), ['addresses', 'port']);
    const port = input.port('port', given.port) ?? undefined;
    return new WellKnownPeer('apiServer', {
      peers: blocksOf(input, given.addresses, '10.0.0.1'),
      ports: (port === undefined ? [443, 6443] : [port]).map((one) => NetworkPolicyPort.tcp(one)),
    });
  }

  /**
   * The nodes of the cluster, by their addresses. What comes through a Service of type NodePort or LoadBalancer comes from them, unless the Service keeps the addresses
   * of its clients with `externalTrafficPolicy: Local`. What a node sends to its own pods, such as probes, is always let in.
   *
   * @throws when there is no address, or one is none
   * @see https://kubernetes.io/docs/tutorials/services/source-ip/
   */
  public static nodes(options: NodesOptions): WellKnownPeer {
    const input = new Input('WellKnownPeer.nodes');
    const given = input.struct('options', input.required('options', options, 'an object such as { addresses: ["10.0.0.0/24"] }'), ['addresses']);
    return new WellKnownPeer('nodes', { peers: blocksOf(input, given.addresses, '10.0.0.0/24') });
  }

  /**
   * The metadata service of the cloud, at 169.254.169.254 on TCP 80. It gives out credentials of the node: open it to those alone that need it.
   *
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
   * @see https://cloud.google.com/compute/docs/metadata/overview
   */
  public static cloudMetadata(): WellKnownPeer {
    return new WellKnownPeer('cloudMetadata', { ipBlock: NetworkPolicyIpBlock.ipv4('169.254.169.254/32'), ports: [NetworkPolicyPort.tcp(80)] });
  }

  /**
   * The pods of ingress-nginx: `app.kubernetes.io/name: ingress-nginx`, `app.kubernetes.io/component: controller` in `ingress-nginx`.
   *
   * @see https://kubernetes.github.io/ingress-nginx/deploy/
   */
  public static ingressNginx(options?: WellKnownPodsOptions): WellKnownPeer {
    return WellKnownPeer.ofPods('ingressNginx', options, INGRESS_NGINX);
  }

  /**
   * The pods of Traefik: `app.kubernetes.io/name: traefik` in `traefik`.
   *
   * @see https://doc.traefik.io/traefik/getting-started/install-traefik/
   */
  public static traefik(options?: WellKnownPodsOptions): WellKnownPeer {
    return WellKnownPeer.ofPods('traefik', options, TRAEFIK);
  }

  /**
   * The pods of an ingress controller of your own, or of a gateway.
   *
   * @throws when the namespace or the labels are missing
   */
  public static ingressController(options: OwnWellKnownPodsOptions): WellKnownPeer {
    const input = new Input('WellKnownPeer.ingressController');
    const given = input.struct('options', input.required('options', options, 'an object with "namespace" and "labels"'), ['namespace', 'labels']);
    input.required('namespace', given.namespace, 'the namespace of the controller');
    input.required('labels', given.labels, 'the labels of its pods');
    return new WellKnownPeer('ingressController', podsOf(input, given, given));
  }

  /**
   * The pods of Prometheus: `app.kubernetes.io/name: prometheus` in `monitoring`, as kube-prometheus has them.
   *
   * @see https://github.com/prometheus-operator/kube-prometheus
   */
  public static prometheus(options?: WellKnownPodsOptions): WellKnownPeer {
    return WellKnownPeer.ofPods('prometheus', options, PROMETHEUS);
  }

  private static ofPods(factory: string, options: WellKnownPodsOptions | undefined, usual: OwnWellKnownPodsOptions): WellKnownPeer {
    const input = new Input(`WellKnownPeer.${factory}`);
    return new WellKnownPeer(factory, podsOf(input, input.struct('options', options, ['namespace', 'labels']) ?? {}, usual));
  }

  /**
   * How errors call it.
   *
   * @internal
   */
  public readonly _name: string;

  private constructor(factory: string, private readonly config: NetworkPolicyPeerConfig) {
    this._name = `WellKnownPeer.${factory}`;
  }

  /** Who it is. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return this.config;
  }

  /** No pods whose policy an app could write. */
  public toPodSelector(): IPodSelector | undefined {
    return undefined;
  }
}

function podsOf(input: Input, { namespace, labels }: WellKnownPodsOptions, usual: OwnWellKnownPodsOptions): NetworkPolicyPeerConfig {
  return {
    podSelector: {
      labelSelector: LabelSelector._from(input, { labels: labels ?? usual.labels }),
      namespaces: { names: [dnsLabel(input, 'namespace', namespace) ?? usual.namespace] },
    },
    policiesElsewhere: true,
  };
}

/** Addresses or blocks of them, one at least. */
function blocksOf(input: Input, addresses: readonly string[], example: string): NetworkPolicyIpBlock[] {
  const given = input.required('addresses', addresses, `a list of addresses, such as ["${example}"]`);
  return input.filledList('addresses', given, 'Give an address.')!.map((address, index) => blockOf(input, `addresses[${index}]`, address));
}

/** An address, or a block of them. */
function blockOf(input: Input, name: string, text: string): NetworkPolicyIpBlock {
  const allowed = 'an address such as "10.0.0.1", or a block such as "10.0.0.0/28"';
  input.text(name, input.required(name, text, allowed), allowed);
  if (!text.includes('/') && !isIp(text)) input.refuse(name, text, allowed);
  const family = isIpv6Block(text) ? 'ipv6' : 'ipv4';
  const prefix = family === 'ipv6' ? 128 : 32;
  return input.within(() => NetworkPolicyIpBlock[family](text.includes('/') ? text : `${text}/${prefix}`));
}

function isIpv6Block(cidr: string): boolean {
  return isIpv6(cidr.split('/')[0]);
}
