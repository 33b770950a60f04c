import { Analysis } from './analysis';
import { GATEWAY_NAME_LABEL } from '../../kubernetes/usual-pods';
import { Selection } from '../model/cluster';
import { Selector } from '../model/selector';

/** The label that holds the name of a namespace. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Namespaces whose pods come with the cluster, and are in no manifests. */
const OF_THE_CLUSTER = /^(kube|openshift)-/;

/** Tells apart what the manifests show from what only the cluster knows, so that nothing is called absent that is only not shown. */
export class KnownPods {
  private readonly shown: ReadonlySet<string>;
  /** Namespaces in which somebody may make pods that the manifests do not tell of. */
  private readonly unknown: ReadonlySet<string>;
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly analysis: Analysis) {
    const { workloads, makers } = analysis.cluster;
    this.shown = new Set(workloads.map(({ namespace }) => namespace));
    this.unknown = new Set(makers.map(({ namespace }) => namespace));
  }

  /** Whether the manifests have pods of a namespace, and hence, as far as can be told, all of them. */
  public showsPodsOf(namespace: string): boolean {
    return this.shown.has(namespace) && !this.mayHoldMore(namespace);
  }

  /** Whether pods may be in a namespace that the manifests do not show: those that come with the cluster, or that operators make. */
  public mayHoldMore(namespace: string): boolean {
    return OF_THE_CLUSTER.test(namespace) || this.unknown.has(namespace);
  }

  /** Whether the manifests show the pods that a selection could mean: those of namespaces that it names and whose pods are there. */
  public shows({ namespaces, pods }: Selection): boolean {
    if (areOfGateway(pods)) return false;
    if (typeof namespaces === 'string') return this.showsPodsOf(namespaces);
    let answer = this.answers.get(namespaces.key);
    if (answer === undefined) this.answers.set(namespaces.key, answer = this.showsAllOf(namespaces));
    return answer;
  }

  private showsAllOf(namespaces: Selector): boolean {
    if (!namespaces.requirements.some(({ operator }) => operator === 'In' || operator === 'Exists')) return false;
    const named = namespaces.requirements.flatMap(({ key, operator, values }) => (key === NAME_LABEL && operator === 'In' ? values : []));
    const matching = this.analysis.index.namespacesOf(namespaces);
    return matching.length > 0 && [...matching, ...named].every((namespace) => this.showsPodsOf(namespace));
  }
}

/** Whether pods are those of a Gateway, which its controller makes. */
export function areOfGateway(pods: Selector): boolean {
  return pods.requirements.some(({ key, operator }) => key === GATEWAY_NAME_LABEL && operator === 'In');
}

/** Whether a namespace is one that every cluster has, shown or not. */
export function comesWithTheCluster(namespace: string): boolean {
  return namespace === 'default' || OF_THE_CLUSTER.test(namespace);
}
