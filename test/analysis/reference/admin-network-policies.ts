import { blockOf } from './addresses';
import { Manifest } from './manifest';

/**
 * AdminNetworkPolicies and the BaselineAdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1` in the shape of ClusterNetworkPolicies (rules 28 to 30). All
 * of them are such as an API server takes.
 *
 * - `spec` of the one has a `priority`, and the tier is Admin. That of the other has none: it is asked after all others of the Baseline tier.
 * - `action`: `Allow` is what is called `Accept` in the other shape.
 * - `ports`: `portNumber` with `port`, `portRange` with `start` and `end`, TCP where they have no `protocol`; or a `namedPort`. An empty list is none.
 * - What nobody understands means nobody: networks that are none, other protocols, and ranges that end before they begin.
 */
export function asClusterPolicy({ apiVersion, kind, metadata, spec }: Manifest): Manifest {
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  const { priority = Infinity, subject, ingress, egress } = spec;
  return {
    apiVersion,
    kind,
    metadata,
    spec: { tier: isBaseline ? 'Baseline' : 'Admin', priority, subject, ingress: ingress?.map(asRule), egress: egress?.map(asRule) },
  };
}

function asRule({ action, from, to, ports }: any): object {
  return {
    action: action === 'Allow' ? 'Accept' : action,
    from,
    to: to?.map((peer: any) => peer.networks ? { networks: peer.networks.filter(blockOf) } : peer),
    ...(ports?.length > 0 && { protocols: ports.flatMap(asProtocol) }),
  };
}

function asProtocol({ portNumber, portRange, namedPort }: any): object[] {
  if (namedPort !== undefined) return [{ destinationNamedPort: namedPort }];
  const { protocol = 'TCP' } = portNumber ?? portRange;
  if (!['TCP', 'UDP', 'SCTP'].includes(protocol)) return [];
  return [{ [protocol.toLowerCase()]: { destinationPort: portNumber ? { number: portNumber.port } : { range: portRange } } }];
}
