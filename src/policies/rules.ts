import { PeerKube, RulePeer } from './rule-peer';
import { Direction } from '../kubernetes/direction';
import { NetworkPolicyPort, NetworkPolicyPortKube } from '../peers/network-policy-port';

/** Kubernetes' ingress and egress rules. */
export interface RuleKube {
  readonly ports?: NetworkPolicyPortKube[];
  readonly from?: PeerKube[];
  readonly to?: PeerKube[];
}

/** Peers of one direction and the ports that are open to each, which add up. */
export class Rules {
  private readonly openings = new Map<string, Opening>();

  /** Opens ports to peers; all ports where `ports` is `undefined`. */
  public open(peers: readonly RulePeer[], ports: readonly NetworkPolicyPort[] | undefined): void {
    for (const peer of peers) {
      const opening = this.openings.get(peer.key);
      if (!opening) this.openings.set(peer.key, { peer, ports });
      else if (opening.ports !== ports) opening.ports = opening.ports && ports && [...opening.ports, ...ports];
    }
  }

  /** The fewest rules that open just that: one for each set of ports, with its peers. In an order that does not depend on that of the calls. */
  public toKube(direction: Direction): RuleKube[] {
    const rules = new Map<string, { ports: readonly NetworkPolicyPort[] | undefined; openings: Opening[] }>();
    for (const opening of this.openings.values()) {
      const ports = opening.ports && canonical(opening.ports);
      const key = ports ? ports.map((port) => port._key).join() : 'all';
      const rule = rules.get(key);
      if (rule) rule.openings.push(opening);
      else rules.set(key, { ports, openings: [opening] });
    }
    return [...rules.values()].sort((a, b) => comparePorts(a.ports, b.ports)).map(({ ports, openings }) => ({
      ...(ports && { ports: ports.map((port) => port._toKube()) }),
      [direction === 'Egress' ? 'to' : 'from']: openings.sort((a, b) => (a.peer.key < b.peer.key ? -1 : 1)).map(({ peer }) => peer.kube),
    }));
  }
}

interface Opening {
  readonly peer: RulePeer;
  ports: readonly NetworkPolicyPort[] | undefined;
}

/** The ports in order, without those that another one covers. */
function canonical(ports: readonly NetworkPolicyPort[]): readonly NetworkPolicyPort[] {
  if (ports.length === 1) return ports;
  const different = [...new Map(ports.map((port) => [port._key, port])).values()];
  return different
    .filter((port) => !different.some((other) => other !== port && other._covers(port)))
    .sort((a, b) => a._compare(b));
}

/** All ports first, then by the first port that differs. */
function comparePorts(a: readonly NetworkPolicyPort[] | undefined, b: readonly NetworkPolicyPort[] | undefined): number {
  if (!a || !b) return a ? 1 : -1;
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = a[index]._compare(b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
