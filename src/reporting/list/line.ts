import { Direction, Workload } from '../../analysis/model/cluster';
import { End, endOf, textOf } from '../../analysis/model/ends';
import { Opening, unknownPodsText } from '../../analysis/questions/exposure';
import { ConnectionSet } from '../../analysis/sets/connection-set';

/** An end of a line: one workload, all workloads of a class, every workload, or what is outside of the cluster. */
export type Party = End | { readonly kind: 'class'; readonly members: readonly Workload[] } | { readonly kind: 'every-workload' };

/** Who may connect to whom. */
export interface Line {
  readonly source: Party;
  readonly destination: Party;
  readonly connections: ConnectionSet;
}

/** What a workload is open to beyond the workloads of the manifests. */
export interface ExposureLine extends Opening {
  readonly direction: Direction;
  readonly workload: Party;
}

/** Such as `shop/web[Deployment]`, or `shop/web-1[Deployment] and 2 alike` for a class. */
export function partyText(party: Party): string {
  if (party.kind === 'every-workload') return 'every workload';
  if (party.kind !== 'class') return textOf(party);
  const [first, ...others] = party.members;
  return `${textOf(endOf(first))} and ${others.length} alike`;
}

/** Every workload that is meant; none where it is no workload. */
export function workloadsOf(party: Party): readonly Workload[] {
  switch (party.kind) {
    case 'workload': return [party.workload];
    case 'class': return party.members;
    default: return [];
  }
}

/** The pods that an exposure tells of, such as `entire-cluster` or `backend/[all pods]`. */
export function openingText({ to }: Opening): string {
  return to === 'entire-cluster' ? to : unknownPodsText(to);
}

/** Both ends of an exposure, in the direction of the connection. */
export function exposedEnds(line: ExposureLine): { readonly src: string; readonly dst: string } {
  const [workload, others] = [partyText(line.workload), openingText(line)];
  return line.direction === 'Egress' ? { src: workload, dst: others } : { src: others, dst: workload };
}
