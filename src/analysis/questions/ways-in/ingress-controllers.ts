import { ownPodsOf } from './fronts';
import { Analysis } from '../../engine/analysis';
import { KnownPods } from '../../engine/known-pods';
import { rangesOf } from '../../engine/ranges';
import { ANYBODY, UnseenPods } from '../../engine/unseen-pods';
import { Ingress, Selection } from '../../model/cluster';
import { AddressSet } from '../../sets/address-set';
import { ConnectionSet } from '../../sets/connection-set';

/** By what ingress controllers are recognized, where the manifests hold one. */
const CONTROLLERS = /ingress|gateway|nginx|traefik|haproxy|contour|envoy|kong|istio|router|proxy|ambassador|emissary|apisix/;

const KNOWN = new WeakMap<Analysis, IngressControllers>();

/** Somebody who may be an ingress controller, and what pods let in from it. */
export type Candidate = { readonly connections: ConnectionSet } & (
  | { readonly is: 'workload'; readonly workload: number }
  | { readonly is: 'unseen'; readonly pods: Selection }
  | { readonly is: 'addresses'; readonly addresses: AddressSet }
);

/** What pods let in that may come from an ingress controller: a pod that the manifests may not show, or an address of a node. */
export class IngressControllers {
  public static of(analysis: Analysis): IngressControllers {
    let controllers = KNOWN.get(analysis);
    if (!controllers) KNOWN.set(analysis, controllers = new IngressControllers(analysis));
    return controllers;
  }

  private readonly answers = new Map<number, ConnectionSet>();
  private readonly pods: KnownPods;
  private readonly unseen: UnseenPods;
  /** The workloads that look like a controller. */
  private readonly alike: readonly number[];

  private constructor(private readonly analysis: Analysis) {
    this.pods = new KnownPods(analysis);
    this.unseen = new UnseenPods(analysis);
    this.alike = [...analysis.cluster.workloads.entries()]
      .filter(([, { namespace, name, labels }]) => CONTROLLERS.test([namespace, name, ...Object.values(labels)].join(' ')))
      .map(([number]) => number);
  }

  /** What the pods of a class let in from any controller that there may be; from the pods of Gateways alone, where these are given. */
  public letInBy(self: number, gateways: Ingress['gateways'] = []): ConnectionSet {
    const own = this.podsOf(gateways);
    if (own) return union(this.letInFrom(self, own));
    let answer = this.answers.get(self);
    if (!answer) this.answers.set(self, answer = union(this.find(self)));
    return answer;
  }

  /** The same, by whom it may be: those first of whom is most certain that they are let in. */
  public candidatesFor(self: number, gateways: Ingress['gateways'] = []): readonly Candidate[] {
    const own = this.podsOf(gateways);
    return own ? [...this.letInFrom(self, own)] : [...this.find(self)];
  }

  /** The pods that were made for Gateways, which carry their names; `undefined` where these are not given. */
  public podsOf(gateways: Ingress['gateways']): readonly number[] | undefined {
    const { index } = this.analysis;
    const own = gateways.map((gateway) => index.select({ namespaces: gateway.namespace, pods: ownPodsOf(gateway), skipsHostNetwork: false }));
    return own.length > 0 && own.every((pods) => pods.length > 0) ? own.flat() : undefined;
  }

  /** Each class once. */
  private* letInFrom(self: number, pods: readonly number[]): Iterable<Candidate> {
    const classes = new Map(pods.map((pod) => [this.analysis.classOfWorkload(pod), pod]));
    for (const [other, pod] of classes) yield { is: 'workload', workload: pod, connections: this.analysis.evaluator.decide('Ingress', self, other) };
  }

  private* find(self: number): Iterable<Candidate> {
    const { evaluator } = this.analysis;
    const anybody = this.unseen.allowed('Ingress', self, ANYBODY);
    yield { is: 'unseen', pods: ANYBODY, connections: anybody };
    if (anybody.isAll) return;
    yield* this.letInFrom(self, this.alike);
    for (const pods of this.unseen.of('Ingress', self).filter((selection) => !this.pods.shows(selection))) {
      yield { is: 'unseen', pods, connections: this.unseen.allowed('Ingress', self, pods) };
    }
    // Where nothing isolates the pods, every address is let in, which says nothing of controllers.
    if (!evaluator.tiersOf('Ingress', self).isIsolated) return;
    for (const { addresses, connections } of rangesOf('Ingress', self, evaluator)) yield { is: 'addresses', addresses, connections };
  }
}

function union(candidates: Iterable<Candidate>): ConnectionSet {
  let open = ConnectionSet.NONE;
  for (const { connections } of candidates) open = open.union(connections);
  return open;
}
