import { Reachability } from './reachability';
import { ReachabilityChecks } from './reachability-checks';
import { NetworkPolicyPort } from '../../peers/network-policy-port';
import { PlainError } from '../../validation/plain-error';

/**
 * Sentences about who reaches whom, for the tests of an app in any test runner: each throws where it does not hold, and explains why.
 *
 * A workload is named by `namespace/name`; `Reachability.nameOf` gives that of a construct. `ReachabilityChecks` says the same without throwing.
 *
 * @example
 * const who = ReachabilityAssertions.of(Reachability.ofApp(app));
 * who.reaches('shop/web', 'data/redis', [NetworkPolicyPort.tcp(6379)]);
 * who.isReachedOnlyBy('data/redis', ['shop/web']);
 * who.reachesOnly('shop/web', ['data/redis']);
 */
export class ReachabilityAssertions {
  /** Sentences about these manifests. */
  public static of(reachability: Reachability): ReachabilityAssertions {
    return new ReachabilityAssertions(ReachabilityChecks._for(reachability, 'ReachabilityAssertions'));
  }

  private constructor(private readonly checks: ReachabilityChecks) {}

  /**
   * `from` reaches `to` on all of these ports.
   *
   * @param from `namespace/name` of a workload, an IP address, a block of addresses, or `internet`
   * @param to the same of the destination
   * @param ports the ports of the destination's pods; those that its containers declare when they are left out, all where they declare none
   * @throws when some of them are closed, `to` has no port of a name, or there is no such workload
   */
  public reaches(from: string, to: string, ports?: NetworkPolicyPort[]): void {
    hold(this.checks.reaches(from, to, ports));
  }

  /**
   * `from` reaches `to` on none of these ports.
   *
   * @param from `namespace/name` of a workload, an IP address, a block of addresses, or `internet`: none of all the addresses
   * @param to the same of the destination
   * @param ports all of them when they are left out
   * @throws when some of them are open, `to` has no port of a name, or there is no such workload; also where an end is in the network of its node, which
   * policies do not reach
   */
  public doesNotReach(from: string, to: string, ports?: NetworkPolicyPort[]): void {
    hold(this.checks.doesNotReach(from, to, ports));
  }

  /**
   * These reach `to`, and nobody else does: no other workload, no address outside of the cluster, and no pod that the manifests do not show.
   * The pods of `to` itself are not asked about, nor is the node that a pod runs on, which Kubernetes always lets in.
   *
   * @param sources `namespace/name` of each workload that may, or addresses; none when nobody may
   * @throws when somebody else does, or one of the sources does not
   */
  public isReachedOnlyBy(to: string, sources: string[]): void {
    hold(this.checks.isReachedOnlyBy(to, sources));
  }

  /**
   * `from` reaches these, and nobody else: no other workload, no other address outside of the cluster, and no pod that the manifests do not show.
   * The pods of `from` itself are not asked about.
   *
   * @param destinations `namespace/name` of each workload that it may reach, addresses, blocks of addresses, `internet`, or `kube-dns` for the DNS of the cluster on
   * port 53 and its cache on the node; none when it may reach nobody
   * @throws when it reaches somebody else, or does not reach one of them
   */
  public reachesOnly(from: string, destinations: string[]): void {
    hold(this.checks.reachesOnly(from, destinations));
  }

  /**
   * Nothing outside of the namespace reaches `to`: no workload of another one, no address outside of the cluster, and no pod elsewhere that the manifests do
   * not show.
   *
   * @throws when something does
   */
  public isReachedOnlyWithin(namespace: string, to: string): void {
    hold(this.checks.isReachedOnlyWithin(namespace, to));
  }

  /**
   * `from` reaches the internet on these ports and on no others. Private and other special ranges do not count as the internet.
   *
   * @param ports none when it must not reach the internet at all
   * @throws when one of the ports is closed towards all of it, or another is open towards some of it
   */
  public reachesInternetOnlyOn(from: string, ports: NetworkPolicyPort[]): void {
    hold(this.checks.reachesInternetOnlyOn(from, ports));
  }
}

function hold(failure: string | undefined): void {
  if (failure !== undefined) throw new PlainError(failure);
}
