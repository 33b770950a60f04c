import { blockOf, isIn } from './addresses';
import { Connection, Direction, End, goesToNamedPort, otherEnd } from './connection';
import { fulfills, LabelSelector } from './labels';
import { Manifest } from './manifest';
import { Pod } from './pods';

/**
 * What the ClusterNetworkPolicies of a cluster do together. All of them are such as an API server takes.
 *
 * The shape of `policy.networking.k8s.io/v1alpha2`, and of v1beta1, which only refuses networks with host bits:
 * - `tier`: `Admin` or `Baseline`, and `priority`: 0 to 1000, the lowest first; both are required.
 * - `subject`: exactly one of `namespaces` (a label selector) and `pods` (`podSelector`, and `namespaceSelector` where not all namespaces are meant).
 * - `ingress` and `egress`: up to 25 rules each. No rules in a direction, no say in it.
 * - A rule: `name`, `action` (`Accept`, `Deny` or `Pass`), `from` or `to` with 1 to 25 peers, and `protocols`: absent, or 1 to 25.
 * - A peer: exactly one of `namespaces` and `pods`; for egress also `networks`, `nodes` and `domainNames`.
 * - A protocol: exactly one of `tcp`, `udp`, `sctp` and `destinationNamedPort`, which is a name of any protocol.
 * - `tcp`, `udp` and `sctp` have a `destinationPort`: either `number`, or `range` with `start` below `end`.
 * - No named ports in an egress rule that has `networks`, `nodes` or `domainNames`.
 */
export class ClusterNetworkPolicies {
  constructor(private readonly policies: readonly Manifest[]) {}

  /** The action of the first rule that speaks of the connection (rules 23 and 24); `undefined` where no rule of the tier does. */
  public decide(tier: 'Admin' | 'Baseline', pod: Pod, direction: Direction, connection: Connection): Action | undefined {
    return this.policies
      .filter(({ spec }) => spec.tier === tier && selects(spec.subject, pod))
      .sort((a, b) => a.spec.priority - b.spec.priority)
      .flatMap(({ spec }) => (spec[direction] ?? []) as Rule[])
      .find((rule) => speaksOf(rule, direction, connection))?.action;
  }
}

type Action = 'Accept' | 'Deny' | 'Pass';

interface Rule {
  readonly action: Action;
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly protocols?: readonly ProtocolMatch[] | null;
}

interface Peer {
  readonly namespaces?: LabelSelector;
  readonly pods?: { readonly namespaceSelector?: LabelSelector; readonly podSelector: LabelSelector };
  readonly networks?: readonly string[];
}

interface ProtocolMatch {
  readonly tcp?: { readonly destinationPort: PortMatch };
  readonly udp?: { readonly destinationPort: PortMatch };
  readonly sctp?: { readonly destinationPort: PortMatch };
  readonly destinationNamedPort?: string;
}

interface PortMatch {
  readonly number?: number;
  readonly range?: { readonly start: number; readonly end: number };
}

function speaksOf({ from, to, protocols }: Rule, direction: Direction, connection: Connection): boolean {
  const peers = direction === 'ingress' ? from : to;
  return (peers ?? []).some((peer) => isPeer(peer, otherEnd(direction, connection)))
    && (!protocols || protocols.some((match) => matchesProtocol(match, connection)));
}

/** Rule 25. A pod in the network of its node is not selected, as subject or as peer. */
function selects({ namespaces, pods }: Peer, pod: Pod): boolean {
  if (pod.hostNetwork) return false;
  if (namespaces) return fulfills(pod.namespaceLabels, namespaces);
  return pods !== undefined && fulfills(pod.namespaceLabels, pods.namespaceSelector) && fulfills(pod.labels, pods.podSelector);
}

/** Rule 25: nodes and domain names are neither pods nor addresses that anybody could ask about. */
function isPeer(peer: Peer, end: End): boolean {
  return end.pod !== undefined && selects(peer, end.pod) || (peer.networks ?? []).some((network) => isInNetwork(network, end));
}

/** Rule 26: a pod whose address is not known is an IPv4 pod; of networks, only 0.0.0.0/0 is sure to hold it. */
function isInNetwork(network: string, { addresses }: End): boolean {
  const block = blockOf(network)!;
  if (addresses.length === 0) return block.length === 32 && block.prefix === '';
  return addresses.some((address) => isIn(address, block));
}

/** Rule 27. */
function matchesProtocol({ tcp, udp, sctp, destinationNamedPort }: ProtocolMatch, connection: Connection): boolean {
  if (destinationNamedPort) return goesToNamedPort(connection, destinationNamedPort);
  const match = { TCP: tcp, UDP: udp, SCTP: sctp }[connection.protocol];
  return match !== undefined && matchesPort(match.destinationPort, connection.port);
}

function matchesPort(match: PortMatch, port: number): boolean {
  return match.range ? port >= match.range.start && port <= match.range.end : port === match.number;
}
