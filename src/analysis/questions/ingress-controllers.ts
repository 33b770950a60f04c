import { ownPodsOf } from './fronts';
import { Analysis } from '../engine/analysis';
import { KnownPods } from '../engine/known-pods';
import { rangesOf } from '../engine/ranges';
import { ANYBODY, UnseenPods } from '../engine/unseen-pods';
import { Ingress, NamedGateway } from '../model/cluster';
import { ConnectionSet } from '../sets/connection-set';

/** By what ingress controllers are recognized, where the manifests hold one. */
const CONTROLLERS = /ingress|gateway|nginx|traefik|haproxy|contour|envoy|kong|istio|router|proxy|ambassador|emissary|apisix/;

const KNOWN = new WeakMap<Analysis, IngressControllers>();

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
  /** The classes of workloads that look like a controller. */
  private readonly classes: ReadonlySet<number>;

  private constructor(private readonly analysis: Analysis) {
    this.pods = new KnownPods(analysis);
    this.unseen = new UnseenPods(analysis);
    this.classes = new Set([...analysis.cluster.workloads.entries()]
      .filter(([, { namespace, name, labels }]) => CONTROLLERS.test([namespace, name, ...Object.values(labels)].join(' ')))
      .map(([number]) => analysis.classOfWorkload(number)));
  }

  /** What the pods of a class let in from any controller that there may be; from the pods of Gateways alone, where these are given. */
  public letInBy(self: number, gateways: Ingress['gateways'] = []): ConnectionSet {
    const own = gateways.map((gateway) => this.podsOf(gateway));
    if (own.length > 0 && own.every((pods) => pods.length > 0)) return this.letInFrom(self, own.flat());
    let answer = this.answers.get(self);
    if (!answer) this.answers.set(self, answer = this.find(self));
    return answer;
  }

  /** The pods that were made for a Gateway carry its name. */
  private podsOf(gateway: NamedGateway): readonly number[] {
    return this.analysis.index.select({ namespaces: gateway.namespace, pods: ownPodsOf(gateway), skipsHostNetwork: false });
  }

  private letInFrom(self: number, pods: readonly number[]): ConnectionSet {
    const others = new Set(pods.map((pod) => this.analysis.classOfWorkload(pod)));
    return [...others].reduce((open, other) => open.union(this.analysis.evaluator.decide('Ingress', self, other)), ConnectionSet.NONE);
  }

  private find(self: number): ConnectionSet {
    const { evaluator } = this.analysis;
    const anybody = this.unseen.allowed('Ingress', self, ANYBODY);
    if (anybody.isAll) return anybody;
    const unknown = this.unseen.of('Ingress', self).filter((selection) => !this.pods.shows(selection));
    // Where nothing isolates the pods, every address is let in, which says nothing of controllers.
    const addresses = evaluator.tiersOf('Ingress', self).isIsolated ? rangesOf('Ingress', self, evaluator) : [];
    return [
      ...unknown.map((selection) => this.unseen.allowed('Ingress', self, selection)),
      ...addresses.map(({ connections }) => connections),
      ...[...this.classes].map((other) => evaluator.decide('Ingress', self, other)),
    ].reduce((open, connections) => open.union(connections), anybody);
  }
}
