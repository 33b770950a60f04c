import { ApiObject, App, Chart } from 'cdk8s';
import { Direction, DIRECTIONS } from './direction';
import { NetworkPolicy, NetworkPolicyTrafficDefault } from './network-policy';
import { INetworkPolicyPeer } from './network-policy-peer';
import { makesPods } from './pod-template';
import { Isolation, Planned, Synthesis, UnwrittenPolicy } from './synthesis';
import { ResourceObject } from '../resource/resource-object';

type Namespace = string | undefined;

/** A policy that closes a namespace. */
interface Closing {
  readonly chart: Chart;
  readonly namespace: Namespace;
  readonly directions: readonly Direction[];
}

/** The policies that close the namespaces of an app, a chart, or one by its name, wherever nothing else closes them. */
export class ClosedNamespaces implements Planned {
  /**
   * @param scope whose pods' namespaces are closed
   * @param dns who may be connected to all the same
   * @param namespace the one to close; those that hold pods of the scope if it is left out
   */
  public static add(scope: App | Chart, dns?: INetworkPolicyPeer, namespace?: string): void {
    const synthesis = Synthesis.of(scope);
    synthesis.addLast(new ClosedNamespaces(scope, synthesis, dns, namespace));
  }

  public readonly isolations: Isolation[] = [];
  public readonly unwritten: UnwrittenPolicy[] = [];

  private readonly policies = new Map<NetworkPolicy, string>();

  private constructor(
    private readonly scope: App | Chart,
    private readonly synthesis: Synthesis,
    private readonly dns: INetworkPolicyPeer | undefined,
    private readonly namespace: string | undefined,
  ) {}

  public plan(): boolean {
    const closings = this.closings().map((closing) => [keyOf(closing), closing] as const);
    const wanted = new Map(closings);
    const before = [...this.policies.values()];
    for (const [policy, key] of this.policies) {
      if (!wanted.delete(key)) this.remove(policy);
    }
    for (const [key, closing] of wanted) this.policies.set(this.write(closing), key);
    return before.join() !== [...this.policies.values()].join();
  }

  private closings(): Closing[] {
    const places = this.scope instanceof Chart && this.namespace !== undefined ? [{ chart: this.scope, namespace: this.namespace }] : this.places();
    return places.flatMap(({ chart, namespace }) => {
      const open = DIRECTIONS.filter((direction) => !this.isClosed(namespace, direction));
      return open.length > 0 || this.dns ? [{ chart, namespace, directions: open }] : [];
    });
  }

  /** The namespaces that hold pods, each with the first chart that puts some there; one that writes the same objects as another is for another cluster. */
  private places(): { chart: Chart; namespace: Namespace }[] {
    const places = new Map<Namespace, { chart: Chart; names: Set<string> }[]>();
    for (const object of this.scope.node.findAll().filter((one) => ApiObject.isApiObject(one))) {
      if (!makesPods(object)) continue;
      const namespace = namespaceOf(object);
      const known = places.get(namespace) ?? [];
      places.set(namespace, known);
      const name = `${object.kind} ${object.name}`;
      const own = known.find(({ chart }) => chart === object.chart);
      if (own) own.names.add(name);
      else known.push({ chart: object.chart, names: new Set([name]) });
    }
    return [...places].flatMap(([namespace, charts]) => charts
      .filter(({ names }, index) => index === 0 || charts.slice(0, index).some((earlier) => [...names].some((name) => earlier.names.has(name))))
      .map(({ chart }) => ({ chart, namespace })));
  }

  /** Whether another policy of the app selects every pod of the namespace for a direction. */
  private isClosed(namespace: Namespace, direction: Direction): boolean {
    const own = new Set([...this.policies.keys()].map((policy) => ApiObject.of(policy)));
    return this.scope.node.root.node.findAll()
      .filter((one) => ApiObject.isApiObject(one))
      .filter((object) => object.kind === 'NetworkPolicy' && object.apiGroup === 'networking.k8s.io' && !own.has(object))
      .some((object) => namespaceOf(object) === namespace && closesAll(object, direction));
  }

  private write({ chart, namespace, directions }: Closing): NetworkPolicy {
    const deny = { default: NetworkPolicyTrafficDefault.DENY };
    const id = `DefaultDeny-${namespace ?? ''}`;
    const rules = this.dns && [{ peer: this.dns, ports: this.synthesis.peerConfig(this.dns, chart).ports }];
    return new NetworkPolicy(chart, chart.node.tryFindChild(id) ? `${id}-${this.policies.size + 1}` : id, {
      metadata: { name: 'default-deny', ...(namespace !== undefined && { namespace }) },
      ...(directions.includes('Ingress') && { ingress: deny }),
      ...((directions.includes('Egress') || rules) && { egress: { ...deny, ...(rules && { rules }) } }),
    });
  }

  private remove(policy: NetworkPolicy): void {
    policy.node.scope!.node.tryRemoveChild(policy.node.id);
    this.policies.delete(policy);
  }
}

interface PolicyManifest {
  readonly spec?: { readonly podSelector?: object; readonly policyTypes?: string[]; readonly egress?: unknown[] };
}

function keyOf({ chart, namespace, directions }: Closing): string {
  return [chart.node.path, namespace ?? '', ...directions].join(' ');
}

function namespaceOf(object: ApiObject): Namespace {
  if (ResourceObject.isResourceObject(object)) return object.finalNamespace;
  const manifest: { metadata?: { namespace?: string } } = object.toJson();
  return manifest.metadata?.namespace;
}

function closesAll(object: ApiObject, direction: Direction): boolean {
  const { spec } = written(object);
  if (!spec?.podSelector || Object.values(spec.podSelector).some((asked) => Object.keys(asked ?? {}).length > 0)) return false;
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
