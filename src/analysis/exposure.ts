import { Analysis } from './analysis';
import { endOf } from './ends';
import { Direction, Selection, Workload } from './model/cluster';
import { Selector } from './model/selector';
import { ConnectionSet } from './sets/connection-set';
import { ANYBODY, Strangers } from './strangers';

/** Pods that are not in the manifests, by what they would have to be. */
export interface UnknownPods {
  /** The name of a namespace, or `[namespace with {env=prod}]`. */
  readonly namespaces: string;
  /** `[all pods]` or `[pod with {app=x}]`. */
  readonly pods: string;
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
  return openingsOf(direction, analysis.classOfEnd(endOf(workload)), new Strangers(analysis), analysis);
}

/** What every workload could reach or be reached by, if there were more pods than the manifests tell of. */
export function exposureOf(analysis: Analysis): Exposure[] {
  const strangers = new Strangers(analysis);
  return (['Egress', 'Ingress'] as const).flatMap((direction) => analysis.classes.flatMap(({ number, members }) => {
    const { admin, isolating, baseline } = analysis.decisions.policiesOf(direction, number);
    const openings = openingsOf(direction, number, strangers, analysis);
    const isProtected = admin.length + isolating.length + baseline.length > 0;
    return members.map((member) => ({ workload: analysis.cluster.workloads[member], direction, protected: isProtected, openings }));
  }));
}

/** What is open to anybody, and what more to those whom rules mean that mean none of the workloads. */
function openingsOf(direction: Direction, self: number, strangers: Strangers, analysis: Analysis): Opening[] {
  const candidates = [ANYBODY, ...strangers.of(direction, self).filter((selection) => isUnknown(selection, analysis))]
    .map((stranger) => ({ stranger, connections: strangers.allowed(direction, self, stranger) }));
  return candidates.filter(({ stranger, connections }, index) => {
    const wider = candidates.filter((other, place) => other.stranger !== stranger && strangers.implies(stranger, other.stranger)
      && (place < index || !strangers.implies(other.stranger, stranger)));
    return !wider.reduce((rest, other) => rest.subtract(other.connections), connections).isEmpty;
  }).map(({ stranger, connections }) => ({ to: textOf(stranger), connections }));
}

/** Whether a selection can mean pods that are not in the manifests. */
function isUnknown(selection: Selection, analysis: Analysis): boolean {
  const { namespaces, pods } = selection;
  if (pods.isEverything) return typeof namespaces === 'string' || !namespaces.isEverything;
  return analysis.index.select(selection).length === 0;
}

function textOf({ namespaces, pods }: Selection): Opening['to'] {
  if (typeof namespaces !== 'string' && namespaces.isEverything && pods.isEverything) return 'entire-cluster';
  return {
    namespaces: typeof namespaces === 'string' ? namespaces : namespaceText(namespaces),
    pods: pods.isEverything ? '[all pods]' : `[pod with {${pods}}]`,
  };
}

function namespaceText(namespaces: Selector): string {
  const [only, ...more] = namespaces.requirements;
  const isName = more.length === 0 && only?.key === 'kubernetes.io/metadata.name' && only.operator === 'In' && only.values.length === 1;
  return isName ? only.values[0] : `[namespace with {${namespaces}}]`;
}
