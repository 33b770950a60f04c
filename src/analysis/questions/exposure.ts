import { Analysis } from '../engine/analysis';
import { ANYBODY, UnseenPods } from '../engine/unseen-pods';
import { Direction, Selection, Workload } from '../model/cluster';
import { endOf } from '../model/ends';
import { Selector } from '../model/selector';
import { ConnectionSet } from '../sets/connection-set';

/** Pods that are not in the manifests, by what they would have to be. */
export interface UnknownPods {
  /** The name of a namespace, or what its labels would have to be. */
  readonly namespaces: string | Selector;
  readonly pods: Selector;
}

/** What pods that are not in the manifests may do. */
export interface Opening {
  readonly to: 'entire-cluster' | UnknownPods;
  readonly connections: ConnectionSet;
}

/** What a workload is exposed to in one direction, beyond the workloads of the manifests. */
export interface Exposure {
  readonly workload: Workload;
  readonly direction: Direction;
  /** Whether a policy selects the workload for this direction; if not, the whole cluster is open. */
  readonly protected: boolean;
  readonly openings: readonly Opening[];
}

/** What one workload is open to in a direction, beyond the workloads of the manifests. */
export function openingsOfWorkload(analysis: Analysis, direction: Direction, workload: Workload): readonly Opening[] {
  return openingsOf(direction, analysis.classOfEnd(endOf(workload)), new UnseenPods(analysis), analysis);
}

/** What every workload could reach or be reached by, if there were more pods than the manifests tell of. */
export function exposureOf(analysis: Analysis): Exposure[] {
  const unseen = new UnseenPods(analysis);
  return (['Egress', 'Ingress'] as const).flatMap((direction) => analysis.classes.flatMap(({ number, members }) => {
    const openings = openingsOf(direction, number, unseen, analysis);
    const isProtected = analysis.evaluator.tiersOf(direction, number).all.length > 0;
    return members.map((member) => ({ workload: analysis.cluster.workloads[member], direction, protected: isProtected, openings }));
  }));
}

/** What is open to anybody, and what more to those whom rules mean that mean none of the workloads. */
function openingsOf(direction: Direction, self: number, unseen: UnseenPods, analysis: Analysis): Opening[] {
  const candidates = [ANYBODY, ...unseen.of(direction, self).filter((selection) => isUnknown(selection, analysis))]
    .map((stranger) => ({ stranger, connections: unseen.allowed(direction, self, stranger) }));
  return candidates.filter(({ stranger, connections }, index) => {
    const wider = candidates.filter((other, place) => other.stranger !== stranger && unseen.implies(stranger, other.stranger)
      && (place < index || !unseen.implies(other.stranger, stranger)));
    return !wider.reduce((rest, other) => rest.subtract(other.connections), connections).isEmpty;
  }).map(({ stranger, connections }) => ({ to: toldOf(stranger), connections }));
}

/** Whether a selection can mean pods that are not in the manifests. */
function isUnknown(selection: Selection, analysis: Analysis): boolean {
  const { namespaces, pods } = selection;
  if (pods.isEverything) return typeof namespaces === 'string' || !namespaces.isEverything;
  return analysis.index.select(selection).length === 0;
}

/** A namespace that is asked for by its name alone is told by its name. */
function toldOf({ namespaces, pods }: Selection): Opening['to'] {
  if (typeof namespaces === 'string') return { namespaces, pods };
  if (namespaces.isEverything && pods.isEverything) return 'entire-cluster';
  const [only, ...more] = namespaces.requirements;
  const isName = more.length === 0 && only?.key === 'kubernetes.io/metadata.name' && only.operator === 'In' && only.values.length === 1;
  return { namespaces: isName ? only.values[0] : namespaces, pods };
}

/** Such as `backend/[all pods]` or `[namespace with {env=prod}]/[pod with {app=x}]`. */
export function unknownPodsText(unknown: UnknownPods): string {
  return `${namespacesText(unknown)}/[${podsText(unknown)}]`;
}

/** Such as `backend` or `[namespace with {env=prod}]`. */
export function namespacesText({ namespaces }: UnknownPods): string {
  return typeof namespaces === 'string' ? namespaces : `[namespace with {${namespaces}}]`;
}

/** Such as `all pods` or `pod with {app=x}`. */
export function podsText({ pods }: UnknownPods): string {
  return pods.isEverything ? 'all pods' : `pod with {${pods}}`;
}
