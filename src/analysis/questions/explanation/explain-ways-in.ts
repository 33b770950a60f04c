import { explainEnd, explainTowards } from './explain-end';
import { askedPortOf, EndExplanation, Explanation, LetIn, NearMiss, ruleReferenceOf, WayIn } from './explanation';
import { newRuleOf } from './mend';
import { EndQuestion, portMiss } from './near-miss';
import { NAMESPACE_NAME_LABEL } from '../../../kubernetes/labels';
import { UsualPods } from '../../../kubernetes/usual-pods';
import { Analysis } from '../../engine/analysis';
import { ANYBODY, UnseenPods } from '../../engine/unseen-pods';
import { Backend, Cluster, Ingress, Policy, Rule, Selection, Service } from '../../model/cluster';
import { AddressesEnd, AskedEnd, endOf, INGRESS_CONTROLLER_NAME, WorkloadEnd } from '../../model/ends';
import { Selector } from '../../model/selector';
import { ConnectionSet, PROTOCOLS } from '../../sets/connection-set';
import { selectionText } from '../peer-text';
import { targetsOf } from '../ways-in/backends';
import { Front, frontsOf, podsOfFrontText } from '../ways-in/fronts';
import { Candidate, IngressControllers } from '../ways-in/ingress-controllers';

/** A way in to one workload, and the ports to which it leads. */
interface Way {
  readonly ingress: Ingress;
  readonly way: WayIn;
  readonly targets: ConnectionSet;
}

/**
 * Why what an ingress controller brings in reaches a workload, or does not: for each port the ways that lead to it. Those that come through Gateways whose pods are
 * given are explained apart from the others, which may come from any controller.
 */
export function explainWaysIn(analysis: Analysis, to: AskedEnd, asked: ConnectionSet = ConnectionSet.ALL): Explanation[] {
  if (to.kind === 'addresses') return [nowhere(analysis, to, asked, [])];
  const ways = waysTo(to, analysis, ({ backends }) => backends);
  const explained = groupsOf(ways, analysis).flatMap((group) => {
    const targets = group.reduce((all, one) => all.union(one.targets), ConnectionSet.NONE).intersect(asked);
    return eachPortOf(targets).map((port) => explainWays(analysis, to, port, group.filter((one) => !one.targets.intersect(port).isEmpty)));
  });
  if (explained.length > 0) return explained;
  const ungranted = waysTo(to, analysis, (ingress) => ingress.ungranted).filter(({ targets }) => !targets.intersect(asked).isEmpty);
  return [nowhere(analysis, to, asked, ungranted.map(({ way }) => ({ ...way, ungranted: true })))];
}

function waysTo(to: WorkloadEnd, analysis: Analysis, backendsOf: (ingress: Ingress) => readonly Backend[]): Way[] {
  return analysis.cluster.ingresses.flatMap((ingress) => {
    const leadThere = [...targetsOf(backendsOf(ingress), analysis)].filter(({ workload }) => workload === to.workload);
    return leadThere.map(({ service, targets }) => ({ ingress, way: wayOf(ingress, service, analysis.cluster), targets }));
  });
}

function wayOf(ingress: Ingress, service: Service, cluster: Cluster): WayIn {
  const { kind, namespace, name, source } = ingress;
  return { object: `${kind} ${namespace}/${name}`, service: { namespace: service.namespace, name: service.name }, fronts: frontsOf(ingress, cluster), source };
}

/** Ways in by who may bring in what comes by them. */
function groupsOf(ways: readonly Way[], analysis: Analysis): Way[][] {
  const controllers = IngressControllers.of(analysis);
  const groups = new Map<string, Way[]>();
  for (const one of ways) {
    const origin = controllers.podsOf(one.ingress.gateways)?.join() ?? 'any controller';
    groups.set(origin, [...groups.get(origin) ?? [], one]);
  }
  return [...groups.values()];
}

function nowhere(analysis: Analysis, to: AskedEnd, asked: ConnectionSet, ways: readonly WayIn[]): Explanation {
  return { from: INGRESS_CONTROLLER_NAME, to: analysis.names.textOf(to), ...askedPortOf(asked), open: false, ways };
}

function explainWays(analysis: Analysis, to: WorkloadEnd, asked: ConnectionSet, ways: readonly Way[]): Explanation {
  const [{ ingress: { gateways } }] = ways;
  const controllers = IngressControllers.of(analysis);
  const candidate = controllers.candidatesFor(analysis.classOfEnd(to), gateways).find(({ connections }) => asked.subtract(connections).isEmpty);
  const own = controllers.podsOf(gateways)?.map((pod) => endOf(analysis.cluster.workloads[pod]));
  const fronts = ways.flatMap(({ way }) => way.fronts);
  const closed = () => (own ? explainTowards(analysis, 'Ingress', to, own[0], asked) : explainClosed(analysis, to, asked, fronts));
  return {
    from: INGRESS_CONTROLLER_NAME,
    to: analysis.names.textOf(to),
    ...askedPortOf(asked),
    open: candidate !== undefined,
    ways: [...new Map(ways.map(({ way }) => [`${way.object} ${way.service.name}`, way])).values()],
    ...(candidate && { letIn: letInOf(candidate, analysis) }),
    ingress: candidate ? explainLetIn(analysis, to, asked, candidate) : closed(),
  };
}

function explainLetIn(analysis: Analysis, to: WorkloadEnd, asked: ConnectionSet, candidate: Candidate): EndExplanation {
  switch (candidate.is) {
    case 'workload': return explainTowards(analysis, 'Ingress', to, endOf(analysis.cluster.workloads[candidate.workload]), asked);
    case 'addresses': return explainTowards(analysis, 'Ingress', to, addressesOf(candidate), asked);
    case 'unseen': return explainStranger(analysis, to, asked, candidate.pods, []);
  }
}

/** As the pods that stand in front are told by the first of the ways of which these are known; as somebody of whom nothing is known, where they are not. */
function explainClosed(analysis: Analysis, to: WorkloadEnd, asked: ConnectionSet, fronts: readonly Front[]): EndExplanation {
  const { pods } = fronts.find((front) => front.pods) ?? {};
  return explainStranger(analysis, to, asked, pods ? strangerOf(pods, analysis.cluster) : ANYBODY, fronts);
}

/** Of a namespace that the manifests do not know, its name is all that is known. */
function strangerOf({ namespace, labels }: UsualPods, { namespaces }: Cluster): Selection {
  const named = namespaces.has(namespace) ? namespace : Selector.ofLabels({ [NAMESPACE_NAME_LABEL]: namespace });
  return { namespaces: named, pods: Selector.ofLabels(labels), skipsHostNetwork: false };
}

function explainStranger(analysis: Analysis, to: WorkloadEnd, asked: ConnectionSet, stranger: Selection, fronts: readonly Front[]): EndExplanation {
  const unseen = new UnseenPods(analysis);
  const self = analysis.classOfEnd(to);
  const question: EndQuestion = { analysis, direction: 'Ingress', end: to, asked };
  const who = [...new Set(fronts.map(podsOfFrontText))].join(' or ');
  const opening = (isolating: readonly Policy[]) => {
    const nearMiss = nearMissOf(question, isolating, (rule) => unseen.means(rule, stranger));
    return { ...(nearMiss && { nearMiss }), mend: newRuleOf(question, isolating, () => who) };
  };
  return explainEnd(question, unseen.trace('Ingress', self, stranger), { name: who, opening });
}

/** The first rule that means the pods, but not the port. */
function nearMissOf(question: EndQuestion, isolating: readonly Policy[], means: (rule: Rule) => boolean): NearMiss | undefined {
  const { analysis, end } = question;
  const named = analysis.classes[analysis.classOfEnd(end)].namedPorts;
  for (const policy of isolating) {
    for (const [index, rule] of policy.rules.Ingress!.entries()) {
      if (rule.ports && means(rule)) return { rule: ruleReferenceOf(policy, 'Ingress', index), ...portMiss({ ...question, named }, rule.ports) };
    }
  }
  return undefined;
}

function letInOf(candidate: Candidate, { cluster, names }: Analysis): LetIn {
  switch (candidate.is) {
    case 'workload': return { kind: 'workload', name: names.textOf(endOf(cluster.workloads[candidate.workload])) };
    case 'addresses': return { kind: 'addresses', name: names.textOf(addressesOf(candidate)) };
    case 'unseen': return candidate.pods === ANYBODY ? { kind: 'anybody' } : { kind: 'unknown pods', name: selectionText(candidate.pods) };
  }
}

function addressesOf({ addresses }: Extract<Candidate, { is: 'addresses' }>): AddressesEnd {
  return { kind: 'addresses', addresses };
}

function eachPortOf(connections: ConnectionSet): ConnectionSet[] {
  return PROTOCOLS.flatMap((protocol) => connections.portsOf(protocol).ranges.flatMap(({ first, last }) => (
    Array.from({ length: last - first + 1 }, (_, offset) => ConnectionSet.ofPort(protocol, first + offset))
  )));
}
