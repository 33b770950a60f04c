import { Chart, JsonPatch, Lazy, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster } from '../app/cluster';
import { Caller } from '../app/declared-connection';
import { Isolation, Planned, UnwrittenPolicy } from '../app/planned';
import { Synthesis } from '../app/synthesis';
import { Input } from '../input/input';
import { InvalidInput } from '../input/invalid-input';
import { Direction, DIRECTIONS, opposite, towards } from '../kubernetes/direction';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPodSelector } from '../peers/peer-config';
import { isOfObject, policyNameOf } from '../peers/pods-of-object';
import { NetworkPolicyKube, PolicyPlan } from '../policies/policy-plan';
import { chartNamespace, checkNamespaceOfUse, ELSEWHERE, nameOf, rulePeers } from '../policies/rule-peers';
import { Resource } from '../resource/resource';
import { ResourceObject } from '../resource/resource-object';
import { LabelSelectorKube } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';

/** What the pods of a selection were allowed to do in one direction, by one call. */
export interface Declaration {
  readonly direction: Direction;
  readonly peer: INetworkPolicyPeer;
  /** The one that is connected to, whose declared ports are meant where `ports` names none. */
  readonly listener: INetworkPolicyPeer;
  /** The ports; `undefined` is those that the listener declares when the chart is synthesized, all of them where it declares none. */
  readonly ports: readonly NetworkPolicyPort[] | undefined;
  /** The one whose `connections` was called; a selection without namespaces means pods of its namespace. */
  readonly caller: Caller;
}

type Namespace = string | undefined;

const OF_OWNER = new WeakMap<object, ConnectionPolicies>();

/** Those of selectors that are values, by what they say. */
const OF_CHART = new WeakMap<Chart, Map<string, ConnectionPolicies>>();

/**
 * The policies into which everything that was allowed to one selection of pods adds up: one in each namespace of the
 * selection, beside the pods that it selects.
 */
export class ConnectionPolicies implements Planned {
  /**
   * @param selector the pods
   * @param owner what the policies belong to: the selector, or the peer that gave it
   * @param scope the construct below which the policies are written
   */
  public static of(selector: IPodSelector, owner: object, scope: Construct): ConnectionPolicies {
    const known = OF_OWNER.get(owner);
    if (known) return known;
    const policies = new ConnectionPolicies(selector, owner, scope);
    OF_OWNER.set(owner, policies);
    return policies;
  }

  /**
   * The policies of a selector that is no construct, such as one of another language, which is a new object each time that it is passed: those of whoever says the
   * same in the same chart.
   *
   * @param owner the peer that gave the selector
   * @param user the construct that named the peer
   */
  public static ofValue(selector: IPodSelector, owner: object, user: Construct): ConnectionPolicies {
    const known = OF_OWNER.get(owner);
    if (known && Chart.of(known.scope) === Chart.of(user)) return known;
    const chart = Chart.of(user);
    const alike = OF_CHART.get(chart) ?? new Map<string, ConnectionPolicies>();
    OF_CHART.set(chart, alike);
    const key = keyOf(checkedPodSelector(selector, new Input(user)));
    let policies = alike.get(key);
    if (policies) policies.selectors.push(selector);
    else alike.set(key, policies = new ConnectionPolicies(selector, owner, user));
    if (!known) OF_OWNER.set(owner, policies);
    return policies;
  }

  /** Those that said the same when they were named. */
  private readonly selectors: IPodSelector[] = [];
  private readonly declarations: Declaration[] = [];
  private readonly isolated = new Map<Direction, Caller>();
  private planned?: unknown[];
  private readonly objects = new Map<Namespace, ResourceObject>();
  private readonly synthesis: Synthesis;
  private plans = new Map<Namespace, PolicyPlan>();
  private elsewhere?: PolicyPlan;
  private config: PodSelectorConfig;

  private constructor(private readonly selector: IPodSelector, private readonly owner: object, private readonly scope: Construct) {
    checkChart(scope);
    this.config = this.readConfig();
    this.synthesis = Synthesis.of(scope);
    this.synthesis.planned.push(this);
  }

  /** Which pods each policy isolates, and in which directions. */
  public get isolations(): Isolation[] {
    return [...this.plans].map(([namespace, { directions }]) => (
      { construct: this.scope, selector: this.selector, namespace, directions, object: this.objects.get(namespace)! }
    ));
  }

  /** What lies in namespaces that are chosen by labels and that the app does not declare. */
  public get unwritten(): UnwrittenPolicy[] {
    const { elsewhere, namespacesElsewhere: namespaces } = this;
    if (!elsewhere || !namespaces) return [];
    const name = Names.toDnsLabel(this.scope, { extra: [this.freeId(undefined)] });
    return [{ name, namespaces, spec: elsewhere.toKube(this.config.labelSelector._toKube()) }];
  }

  /** Adds an opening. What was added before stays, and adding it again changes nothing. */
  public allow(declaration: Declaration): void {
    this.declarations.push(declaration);
    this.writeObjects(this.namespaces(declaration.caller));
  }

  /** Closes the pods in both directions, but for what is allowed. */
  public isolate(caller: Caller): void {
    for (const direction of DIRECTIONS) this.isolated.set(direction, caller);
    this.writeObjects(this.namespaces(caller));
  }

  /** Works out what each policy says, from what everything is like now. */
  public plan(): void {
    const inputs = this.inputs();
    if (inputs && areSame(inputs, this.planned)) return;
    this.planned = this.planAnew() ? inputs : undefined;
  }

  /**
   * All that a plan is made of, where it is workloads: each says the same object for as long as nothing changed. A plan with
   * others is made anew each time, because nobody knows when these change.
   */
  private inputs(): unknown[] | undefined {
    if (!(this.selector instanceof Resource)) return undefined;
    if (!this.declarations.every(({ peer, listener }) => peer instanceof Resource && listener instanceof Resource)) return undefined;
    try {
      const clusters = Cluster._ofApp(this.scope).map(({ _size }) => _size);
      const inputs: unknown[] = [this.isolated.size, this.selector.toPodSelectorConfig(), ...clusters];
      for (const { peer, listener, caller } of this.declarations) {
        inputs.push(this.synthesis.lookups.peerConfig(peer, caller), this.synthesis.lookups.peerConfig(listener, caller));
      }
      return inputs;
    } catch (error) {
      if (error instanceof InvalidInput) return undefined;
      throw error;
    }
  }

  /** Returns whether all of it could be planned. */
  private planAnew(): boolean {
    this.plans = new Map();
    this.elsewhere = undefined;
    let sound = this.synthesis.problems.collect(this.scope, () => { this.config = this.readConfig(); });
    if (!sound) return false;
    for (const [direction, caller] of this.isolated) {
      this.eachPlan(caller, direction, undefined, (plan) => plan.isolate(direction));
    }
    for (const declaration of this.declarations) {
      sound = this.synthesis.problems.collect(declaration.caller, () => this.planDeclaration(declaration)) && sound;
    }
    for (const namespace of this.objects.keys()) {
      if (this.plans.has(namespace)) continue;
      if (isOfObject(this.selector) && this.plans.size === 1) this.moveObject(namespace, [...this.plans.keys()][0]);
      else this.removeObject(namespace);
    }
    this.writeObjects([...this.plans.keys()]);
    return sound;
  }

  private planDeclaration(declaration: Declaration): void {
    const { direction, peer, listener, caller } = declaration;
    const ports = declaration.ports ?? this.synthesis.lookups.peerConfig(listener, caller).ports;
    const attempt = () => this.attemptOf(declaration);
    this.eachPlan(caller, direction, attempt, (plan, namespace) => {
      plan.open(direction, rulePeers(peer, { who: caller, attempt, policyOf: this.owner, namespace }, this.synthesis), ports);
    });
  }

  /** What the one whose `connections` was called wanted. */
  private attemptOf({ direction, peer, caller }: Declaration): string {
    return caller === this.selector
      ? `allow traffic ${towards(direction)} ${nameOf(peer)}`
      : `allow traffic ${towards(opposite(direction))} ${nameOf(this.owner)}`;
  }

  private eachPlan(
    caller: Caller, direction: Direction, attempt: (() => string) | undefined, act: (plan: PolicyPlan, namespace: Namespace) => void,
  ): void {
    const namespaces = this.namespaces(caller, attempt);
    this.sayWhatIsNotWritten(caller, direction, namespaces);
    if (this.namespacesElsewhere) act(this.elsewhere ??= new PolicyPlan(), ELSEWHERE);
    for (const namespace of namespaces) {
      let plan = this.plans.get(namespace);
      if (!plan) this.plans.set(namespace, plan = new PolicyPlan());
      act(plan, namespace);
    }
  }

  /** The namespaces that hold the pods: those that the selection names, those that the app declares and it matches, or that of its use. */
  private namespaces(caller: Caller, attempt?: () => string): readonly Namespace[] {
    const { namespaces } = this.config;
    if (namespaces === undefined) {
      if (isOfObject(this.selector)) return [undefined];
      if (this.selector === caller) return [chartNamespace(caller)];
      return this.namespacesOfUse(caller, attempt);
    }
    if (namespaces.labelSelector === undefined) return namespaces.names!;
    const matching = this.synthesis.lookups.namespacesThatMatch(namespaces.labelSelector);
    return namespaces.names ? matching.filter((name) => namespaces.names!.includes(name)) : matching;
  }

  /** Those of the caller, unless the chart of the selection is in another one and either could be meant. */
  private namespacesOfUse(caller: Caller, attempt?: () => string): readonly Namespace[] {
    const use = ConnectionPolicies.of(caller, caller, caller);
    use.config = use.readConfig();
    const namespaces = use.namespaces(caller, attempt);
    for (const namespace of attempt ? namespaces : []) {
      checkNamespaceOfUse(this.owner as INetworkPolicyPeer, { who: caller, attempt: attempt!, policyOf: caller, namespace });
    }
    return namespaces;
  }

  /** Namespaces that are chosen by labels, but for those that the app declares. */
  private get namespacesElsewhere(): LabelSelectorKube | undefined {
    const { labelSelector, names } = this.config.namespaces ?? {};
    if (!labelSelector) return undefined;
    const others = names?.filter((name) => !this.synthesis.lookups.declares(name));
    if (others?.length === 0) return undefined;
    const { matchExpressions = [], ...labels } = labelSelector._toKube();
    const named = others ? [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: others }] : [];
    return { ...labels, ...(matchExpressions.length + named.length > 0 && { matchExpressions: [...matchExpressions, ...named] }) };
  }

  private sayWhatIsNotWritten(caller: Caller, direction: Direction, written: readonly Namespace[]): void {
    if (this.namespacesElsewhere) {
      const where = written.length > 0
        ? `Its ${direction.toLowerCase()} policy is written for ${written.map((name) => `"${name}"`).join(', ')}, which this app declares; elsewhere`
        : `This app declares none of them, so its ${direction.toLowerCase()} policy is not written;`;
      const text = `${nameOf(this.owner)} is in namespaces chosen by labels, while a policy lies in one. ${where}${written.length > 0 ? ',' : ''} the owner of the `
        + 'namespace must write it: Verification.of(app).policiesOfOthers() gives it to hand over. To have all of them written, choose the namespaces by names.';
      this.synthesis.warnings.warn({ construct: caller, id: 'half-written', text });
    }
    if (this.selector === caller || !this.config.labelSelector.isEmpty()) return;
    for (const namespace of written) {
      if (namespace !== undefined && this.synthesis.lookups.declares(namespace)) continue;
      const text = `closes every pod of ${namespace === undefined ? 'its namespace' : `namespace "${namespace}"`} for `
        + `${direction.toLowerCase()}, because ${nameOf(this.owner)} selects them all, and this app does not declare that namespace. Choose the pods with `
        + 'Pods.select, or leave their policies to their owner with { isolation: PodConnectionsIsolation.POD }.';
      this.synthesis.warnings.warn({ construct: caller, id: 'closes-namespace', text });
    }
  }

  private readConfig(): PodSelectorConfig {
    const input = new Input(this.scope);
    const config = checkedPodSelector(this.selector, input);
    if (this.selectors.some((selector) => keyOf(checkedPodSelector(selector, input)) !== keyOf(config))) {
      input.fail('peers of your own that selected the same pods when they were named select different ones now, while one policy was made for them. Let a peer say the same always.');
    }
    return config;
  }

  private writeObjects(namespaces: readonly Namespace[]): void {
    for (const namespace of namespaces) {
      if (!this.objects.has(namespace)) this.objects.set(namespace, this.newObject(namespace));
    }
  }

  /** Follows a workload whose namespace was set late, with whatever was patched meanwhile. */
  private moveObject(from: Namespace, to: Namespace): void {
    const object = this.objects.get(from)!;
    setNamespace(object, to);
    this.objects.delete(from);
    this.objects.set(to, object);
  }

  private removeObject(namespace: Namespace): void {
    this.scope.node.tryRemoveChild(this.objects.get(namespace)!.node.id);
    this.objects.delete(namespace);
  }

  private newObject(namespace: Namespace): ResourceObject {
    const name = policyNameOf(this.selector);
    const object = new ResourceObject(this.scope, this.freeId(namespace), {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace, ...(name !== undefined && { name }) },
      spec: Lazy.any({ produce: () => this.spec(namespace) }),
    });
    if (object.metadata.namespace !== namespace) setNamespace(object, namespace);
    return object;
  }

  private spec(namespace: Namespace): NetworkPolicyKube | undefined {
    if (this.plans.size === 0) this.plan();
    const plan = isOfObject(this.selector) ? [...this.plans.values()][0] : this.plans.get(namespace);
    return plan?.toKube(this.config.labelSelector._toKube());
  }

  /** `Connections` below what makes the pods; the namespace is added for selections that may have several. */
  private freeId(namespace: Namespace): string {
    const id = isOfObject(this.selector) || namespace === undefined ? 'Connections' : `Connections-${namespace}`;
    if (this.owner === this.scope) return id;
    let number = 1;
    while (this.scope.node.tryFindChild(`${id}-Peer${number}`)) number += 1;
    return `${id}-Peer${number}`;
  }
}

/** Puts an object where its pods are, whatever its chart says. */
export function setNamespace(object: ResourceObject, namespace: Namespace): void {
  if (namespace !== undefined) object.correct(JsonPatch.add('/metadata/namespace', namespace));
  else if (object.finalNamespace !== undefined) object.correct(JsonPatch.remove('/metadata/namespace'));
}

/** The same for selectors that say the same. */
function keyOf({ labelSelector, namespaces }: PodSelectorConfig): string {
  return JSON.stringify([labelSelector._toKube(), namespaces?.names, namespaces?.labelSelector?._toKube()]);
}

function checkChart(scope: Construct): void {
  if (scope.node.scopes.some((ancestor) => Chart.isChart(ancestor))) return;
  new Input(scope).fail('lies in no chart, but its policies must be written into one. Make it with a chart as its scope.');
}

function areSame(some: unknown[], others: unknown[] | undefined): boolean {
  return some.length === others?.length && some.every((one, index) => one === others[index]);
}
