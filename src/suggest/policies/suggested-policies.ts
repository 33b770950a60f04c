import { blocksOf } from './blocks';
import { PodLabels, podLabelsOf } from './pod-labels';
import { Analysis } from '../../analysis/engine/analysis';
import { Direction, DIRECTIONS, Workload } from '../../analysis/model/cluster';
import { workloadText } from '../../analysis/model/ends';
import { Labels } from '../../analysis/model/selector';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { CLUSTER_DNS } from '../../kubernetes/usual-pods';
import { controllerOfClass, isKnownClass, usualController } from '../entrances';
import { SuggestedEnd, suggestedEndText, Suggestion } from '../suggestion';

/** The other end of a rule. */
export type SuggestedPeer = { readonly namespace: string; readonly labels: Labels } | { readonly block: string };

export interface SuggestedRule {
  readonly peers: readonly SuggestedPeer[];
  readonly connections: ConnectionSet;
}

/** The policy of one workload, with the suggestions that it opens. */
export interface SuggestedPolicy {
  readonly workload: Workload;
  readonly name: string;
  readonly labels: Labels;
  readonly rules: { readonly [direction in Direction]?: readonly SuggestedRule[] };
  readonly suggestions: readonly Suggestion[];
}

/** Policies that open what is certain and nothing else, and what has to be known of them. */
export interface SuggestedPolicies {
  readonly policies: readonly SuggestedPolicy[];
  /** Namespaces that are closed but for these policies, with the name of the policy that does it. */
  readonly closed: readonly { readonly namespace: string; readonly name: string }[];
  /** What is certain and written. */
  readonly opened: readonly Suggestion[];
  /** What is not opened, because a person has to look at it. */
  readonly likely: readonly Suggestion[];
  readonly labelsOf: ReadonlyMap<Workload, PodLabels>;
  /** What of the result is not as it should be, in sentences. */
  readonly remarks: readonly string[];
}

/** What comes with the cluster is not closed: others need it whom the manifests do not show. */
const OF_THE_CLUSTER = /^kube-/;

const CLOSING = 'default-deny';

export function suggestedPolicies(analysis: Analysis, suggestions: readonly Suggestion[]): SuggestedPolicies {
  const { workloads, policies: present } = analysis.cluster;
  const labelsOf = new Map(workloads.map((workload) => [workload, podLabelsOf(workload, analysis)]));
  const certain = suggestions.filter(({ grade }) => grade === 'certain');
  const opened = certain.filter(({ from, to }) => [from, to].every((end) => end.kind !== 'workload' || !end.workload.hostNetwork));
  const taken = new Set(present.map(({ namespace, name }) => `${namespace}/${name}`));
  const free = (namespace: string, ...names: readonly string[]) => {
    const name = names.find((one) => !taken.has(`${namespace}/${one}`)) ?? `${names[0]}-${taken.size}`;
    taken.add(`${namespace}/${name}`);
    return name;
  };
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))].sort();
  const closed = namespaces.filter((namespace) => !OF_THE_CLUSTER.test(namespace)).map((namespace) => ({ namespace, name: free(namespace, CLOSING, `${CLOSING}-suggested`) }));
  const writable = workloads.filter((workload) => !OF_THE_CLUSTER.test(workload.namespace) && !workload.hostNetwork)
    .filter((workload) => Object.keys(labelsOf.get(workload)!.labels).length > 0);
  const policies = writable.flatMap((workload): SuggestedPolicy[] => {
    const own = opened.filter(({ from, to }) => [from, to].some((end) => end.kind === 'workload' && end.workload === workload));
    const rules = rulesOf(workload, own, labelsOf, workloads);
    if (Object.keys(rules).length === 0) return [];
    const name = free(workload.namespace, workload.name, `${workload.name}-${workload.kind.split('.')[0].toLowerCase()}`, `${workload.name}-suggested`);
    return [{ workload, name, labels: labelsOf.get(workload)!.labels, rules, suggestions: own }];
  });
  return {
    policies,
    closed,
    opened,
    labelsOf,
    likely: suggestions.filter(({ grade }) => grade === 'likely'),
    remarks: remarksOf(analysis, certain, opened, labelsOf, namespaces),
  };
}

function rulesOf(workload: Workload, own: readonly Suggestion[], labelsOf: ReadonlyMap<Workload, PodLabels>, workloads: readonly Workload[]): SuggestedPolicy['rules'] {
  return Object.fromEntries(DIRECTIONS.flatMap((direction) => {
    const [self, other] = direction === 'Egress' ? ['from', 'to'] as const : ['to', 'from'] as const;
    const concerned = own.filter((one) => isWorkload(one[self], workload));
    const byPorts = new Map<ConnectionSet, Map<string, SuggestedPeer>>();
    for (const suggestion of concerned) {
      for (const peer of peersOf(suggestion[other], labelsOf, workloads)) {
        const peers = byPorts.get(suggestion.connections) ?? new Map<string, SuggestedPeer>();
        byPorts.set(suggestion.connections, peers.set(JSON.stringify(peer), peer));
      }
    }
    const rules = [...byPorts].map(([connections, peers]): SuggestedRule => ({ connections, peers: [...peers.values()] }));
    return rules.length === 0 ? [] : [[direction, rules]];
  }));
}

function peersOf(end: SuggestedEnd, labelsOf: ReadonlyMap<Workload, PodLabels>, workloads: readonly Workload[]): readonly SuggestedPeer[] {
  switch (end.kind) {
    case 'workload': {
      const { labels } = labelsOf.get(end.workload)!;
      return Object.keys(labels).length === 0 ? [] : [{ namespace: end.workload.namespace, labels }];
    }
    case 'addresses': return blocksOf(end.addresses).map((block) => ({ block }));
    // Where the manifests hold the controller, it is suggested itself.
    case 'ingress-controller': return controllerOfClass(end.className, workloads).length > 0 ? [] : [usualController(end.className)].map(({ namespace, labels }) => ({ namespace, labels }));
    case 'named': return end.what === 'dns' ? [CLUSTER_DNS] : [];
  }
}

function isWorkload(end: SuggestedEnd, workload: Workload): boolean {
  return end.kind === 'workload' && end.workload === workload;
}

function remarksOf({ cluster }: Analysis, certain: readonly Suggestion[], opened: readonly Suggestion[], labelsOf: SuggestedPolicies['labelsOf'], namespaces: readonly string[]): string[] {
  const remarks: string[] = [];
  if (cluster.policies.length > 0) remarks.push(`the manifests have ${cluster.policies.length} ${cluster.policies.length === 1 ? 'policy' : 'policies'} already: what these open stays open.`);
  for (const namespace of namespaces.filter((one) => OF_THE_CLUSTER.test(one))) remarks.push(`${namespace} is not closed: pods that the manifests do not show need what runs there.`);
  for (const [workload, { labels, shared }] of labelsOf) {
    if (Object.keys(labels).length === 0) remarks.push(`the pods of ${workloadText(workload)} have no labels, so that no policy can tell them from others: they are closed. Give them a label.`);
    else if (shared.length > 0) remarks.push(`policies cannot tell the pods of ${workloadText(workload)} from those of ${shared.map(workloadText).join(', ')}: what is opened for one is open for both. Give them a label of their own.`);
  }
  for (const suggestion of certain.filter((one) => !opened.includes(one))) {
    remarks.push(`${suggestedEndText(suggestion.from)} => ${suggestedEndText(suggestion.to)} is not written: policies do not know pods on the network of their node. Name the addresses of the nodes.`);
  }
  const assumed = new Set(certain.flatMap(({ from }) => (from.kind === 'ingress-controller' && !isKnownClass(from.className) ? [from.className ?? 'none'] : [])));
  if (assumed.size > 0 && opened.length > 0) {
    remarks.push(`ingress-nginx is assumed as the controller of Ingresses (class: ${[...assumed].join(', ')}). Name the pods of yours where it is another.`);
  }
  return remarks;
}
