import { ApiObject, Chart, Lazy, Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { KUBE_SYSTEM } from './closed-cluster';
import { CloseRequest, Closing } from './closing';
import { warningsOfClosing } from './closing-warnings';
import { Cluster } from './cluster';
import { setNamespace } from './connection-policies';
import { DNS_PORTS } from './dns-ports';
import { INetworkPolicyPeer } from './network-policy-peer';
import { checkedPeerConfig } from './peer-config';
import { PodPlace, PodPlaces } from './pod-places';
import { PolicyPlan } from './policy-plan';
import { rulePeers } from './rule-peers';
import { checkSameApp } from './same-app';
import { Isolation, Planned, Synthesis, UnwrittenPolicy } from './synthesis';
import { Input } from '../input/input';
import { ResourceObject } from '../resource/resource-object';
import { LabelSelector } from '../selection/label-selector';

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
    let closed = OF_APP.get(root);
    if (!closed) OF_APP.set(root, closed = new ClosedNamespaces(Synthesis.of(root)));
    closed.add(request);
    return closed;
  }

  public readonly unwritten: UnwrittenPolicy[] = [];

  private readonly requests: CloseRequest[] = [];
  private readonly policies = new Map<string, ClosingPolicy>();

  private constructor(private readonly synthesis: Synthesis) {
    synthesis.add(this);
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
    this.synthesis.attempt(this.synthesis.app, () => { places = this.update(); });
    if (!places) return;
    for (const policy of this.policies.values()) {
      this.synthesis.attempt(policy.owner, () => { policy.plan = this.planOf(policy); });
    }
    const closings = [...this.policies.values()].map(({ closing }) => closing);
    this.synthesis.warnOfAll(warningsOfClosing(this.requests, closings, places, (request, namespace) => this.isLeftOpen(request, namespace)));
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
      addMetadata(policy, closing);
      policy.closing = closing;
    }
    return places;
  }

  /** One in each chart that puts pods into the namespace; in the first alone of those that are one cluster. */
  private closings(places: PodPlaces): Closing[] {
    const closings = new Map<string, Closing>();
    for (const request of this.requests) {
      for (const place of this.placesOf(request, places)) {
        const key = clusterKeyOf(place);
        let closing = closings.get(key);
        if (!closing) closings.set(key, closing = { ...place, requests: new Set() });
        closing.requests.add(request);
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
    return names ?? (labelSelector && !labelSelector.isEmpty() ? this.synthesis.namespacesThatMatch(labelSelector) : []);
  }

  private planOf({ owner, closing: { chart, namespace, requests } }: ClosingPolicy): PolicyPlan {
    const plan = new PolicyPlan();
    for (const { directions, dns } of requests) {
      directions.forEach((direction) => plan.isolate(direction));
      if (!dns) continue;
      const place = { who: owner, attempt: () => 'keep DNS open', policyOf: owner, namespace };
      plan.open('Egress', rulePeers(dns, place, this.synthesis), this.synthesis.peerConfig(dns, chart).ports ?? DNS_PORTS);
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
    if (policy.object.finalNamespace !== namespace) setNamespace(policy.object, namespace);
    this.policies.set(keyOf(closing), policy);
    return policy;
  }

  /** Follows pods whose namespace was set late, with whatever was patched meanwhile. */
  private move(policy: ClosingPolicy, closing: Closing): void {
    setNamespace(policy.object, closing.namespace);
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

/** The chart's name is unique in the app and stays when another chart is added, and so does this one. */
function nameOf({ chart, requests }: Closing): string {
  return givenNames(requests)[0] ?? `default-deny-${Names.toDnsLabel(chart)}`;
}

function givenNames(requests: Iterable<CloseRequest>): string[] {
  return [...new Set([...requests].map(({ metadata: { name } }) => name).filter((name) => name !== undefined))];
}

/** A name that was given can be that of two policies in one namespace, of which a cluster would keep one. */
function checkNames(closings: readonly Closing[]): void {
  const known = new Map<string, Closing>();
  for (const closing of closings) {
    const [name] = givenNames(closing.requests);
    if (name === undefined) continue;
    const key = `${closing.namespace ?? ''}/${name}`;
    const other = known.get(key);
    if (other && !areApart(other.chart, closing.chart)) {
      new Input(closing.chart).fail(`it and ${other.chart.node.path} both put pods into ${placeText(closing)}, and their default-deny policies would both be named "${name}", of which a cluster keeps `
        + 'one. Leave "name" out of the metadata, or say Cluster.of(…) of the charts.');
    }
    known.set(key, closing);
  }
}

/** Whether two charts were told to be for different clusters. */
function areApart(one: Chart, other: Chart): boolean {
  const [some, others] = [Cluster._around(one), Cluster._around(other)];
  return some.length > 0 && others.length > 0 && !some.some((cluster) => others.includes(cluster));
}

function placeText({ namespace }: PodPlace): string {
  return namespace === undefined ? 'a namespace that is not known' : `namespace "${namespace}"`;
}

function addMetadata({ object, closing: { requests: known } }: ClosingPolicy, closing: Closing): void {
  for (const { metadata: { name, labels, annotations } } of [...closing.requests].filter((request) => !known.has(request))) {
    if (name !== undefined && name !== object.name) {
      new Input(object.chart).fail(`its policy that closes ${placeText(closing)} is named "${object.name}" already, and cannot be named "${name}" as well. Give the name in the first call.`);
    }
    Object.entries(labels ?? {}).forEach(([key, value]) => object.metadata.addLabel(key, value));
    Object.entries(annotations ?? {}).forEach(([key, value]) => object.metadata.addAnnotation(key, value));
  }
}

function everyPodOf(namespace: string | undefined): Isolation['selector'] {
  const namespaces = namespace === undefined ? undefined : { names: [namespace] };
  return { toPodSelectorConfig: () => ({ labelSelector: LabelSelector.of(), ...(namespaces && { namespaces }) }) };
}

function freeId(chart: Chart, id: string): string {
  return chart.node.tryFindChild(id) ? freeId(chart, `${id}-Closed`) : id;
}
