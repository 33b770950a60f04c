import { Analysis } from './analysis';
import { Direction, Selection, Workload } from './model/cluster';
import { Selector } from './model/selector';
import { ConnectionSet } from './sets/connection-set';

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

const WHOLE_CLUSTER = 'entire-cluster' as const;

/** What every workload could reach or be reached by, if there were more pods than the manifests tell of. */
export function exposureOf(analysis: Analysis): Exposure[] {
  return (['Egress', 'Ingress'] as const).flatMap((direction) => analysis.classes.flatMap(({ number, members }) => {
    const { admin, isolating, baseline } = analysis.decisions.policiesOf(direction, number);
    const openings = isolating.length > 0
      ? openingsOf(direction, number, analysis)
      : [{ to: WHOLE_CLUSTER, connections: ConnectionSet.ALL }];
    const isProtected = admin.length + isolating.length + baseline.length > 0;
    return members.map((member) => ({ workload: analysis.cluster.workloads[member], direction, protected: isProtected, openings }));
  }));
}

/** The peers of the rules that mean none of the workloads, each with all that is open to it. Names of ports say nothing of pods that nobody knows. */
function openingsOf(direction: Direction, self: number, analysis: Analysis): Opening[] {
  const named = direction === 'Ingress' ? analysis.classes[self].namedPorts : [];
  const openings = new Map<string, Opening>();
  const { isolating } = analysis.decisions.policiesOf(direction, self);
  for (const rule of isolating.flatMap((policy) => policy.rules[direction]!)) {
    const connections = analysis.decisions.connectionsOf(rule, named);
    const targets: Opening['to'][] = rule.peers?.flatMap((peer) => ('selection' in peer ? targetOf(peer.selection, analysis) : [])) ?? [WHOLE_CLUSTER];
    for (const to of targets) {
      const key = JSON.stringify(to);
      openings.set(key, { to, connections: connections.union(openings.get(key)?.connections ?? ConnectionSet.NONE) });
    }
  }
  const cluster = openings.get(JSON.stringify(WHOLE_CLUSTER))?.connections ?? ConnectionSet.NONE;
  return [...openings.values()].filter(({ to, connections }) => (
    !connections.isEmpty && (to === WHOLE_CLUSTER || !connections.subtract(cluster).isEmpty)
  ));
}

function targetOf(selection: Selection, analysis: Analysis): Opening['to'][] {
  const { namespaces, pods } = selection;
  if (typeof namespaces !== 'string' && namespaces.isEverything && pods.isEverything) return [WHOLE_CLUSTER];
  if (!pods.isEverything && analysis.index.select(selection).length > 0) return [];
  return [{
    namespaces: typeof namespaces === 'string' ? namespaces : namespaceText(namespaces),
    pods: pods.isEverything ? '[all pods]' : `[pod with {${pods}}]`,
  }];
}

function namespaceText(namespaces: Selector): string {
  const [only, ...more] = namespaces.requirements;
  const isName = more.length === 0 && only?.key === 'kubernetes.io/metadata.name' && only.operator === 'In' && only.values.length === 1;
  return isName ? only.values[0] : `[namespace with {${namespaces}}]`;
}
