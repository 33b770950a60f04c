import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { DeclaredConnection } from './declared-connection';
import { Direction } from '../kubernetes/direction';
import { equalNames } from './equal-names';
import { INetworkPolicyPeer, NetworkPolicyIpBlock, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { checkedPeerConfig } from '../peers/peer-config';
import { RulePeer } from '../policies/rule-peer';
import { finishPrinting, printLine } from './standard-error';
import { SynthRun } from './synth-run';
import { Warning, WarningSettings } from './warnings';
import { Input } from '../input/input';
import { asPlainError } from '../input/plain-error';
import { pathOf } from '../input/show';
import { problemsOf } from '../resource/problems';
import { LabelSelector, LabelSelectorKube } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';

/** The label that every namespace carries, with its name as the value. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Something that works out what it writes before anything is written. */
export interface Planned {
  /** Whom the policies that it writes isolate. */
  readonly isolations: Isolation[];

  /** Policies for namespaces of which the app knows only the labels. */
  readonly unwritten: UnwrittenPolicy[];

  plan(): void;
}

/** Pods that one policy isolates. */
export interface Isolation {
  /** The construct to which the policy belongs. */
  readonly construct: Construct;
  readonly selector: IPodSelector;
  readonly namespace: string | undefined;
  readonly directions: readonly Direction[];
  readonly object: ApiObject;
}

/** A policy that somebody else has to write. */
export interface UnwrittenPolicy {
  readonly name: string;
  /** The namespaces in which it belongs. */
  readonly namespaces: LabelSelectorKube;
  readonly spec: object;
}

/** Looks at an app as it is going to be written, once all is planned. */
export type Verifier = (synthesis: Synthesis) => void;

/** How many warnings of one kind are worth reading. */
const SHOWN = 10;

const OF_APP = new WeakMap<IConstruct, Synthesis>();

/** The calls of cdk8s that are a synth. */
const { synth, synthYaml } = App.prototype;
const { toJson } = Chart.prototype;

/**
 * What is planned and looked up once while an app is synthesized.
 *
 * A synth is one call of `synth` or `synthYaml` of the app, or of `toJson` of a chart, which is what `Testing.synth` calls. Before cdk8s writes anything in it,
 * the stages run: everything is read then, and only once. They run again where a validation patches what they looked at.
 */
export class Synthesis {
  public static of(construct: IConstruct): Synthesis {
    const { root } = construct.node;
    let synthesis = OF_APP.get(root);
    if (!synthesis) OF_APP.set(root, synthesis = new Synthesis(root));
    return synthesis;
  }

  /** Has every app looked at before it is written. */
  public static verifyBy(verifier: Verifier): void {
    Synthesis.verifier = verifier;
  }

  private static verifier?: Verifier;

  static {
    // A program in another language calls the method of the class, even where an object has one of its own.
    App.prototype.synth = function (this: App) {
      OF_APP.get(this)?.said.clear();
      Synthesis.runOf(this, synth);
    };
    App.prototype.synthYaml = function (this: App) {
      return Synthesis.runOf(this, synthYaml);
    };
    // A chart can be synthesized by itself, as tests do.
    Chart.prototype.toJson = function (this: Chart) {
      return Synthesis.runOf(this, toJson);
    };
  }

  private static runOf<C extends IConstruct, T>(construct: C, method: (this: C) => T): T {
    const synthesis = OF_APP.get(construct.node.root);
    return synthesis ? synthesis.run(() => method.call(construct)) : method.call(construct);
  }

  /** What was declared, in the order of the calls. */
  public readonly declared: DeclaredConnection[] = [];

  private readonly planned: Planned[] = [];
  private readonly said = new Set<string>();
  private readonly problems = new Map<IConstruct, Set<string>>();
  private configs = new Map<INetworkPolicyPeer, NetworkPolicyPeerConfig>();
  private readonly peers = new WeakMap<object, Map<string | undefined, readonly RulePeer[]>>();
  private namespacesOfApp?: { name: string; labels: { [key: string]: string } }[];
  private current?: SynthRun;

  /** What happens before anything is written, in this order. The last one looks at objects as they are written, and hence only at sound ones. */
  private readonly stages: readonly (() => void)[] = [
    () => this.planned.forEach((planned) => planned.plan()),
    () => this.checkNames(),
    () => this.verify(),
  ];

  private constructor(public readonly app: IConstruct) {
    app.node.addValidation({ validate: () => this.validate() });
  }

  /** Has `plan()` called in every synth. */
  public add(planned: Planned): void {
    this.planned.push(planned);
  }

  /** Keeps what is wrong with what a construct said, and has its validation tell it. Returns whether all went well. */
  public attempt(construct: IConstruct, act: () => void): boolean {
    const found = problemsOf(construct, act);
    if (found.length === 0) return true;
    if (!this.problems.has(construct)) {
      const problems = new Set<string>();
      this.problems.set(construct, problems);
      construct.node.addValidation({ validate: () => [...problems] });
    }
    found.forEach((problem) => this.problems.get(construct)!.add(problem));
    return false;
  }

  /** Says something that a person should know, on standard error and once, or refuses it where that is asked for. */
  public warn(warning: Warning): void {
    this.warnOfAll([warning]);
  }

  /** The same for many, of which the first few of a kind stand for the rest. */
  public warnOfAll(warnings: readonly Warning[]): void {
    const open = warnings.filter((warning) => !WarningSettings.acknowledges(warning));
    for (const warning of open.filter((one) => WarningSettings.refuses(one))) {
      this.attempt(warning.construct, () => new Input(warning.construct).fail(`${warning.text} [${warning.id}]`));
    }
    for (const [id, alike] of groupedById(open.filter((warning) => !WarningSettings.refuses(warning)))) {
      alike.slice(0, SHOWN).forEach(({ construct, text }) => this.say(`${pathOf(construct)}: warning: ${text} [${id}]`));
      const rest = alike.slice(SHOWN);
      if (rest.length > 0) this.say(`${pathOf(rest[0].construct)}: warning: so it is here and for ${rest.length - 1} more, which are not listed. [${id}]`);
    }
  }

  /** Once in a synth of the whole app, and once for all where charts are synthesized one by one. */
  private say(line: string): void {
    if (this.said.has(line)) return;
    this.said.add(line);
    printLine(line);
  }

  /** Whom the policies of `connections` and of `DefaultDeny` isolate. */
  public get isolations(): Isolation[] {
    return this.planned.flatMap(({ isolations }) => isolations);
  }

  /** The policies that owners of other namespaces have to write, as things are now. */
  public unwritten(): UnwrittenPolicy[] {
    this.configs = new Map();
    this.namespacesOfApp = undefined;
    for (const planned of this.planned) planned.plan();
    return this.planned.flatMap(({ unwritten }) => unwritten);
  }

  /** Who a peer is, asked once. */
  public peerConfig(peer: INetworkPolicyPeer, caller: IConstruct): NetworkPolicyPeerConfig {
    let config = this.configs.get(peer);
    if (!config) {
      config = checkedPeerConfig(peer, new Input(caller));
      this.configs.set(peer, config);
    }
    return config;
  }

  /** What a peer is in the rules of the policies of each namespace, worked out once for as long as the peer says the same. */
  public rulePeers(said: PodSelectorConfig | NetworkPolicyIpBlock): Map<string | undefined, readonly RulePeer[]> {
    let peers = this.peers.get(said);
    if (!peers) this.peers.set(said, peers = new Map());
    return peers;
  }

  /** The namespaces that the app declares and whose labels match. */
  public namespacesThatMatch(selector: LabelSelector): string[] {
    return this.namespaces.filter(({ labels }) => selector._matches(labels)).map(({ name }) => name);
  }

  /** Whether the app declares a namespace of this name. */
  public declares(namespace: string): boolean {
    return this.namespaces.some(({ name }) => name === namespace);
  }

  private get namespaces(): { name: string; labels: { [key: string]: string } }[] {
    this.namespacesOfApp ??= this.app.node.findAll().filter(isNamespace).map((object) => {
      const { metadata }: { metadata: { name: string; labels?: { [key: string]: string } } } = object.toJson();
      return { name: metadata.name, labels: { ...metadata.labels, [NAMESPACE_NAME_LABEL]: metadata.name } };
    });
    return this.namespacesOfApp;
  }

  /** Runs a synth: everything is looked at before `act` writes it, and is written as it was looked at. */
  public run<T>(act: () => T): T {
    if (this.current) return act();
    this.current = new SynthRun();
    try {
      this.look();
      return act();
    } catch (error) {
      throw asPlainError(error);
    } finally {
      this.current.forget();
      this.current = undefined;
      finishPrinting();
    }
  }

  /** What is going to be written for an object. In a synth it is rendered once, to be looked at and to be written. */
  public render(object: ApiObject): object {
    return this.current?.render(object) ?? object.toJson() as object;
  }

  /** cdk8s validates the app before it writes anything, and again before each chart, the root of the app first. */
  private validate(): string[] {
    if (this.current?.isSettling || this.current?.isLookedAt) return [];
    this.look();
    return [];
  }

  /** Runs the stages. Where a validation finds something wrong, cdk8s asks it again, tells it and writes nothing. */
  private look(): void {
    this.current?.forget();
    this.forget();
    const isSound = this.current?.settle(() => this.app.node.findAll().flatMap(({ node }) => node.validate()).length === 0) ?? true;
    this.stages.slice(0, isSound ? undefined : -1).forEach((stage) => stage());
    if (isSound) this.current?.finish();
  }

  private forget(): void {
    this.configs = new Map();
    this.namespacesOfApp = undefined;
    this.problems.forEach((problems) => problems.clear());
  }

  private checkNames(): void {
    for (const { policy, text } of equalNames(this.app)) {
      const owner = policy.node.scope!;
      this.attempt(owner, () => new Input(owner).fail(text));
    }
  }

  private verify(): void {
    if ([...this.problems.values()].every(({ size }) => size === 0)) Synthesis.verifier?.(this);
  }
}

function groupedById(warnings: readonly Warning[]): Map<string, Warning[]> {
  const groups = new Map<string, Warning[]>();
  for (const warning of warnings) {
    const group = groups.get(warning.id);
    if (group) group.push(warning);
    else groups.set(warning.id, [warning]);
  }
  return groups;
}

function isNamespace(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === 'Namespace' && construct.apiVersion === 'v1';
}
