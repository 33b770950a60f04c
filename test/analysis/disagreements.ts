import { Verdicts } from './engine';
import { GeneratedCluster, PROBED_PORTS } from './generated/generated-clusters';
import { PROTOCOLS } from './reference/connection';
import { Reference } from './reference/reference';

/** Each pod with each other, with a second replica of itself, and with addresses outside of the cluster, both ways. */
export function pairsOf(reference: Reference, { addresses }: GeneratedCluster): [string, string][] {
  return reference.pods.flatMap((pod) => [
    ...reference.pods.filter((other) => other !== pod).map((other): [string, string] => [pod, other]),
    ...addresses.flatMap((address): [string, string][] => [[pod, address], [address, pod]]),
    ...[reference.replicaOf(pod)].flatMap((replica): [string, string][] => replica === undefined ? [] : [[pod, replica]]),
  ]);
}

/** The answers in which another reading of a cluster differs from the reference, as text. */
export function disagreements(reference: Reference, other: Verdicts, cluster: GeneratedCluster): string[] {
  return pairsOf(reference, cluster).flatMap(([from, to]) => PROTOCOLS.flatMap((protocol) => PROBED_PORTS.flatMap((port) => {
    const right = reference.reaches(from, to, protocol, port);
    return other.reaches(from, to, protocol, port) === right ? [] : [`${from} -> ${to} ${protocol} ${port} should be ${right ? 'open' : 'closed'}`];
  })));
}
