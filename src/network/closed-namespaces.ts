import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { setNamespace } from './connection-policies';
import { Direction, DIRECTIONS } from './direction';
import { DNS_PORTS } from './dns-ports';
import { INetworkPolicyPeer } from './network-policy-peer';
import { namespaceOf, PodPlaces } from './pod-places';
import { isOfObject } from './pods-of-object';
import { PolicyPlan } from './policy-plan';
import { rulePeers } from './rule-peers';
import { Isolation, Planned, Synthesis, UnwrittenPolicy } from './synthesis';
import { ResourceObject } from '../resource/resource-object';

type Namespace = string | undefined;

/** What is to be closed. */
interface Request {
  /** Whose pods' namespaces. */
  readonly scope: App | Chart;
  /** Who may be connected to all the same. */
  readonly dns: INetworkPolicyPeer | undefined;
  /** The one namespace; those that hold pods of the scope if it is left out. */
  readonly namespace: Namespace;
}

/** A policy that closes a namespace, and for whom it was asked. */
interface Closing {
  readonly chart: Chart;
  readonly namespace: Namespace;
  readonly dns: Set<INetworkPolicyPeer>;
}

/** A closing as an object. */
interface ClosingPolicy {
  readonly owner: Construct;
  readonly object: ResourceObject;
  plan: PolicyPlan;
}

const OF_APP = new WeakMap<IConstruct, ClosedNamespaces>();

/** The policies that close the namespaces of an app wherever nothing else does: one for each namespace, whatever was asked how often. */
export class ClosedNamespaces implements Planned {
  /** Closes a namespace, or those that hold pods of the scope. */
  public static add(scope: App | Chart, dns?: INetworkPolicyPeer, namespace?: string): void {
    const { root } = scope.node;
    let closed = OF_APP.get(root);
    if (!closed) OF_APP.set(root, closed = new ClosedNamespaces(Synthesis.of(root)));
    closed.requests.push({ scope, dns, namespace });
  }

  public readonly isolations: Isolation[] = [];
  public readonly unwritten: UnwrittenPolicy[] = [];

  private readonly requests: Request[] = [];
  private readonly policies = new Map<string, ClosingPolicy>();

  private constructor(private readonly synthesis: Synthesis) {
    synthesis.addLast(this);
  }

  public plan(): void {
    const places = new PodPlaces(this.synthesis.app);
    const others = this.otherPolicies();
    const wanted = new Map(this.closings(places).flatMap((closing) => {
      const open = DIRECTIONS.filter((direction) => !others.some((other) => closes(other, closing, direction, places)));
      return open.length > 0 || closing.dns.size > 0 ? [[keyOf(closing), { closing, open }] as const] : [];
    }));
    for (const [key, { owner }] of this.policies) {
      if (!wanted.has(key)) this.remove(key, owner);
    }
    for (const [key, { closing, open }] of wanted) {
      const policy = this.policies.get(key) ?? this.write(key, closing, others);
      this.synthesis.attempt(policy.owner, () => { policy.plan = this.planOf(closing, open, policy.owner); });
    }
  }

  /** One for each namespace, in the first chart for which it was asked, or in each of several that are for different clusters. */
  private closings(places: PodPlaces): Closing[] {
    const asked = new Map<Namespace, Closing[]>();
    for (const { scope, dns, namespace } of this.requests) {
      const here = namespace !== undefined && Chart.isChart(scope) ? [{ chart: scope, namespace }] : places.below(scope);
      for (const place of here) {
        const known = asked.get(place.namespace) ?? [];
        asked.set(place.namespace, known);
        let closing = known.find(({ chart }) => chart === place.chart);
        if (!closing) known.push(closing = { ...place, dns: new Set() });
        if (dns) closing.dns.add(dns);
      }
    }
    return [...asked.values()].flatMap((closings) => {
      const shared = closings.find(({ chart }) => !places.apart.has(chart));
      return shared ? [{ ...shared, dns: new Set(closings.flatMap(({ dns }) => [...dns])) }] : closings;
    });
  }

  private otherPolicies(): ApiObject[] {
    const own = new Set([...this.policies.values()].map(({ object }) => object as ApiObject));
    const ofObjects = this.synthesis.isolations.filter(({ selector }) => isOfObject(selector)).map(({ object }) => object);
    ofObjects.forEach((object) => own.add(object));
    return this.synthesis.app.node.findAll()
      .filter((one) => ApiObject.isApiObject(one))
      .filter((object) => object.kind === 'NetworkPolicy' && object.apiGroup === 'networking.k8s.io' && !own.has(object));
  }

  private planOf({ chart, namespace, dns }: Closing, open: readonly Direction[], who: Construct): PolicyPlan {
    const plan = new PolicyPlan();
    for (const direction of open) plan.isolate(direction);
    for (const peer of dns) {
      const place = { who, attempt: () => 'keep DNS open', policyOf: who, namespace };
      plan.open('Egress', rulePeers(peer, place, this.synthesis), this.synthesis.peerConfig(peer, chart).ports ?? DNS_PORTS);
    }
    return plan;
  }

  private write(key: string, { chart, namespace }: Closing, others: readonly ApiObject[]): ClosingPolicy {
    const taken = new Set(others.filter((other) => namespaceOf(other) === namespace).map((other) => other.name));
    const owner = new Construct(chart, freeId(chart, namespace === undefined ? 'DefaultDeny' : `DefaultDeny-${namespace}`));
    const policy: ClosingPolicy = {
      owner,
      object: new ResourceObject(owner, 'Resource', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: freeName(taken), ...(namespace !== undefined && { namespace }) },
        spec: Lazy.any({ produce: () => policy.plan.toKube({}) }),
      }),
      plan: new PolicyPlan(),
    };
    if (policy.object.finalNamespace !== namespace) setNamespace(policy.object, namespace);
    this.policies.set(key, policy);
    return policy;
  }

  private remove(key: string, owner: Construct): void {
    owner.node.scope!.node.tryRemoveChild(owner.node.id);
    this.policies.delete(key);
  }
}

interface PolicyManifest {
  readonly spec?: { readonly podSelector?: object; readonly policyTypes?: string[]; readonly egress?: unknown[] };
}

function keyOf({ chart, namespace }: Closing): string {
  return `${chart.node.path} ${namespace ?? ''}`;
}

/** The usual name, unless a policy that somebody else wrote has it: whoever applies two of one name keeps one. */
function freeName(taken: ReadonlySet<string>): string {
  let [name, number] = ['default-deny', 1];
  while (taken.has(name)) name = `default-deny-${number += 1}`;
  return name;
}

function freeId(chart: Chart, id: string): string {
  return chart.node.tryFindChild(id) ? freeId(chart, `${id}-Closed`) : id;
}

/** Whether a policy selects every pod of the namespace for a direction, in each cluster for which it has to be closed. */
function closes(other: ApiObject, { chart, namespace }: Closing, direction: Direction, { apart }: PodPlaces): boolean {
  if ((other.chart !== chart && apart.has(other.chart)) || namespaceOf(other) !== namespace) return false;
  const { spec } = written(other);
  if (!spec || Object.values(spec.podSelector ?? {}).some((asked) => Object.keys(asked ?? {}).length > 0)) return false;
  return spec.policyTypes?.includes(direction) ?? (direction === 'Ingress' || (spec.egress?.length ?? 0) > 0);
}

/** An object that cannot be written says nothing; its own validation tells why. */
function written(object: ApiObject): PolicyManifest {
  try {
    return object.toJson();
  } catch {
    return {};
  }
}
