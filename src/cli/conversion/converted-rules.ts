import { AdminPeer, AdminPort, AdminRule } from './admin-policy';

/** So many rules, peers and ports there may be in a list of a ClusterNetworkPolicy. */
export const MOST = 25;

/** A rule of a ClusterNetworkPolicy. */
export type ConvertedRule = { readonly name?: string; readonly action: 'Accept' | 'Deny' | 'Pass'; readonly protocols?: readonly object[] } & { readonly [peers in 'from' | 'to']?: readonly AdminPeer[] };

/** The rules that say what one rule says: several of one action, where its peers or ports are more than one rule may have. */
export function convertedRules({ name, action, from, to, ports }: AdminRule): ConvertedRule[] {
  const [key, peers] = from ? ['from' as const, from] : ['to' as const, to!];
  const protocols = ports !== undefined && ports.length > 0 ? inPieces(ports.map(convertedPort), MOST) : [undefined];
  return inPieces(peers, MOST).flatMap((some) => protocols.map((of): ConvertedRule => ({
    ...(name !== undefined && { name }),
    action: action === 'Allow' ? 'Accept' : action,
    [key]: some,
    ...(of && { protocols: of }),
  })));
}

/** Lists of at most so many, which together are the list. */
export function inPieces<T>(list: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));
}

function convertedPort({ portNumber, portRange, namedPort }: AdminPort): object {
  if (namedPort !== undefined) return { destinationNamedPort: namedPort };
  const { protocol = 'TCP' } = (portNumber ?? portRange)!;
  const [start, end] = portNumber ? [portNumber.port, portNumber.port] : [portRange!.start, portRange!.end];
  return { [protocol.toLowerCase()]: { destinationPort: start === end ? { number: start } : { range: { start, end } } } };
}
