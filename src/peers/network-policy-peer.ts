import { IpFamily, liesStrictlyInside, parsedCidr } from './cidr';
import { NetworkPolicyPort } from './network-policy-port';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Input } from '../validation/input';

/** The other end of a rule, in plain data: pods, addresses or several peers, and just one of these three. */
export interface NetworkPolicyPeerConfig {
  /**
   * Addresses.
   *
   * @default - no addresses
   */
  readonly ipBlock?: NetworkPolicyIpBlock;

  /**
   * Pods.
   *
   * @default - no pods
   */
  readonly podSelector?: PodSelectorConfig;

  /**
   * Other peers, each of which is meant. Not empty: Kubernetes would read that as everybody. `connections` asks who they are when it is called.
   *
   * @default - no other peers
   */
  readonly peers?: INetworkPolicyPeer[];

  /**
   * Whether the policies of these pods are somebody else's, such as those of the cluster's DNS servers. `connections` then writes
   * only the policy of the other end, as it does for addresses.
   *
   * @default false
   */
  readonly policiesElsewhere?: boolean;

  /**
   * The ports that the peer listens on. `connections` opens these where a call names no ports.
   *
   * @default - not known: all ports; of other peers, those that each of them says
   */
  readonly ports?: NetworkPolicyPort[];
}

/**
 * The other end of a rule: a workload, `Pods`, `Namespaces`, `Namespace`, an IP block. Implement it for a peer of your own.
 */
export interface INetworkPolicyPeer {
  /** Who the peer is, asked when the chart is synthesized. */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig;

  /** The pods of the peer, which `connections` writes the policy of that end for; nothing for a peer that has none. */
  toPodSelector(): IPodSelector | undefined;
}

/**
 * A range of IP addresses, outside the cluster as a rule: a pod's address is not known when a chart is synthesized.
 *
 * A block with host bits set is written as its network address: `10.1.2.3/8` becomes `10.0.0.0/8`, because newer API servers
 * refuse the former. IPv6 is written in its canonical form, and an IPv4-mapped IPv6 block as the IPv4 block that it stands for.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
 */
export class NetworkPolicyIpBlock implements INetworkPolicyPeer {
  /**
   * A block of IPv4 addresses.
   *
   * @param cidr such as `10.0.0.0/8`; host bits are cleared
   * @param except blocks inside `cidr`, and smaller than it, that do not belong to the peer
   * @throws when `cidr` or an exception is not an IPv4 block, or an exception does not lie inside `cidr`
   */
  public static ipv4(cidr: string, except?: string[]): NetworkPolicyIpBlock {
    return new NetworkPolicyIpBlock(new Input('NetworkPolicyIpBlock.ipv4'), 'ipv4', cidr, except);
  }

  /** Every IPv4 address. It holds no IPv6 address. */
  public static anyIpv4(): NetworkPolicyIpBlock {
    return NetworkPolicyIpBlock.ipv4('0.0.0.0/0');
  }

  /**
   * A block of IPv6 addresses.
   *
   * @param cidr such as `2001:db8::/32`; host bits are cleared: `2002::1234:abcd:ffff:c0a8:101/64` is `2002:0:0:1234::/64`
   * @param except blocks inside `cidr`, and smaller than it, that do not belong to the peer
   * @throws when `cidr` or an exception is not an IPv6 block, or an exception does not lie inside `cidr`
   */
  public static ipv6(cidr: string, except?: string[]): NetworkPolicyIpBlock {
    return new NetworkPolicyIpBlock(new Input('NetworkPolicyIpBlock.ipv6'), 'ipv6', cidr, except);
  }

  /** Every IPv6 address. It holds no IPv4 address. */
  public static anyIpv6(): NetworkPolicyIpBlock {
    return NetworkPolicyIpBlock.ipv6('::/0');
  }

  /** The block, in the form in which it is written. */
  public readonly cidr: string;

  private readonly exceptions: readonly string[];

  private constructor(input: Input, family: IpFamily, cidr: string, except?: string[]) {
    const block = parsedCidr(input, family, 'cidr', cidr);
    this.cidr = block.text;
    const exceptions = (input.list('except', except) ?? []).map((text, index) => {
      const exception = parsedCidr(input, family, `except[${index}]`, text);
      if (!liesStrictlyInside(exception, block)) {
        input.fail(`"except[${index}]" is ${exception.text}, which does not lie inside ${block.text}. Give a smaller block of it.`);
      }
      return exception.text;
    });
    this.exceptions = [...new Set(exceptions)];
  }

  /** The blocks that do not belong to the peer, in the form in which they are written. */
  public get except(): string[] {
    return [...this.exceptions];
  }

  /** These addresses as a peer. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { ipBlock: this };
  }

  /** No pods: an address has no policy of its own. */
  public toPodSelector(): IPodSelector | undefined {
    return undefined;
  }

  /** @internal */
  public _toKube(): { cidr: string; except?: string[] } {
    return { cidr: this.cidr, ...(this.exceptions.length > 0 && { except: this.except }) };
  }
}
