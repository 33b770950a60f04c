import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { KUBE_SYSTEM } from './closed-cluster';
import { CloseRequest, Closing } from './closing';
import { addMetadata, checkNames, nameOf } from './closing-metadata';
import { warningsOfClosing } from './closing-warnings';
import { PodPlace, PodPlaces } from './pod-places';
import { Cluster } from '../app/cluster';
import { checkSameApp } from '../app/same-app';
import { DNS_PORTS } from '../peers/dns-ports';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { checkedPeerConfig } from '../peers/peer-config';
import { PolicyPlan } from '../policies/policy-plan';
import { rulePeers } from '../policies/rule-peers';
import { ResourceObject } from '../resource/resource-object';
import { LabelSelector } from '../selection/label-selector';
import { Isolation, Planned, UnwrittenPolicy } from '../synth/run/planned';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';
import { memo } from '../validation/memo';

/** A closing as an object. */
interface ClosingPolicy {
  readonly owner: Construct;
  readonly object: ResourceObject;
  closing: Closing;
  plan: PolicyPlan;
}

const OF_APP = new WeakMap<IConstruct, ClosedNamespaces>();

/** Writes one default-deny policy for each namespace of each chart, or of each cluster where clusters were told. */
export class ClosedNamespaces implements Planned {
  /** Closes a namespace, or those that hold pods of the scope, and follows what is added to the scope later. */
  public static close(request: CloseRequest): ClosedNamespaces {
    const { root } = request.scope.node;
    const closed = memo(OF_APP, root, () => new ClosedNamespaces(Synthesis.of(root)));
    closed.add(request);
    return closed;
  }

  public readonly unwritten: UnwrittenPolicy[] = [];

  private readonly requests: CloseRequest[] = [];
  private readonly policies = new Map<string, ClosingPolicy>();

  private constructor(private readonly synthesis: Synthesis) {
    synthesis.planned.push(this);
  }

  /** That each policy still selects every pod of its namespace is proved like the isolation of workloads. */
  public get isolations(): Isolation[] {
    return [...this.policies.values()].map(({ owner, object, plan: { directions }, closing: { namespace } }) => (
      { construct: owner, selector: everyPodOf(namespace), namespace, directions, object }
    ));
  }

  public policiesOf(request: CloseRequest): ApiObject[] {
    this.update();
    return [...this.policies.values()].filter(({ closing }) => closing.requests.has(request)).map(({ object }) => object);
  }

  public plan(): void {
    let places: PodPlaces | undefined;
    this.synthesis.problems.collect(this.synthesis.app, () => { places = this.update(); });
    if (!places) return;
    for (const policy of this.policies.values()) {
      this.synthesis.problems.collect(policy.owner, () => { policy.plan = this.planOf(policy); });
    }
    const closings = [...this.policies.values()].map(({ closing }) => closing);
    const isLeftOpen = (request: CloseRequest, namespace: string | undefined) => this.isLeftOpen(request, namespace);
    this.synthesis.warnings.warnOfAll(warningsOfClosing(this.requests, closings, places, isLeftOpen));
  }

  /** A request that contradicts another is not kept. */
  private add(request: CloseRequest): void {
    checkSameApp(new Input(request.scope), 'dns', request.dns, request.scope);
    this.requests.push(request);
    try {
      this.update();
    } catch (error) {
      this.requests.pop();
      throw error;
    }
  }

  /** Makes, moves and removes policies until they are those that are wanted now. */
  private update(): PodPlaces {
    const places = new PodPlaces(this.synthesis.app);
    const wanted = new Map(this.closings(places).map((closing) => [keyOf(closing), closing]));
    const missing = [...wanted.values()].filter((closing) => !this.policies.has(keyOf(closing)));
    const superfluous = [...this.policies].filter(([key]) => !wanted.has(key));
    for (const [key, policy] of superfluous) {
      this.policies.delete(key);
      const inChart = ({ chart }: PodPlace) => chart === policy.closing.chart;
      const [next, ...others] = missing.filter(inChart);
      const isMoved = next && others.length === 0 && superfluous.filter(([, { closing }]) => inChart(closing)).length === 1;
      if (isMoved) this.move(policy, next);
      else policy.owner.node.scope!.node.tryRemoveChild(policy.owner.node.id);
    }
    for (const [key, closing] of wanted) {
      const policy = this.policies.get(key) ?? this.write(closing);
      addMetadata(policy.object, policy.closing.requests, closing);
      policy.closing = closing;
    }
    return places;
  }

  /** One in each chart that puts pods into the namespace; in the first alone of those that are one cluster. */
  private closings(places: PodPlaces): Closing[] {
    const closings = new Map<string, Closing>();
    for (const request of this.requests) {
      for (const place of this.placesOf(request, places)) {
        memo(closings, clusterKeyOf(place), (): Closing => ({ ...place, requests: new Set() })).requests.add(request);
      }
    }
    checkNames([...closings.values()]);
    return [...closings.values()];
  }

  private placesOf(request: CloseRequest, places: PodPlaces): readonly PodPlace[] {
    const { scope, namespace } = request;
    if (namespace !== undefined) return [{ chart: scope as Chart, namespace }];
    return places.below(scope).filter((place) => !request.except.includes(place.namespace ?? '') && !this.isLeftOpen(request, place.namespace));
  }

  /** Whether a namespace is closed only where it is named. */
  private isLeftOpen({ dns }: CloseRequest, namespace: string | undefined): boolean {
    if (namespace === undefined) return false;
    return namespace === KUBE_SYSTEM || (dns !== undefined && this.namespacesOf(dns).includes(namespace));
  }

  /** The namespaces of the pods that a peer means. */
  private namespacesOf(peer: INetworkPolicyPeer): string[] {
    const { peers, podSelector } = checkedPeerConfig(peer, new Input('DefaultDeny'));
    if (peers) return peers.flatMap((one) => this.namespacesOf(one));
    const { names, labelSelector } = podSelector?.namespaces ?? {};
    return names ?? (labelSelector && !labelSelector.isEmpty() ? this.synthesis.lookups.namespacesThatMatch(labelSelector) : []);
  }

  private planOf({ owner, closing: { chart, namespace, requests } }: ClosingPolicy): PolicyPlan {
    const plan = new PolicyPlan();
    for (const { directions, dns } of requests) {
      directions.forEach((direction) => plan.isolate(direction));
      if (!dns) continue;
      const place = { who: owner, attempt: () => 'keep DNS open', policyOf: owner, namespace };
      plan.open('Egress', rulePeers(dns, place, this.synthesis), this.synthesis.lookups.peerConfig(dns, chart).ports ?? DNS_PORTS);
    }
    return plan;
  }

  private write(closing: Closing): ClosingPolicy {
    const { chart, namespace, requests } = closing;
    const owner = new Construct(chart, freeId(chart, namespace === undefined ? 'DefaultDeny' : `DefaultDeny-${namespace}`));
    Synthesis.of(owner);
    const policy: ClosingPolicy = {
      owner,
      closing,
      object: new ResourceObject(owner, 'Resource', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { ...[...requests][0].metadata, name: nameOf(closing), ...(namespace !== undefined && { namespace }) },
        spec: Lazy.any({ produce: () => policy.plan.toKube({}) }),
      }),
      plan: new PolicyPlan(),
    };
    if (policy.object.finalNamespace !== namespace) policy.object.setNamespace(namespace);
    this.policies.set(keyOf(closing), policy);
    return policy;
  }

  /** Follows pods whose namespace was set late, with whatever was patched meanwhile. */
  private move(policy: ClosingPolicy, closing: Closing): void {
    policy.object.setNamespace(closing.namespace);
    this.policies.set(keyOf(closing), policy);
  }
}

function keyOf({ chart, namespace }: PodPlace): string {
  return `${chart.node.path} ${namespace ?? ''}`;
}

/** The same for charts that are applied to the same clusters. */
function clusterKeyOf(place: PodPlace): string {
  const clusters = Cluster._around(place.chart);
  return clusters.length === 0 ? keyOf(place) : `${clusters.map(({ name }) => JSON.stringify(name)).join()} ${place.namespace ?? ''}`;
}

function everyPodOf(namespace: string | undefined): Isolation['selector'] {
  const namespaces = namespace === undefined ? undefined : { names: [namespace] };
  return { toPodSelectorConfig: () => ({ labelSelector: LabelSelector.of(), ...(namespaces && { namespaces }) }) };
}

function freeId(chart: Chart, id: string): string {
  return chart.node.tryFindChild(id) ? freeId(chart, `${id}-Closed`) : id;
}
