import { Chart, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { checkInChart, PolicyNamespace, PolicyNamespaces, SelectedPods } from './policy-namespaces';
import { PolicyObjects } from './policy-objects';
import { policyWarnings } from './policy-warnings';
import { Cluster } from '../app/cluster';
import { Caller } from '../app/declared-connection';
import { Direction, DIRECTIONS, opposite, towards } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPodSelector } from '../peers/peer-config';
import { isOfObject } from '../peers/pods-of-object';
import { NetworkPolicyKube, PolicyPlan } from '../policies/policy-plan';
import { ELSEWHERE, nameOf, rulePeers } from '../policies/rule-peers';
import { Resource } from '../resource/resource';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Isolation, Planned, UnwrittenPolicy } from '../synth/run/planned';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';
import { InvalidInput } from '../validation/invalid-input';
import { memo } from '../validation/memo';

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
    return memo(OF_OWNER, owner, () => new ConnectionPolicies(selector, owner, scope));
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
    const alike = memo(OF_CHART, Chart.of(user), () => new Map<string, ConnectionPolicies>());
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
  private plannedFrom?: unknown[];
  private plans = new Map<PolicyNamespace, PolicyPlan>();
  private elsewhere?: PolicyPlan;
  private pods: SelectedPods;
  private namespaces: PolicyNamespaces;
  private readonly objects: PolicyObjects;
  private readonly synthesis: Synthesis;

  private constructor(private readonly selector: IPodSelector, private readonly owner: object, private readonly scope: Construct) {
    checkInChart(scope);
    const config = this.readConfig();
    this.synthesis = Synthesis.of(scope);
    this.pods = { selector, owner, config };
    this.namespaces = new PolicyNamespaces(this.pods, this.synthesis.lookups);
    this.objects = new PolicyObjects({ selector, owner, scope, planned: () => this.planFirst(), spec: (namespace) => this.spec(namespace) });
    this.synthesis.planned.push(this);
  }

  /** Which pods each policy isolates, and in which directions. */
  public get isolations(): Isolation[] {
    return [...this.plans].map(([namespace, { directions }]) => (
      { construct: this.scope, selector: this.selector, namespace, directions, object: this.objects.in(namespace)! }
    ));
  }

  /** What lies in namespaces that are chosen by labels and that the app does not declare. */
  public get unwritten(): UnwrittenPolicy[] {
    const { elsewhere, namespaces: { elsewhere: namespaces } } = this;
    if (!elsewhere || !namespaces) return [];
    const name = Names.toDnsLabel(this.scope, { extra: [this.objects.freeId(undefined)] });
    return [{ name, namespaces, spec: elsewhere.toKube(this.pods.config.labelSelector._toKube()) }];
  }

  /** Adds an opening. What was added before stays, and adding it again changes nothing. */
  public allow(declaration: Declaration): void {
    this.declarations.push(declaration);
    this.objects.addTo(this.namespaces.of(declaration.caller));
  }

  /** Closes the pods in both directions, but for what is allowed. */
  public isolate(caller: Caller): void {
    for (const direction of DIRECTIONS) this.isolated.set(direction, caller);
    this.objects.addTo(this.namespaces.of(caller));
  }

  /** Works out what each policy says, from what everything is like now. */
  public plan(): void {
    const inputs = this.inputs();
    if (inputs && areSame(inputs, this.plannedFrom)) return;
    this.plannedFrom = this.planAnew() ? inputs : undefined;
  }

  /** Plans where nobody did: somebody looks at an object before a synth. */
  private planFirst(): void {
    if (this.plans.size === 0) this.plan();
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
    let sound = this.synthesis.problems.collect(this.scope, () => this.readPods());
    if (!sound) return false;
    for (const [direction, caller] of this.isolated) {
      this.eachPlan(caller, direction, undefined, (plan) => plan.isolate(direction));
    }
    for (const declaration of this.declarations) {
      sound = this.synthesis.problems.collect(declaration.caller, () => this.planDeclaration(declaration)) && sound;
    }
    this.objects.keepIn([...this.plans.keys()]);
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

  /** What the policy says that was made for a namespace. That of an object is one, wherever the object went. */
  private spec(namespace: PolicyNamespace): NetworkPolicyKube | undefined {
    const plan = isOfObject(this.selector) ? [...this.plans.values()][0] : this.plans.get(namespace);
    return plan?.toKube(this.pods.config.labelSelector._toKube());
  }

  private eachPlan(
    caller: Caller, direction: Direction, attempt: (() => string) | undefined, act: (plan: PolicyPlan, namespace: PolicyNamespace) => void,
  ): void {
    const written = this.namespaces.of(caller, attempt);
    const hasOthers = this.namespaces.elsewhere !== undefined;
    const { warnings, lookups } = this.synthesis;
    policyWarnings({ pods: this.pods, caller, direction, written, hasOthers }, lookups).forEach((warning) => warnings.warn(warning));
    if (hasOthers) act(this.elsewhere ??= new PolicyPlan(), ELSEWHERE);
    for (const namespace of written) act(memo(this.plans, namespace, () => new PolicyPlan()), namespace);
  }

  private readPods(): void {
    this.pods = { ...this.pods, config: this.readConfig() };
    this.namespaces = new PolicyNamespaces(this.pods, this.synthesis.lookups);
  }

  private readConfig(): PodSelectorConfig {
    const input = new Input(this.scope);
    const config = checkedPodSelector(this.selector, input);
    if (this.selectors.some((selector) => keyOf(checkedPodSelector(selector, input)) !== keyOf(config))) {
      input.fail('peers of your own that selected the same pods when they were named select different ones now, while one policy was made for them. Let a peer say the same always.');
    }
    return config;
  }
}

/** The same for selectors that say the same. */
function keyOf({ labelSelector, namespaces }: PodSelectorConfig): string {
  return JSON.stringify([labelSelector._toKube(), namespaces?.names, namespaces?.labelSelector?._toKube()]);
}

function areSame(some: unknown[], others: unknown[] | undefined): boolean {
  return some.length === others?.length && some.every((one, index) => one === others[index]);
}
