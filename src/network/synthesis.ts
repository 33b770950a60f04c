import { ApiObject, App, YamlOutputType } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { DeclaredConnection } from './declared-connection';
import { Direction } from './direction';
import { equalNames } from './equal-names';
import { INetworkPolicyPeer, NetworkPolicyIpBlock, NetworkPolicyPeerConfig } from './network-policy-peer';
import { checkedPeerConfig } from './peer-config';
import { RulePeer } from './rule-peer';
import { Warning, WarningSettings } from './warnings';
import { Input } from '../input/input';
import { problemsOf } from '../resource/problems';
import { ResourceObject } from '../resource/resource-object';
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

/** A synth of the whole app, as far as it has come. */
interface SynthOfApp {
  /** What is rendered already. */
  readonly kept: ResourceObject[];
  /** How often the app was validated. */
  validations: number;
  verified: boolean;
  readonly validatesCharts: boolean;
}

/** How many warnings of one kind are worth reading. */
const SHOWN = 10;

const OF_APP = new WeakMap<IConstruct, Synthesis>();

/**
 * What is planned and looked up once while an app is synthesized.
 *
 * cdk8s validates the whole app once for itself and once for each chart, and the root of the app first each time. What was looked
 * up holds until then, so that everything is read afresh at every synth and only once in it.
 */
export class Synthesis {
  public static of(construct: IConstruct): Synthesis {
    const { root } = construct.node;
    const known = OF_APP.get(root);
    if (known) return known;
    const synthesis = new Synthesis(root);
    OF_APP.set(root, synthesis);
    return synthesis;
  }

  /** Has every app looked at before it is written. */
  public static verifyBy(verifier: Verifier): void {
    Synthesis.verifier = verifier;
  }

  private static verifier?: Verifier;

  /** What was declared, in the order of the calls. */
  public readonly declared: DeclaredConnection[] = [];

  private readonly planned: Planned[] = [];
  private readonly plannedLast: Planned[] = [];
  private readonly said = new Set<string>();
  private readonly problems = new Map<IConstruct, Set<string>>();
  private configs = new Map<INetworkPolicyPeer, NetworkPolicyPeerConfig>();
  private readonly peers = new WeakMap<object, Map<string | undefined, readonly RulePeer[]>>();
  private namespacesOfApp?: { name: string; labels: { [key: string]: string } }[];
  private ofSynth?: SynthOfApp;

  private constructor(public readonly app: IConstruct) {
    app.node.addValidation({ validate: () => this.begin() });
    if (app instanceof App) this.followSynth(app);
  }

  /** Has `plan()` called at the beginning of every validation. */
  public add(planned: Planned): void {
    this.planned.push(planned);
  }

  /** The same, once everything else is planned. */
  public addLast(planned: Planned): void {
    this.plannedLast.push(planned);
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
      alike.slice(0, SHOWN).forEach(({ construct, text }) => this.say(`${construct.node.path}: warning: ${text} [${id}]`));
      const rest = alike.slice(SHOWN);
      if (rest.length > 0) this.say(`${rest[0].construct.node.path}: warning: so it is here and for ${rest.length - 1} more, which are not listed. [${id}]`);
    }
  }

  /** Once in a synth of the whole app, and once for all where charts are synthesized one by one. */
  private say(line: string): void {
    if (this.said.has(line)) return;
    this.said.add(line);
    process.stderr.write(`${line}\n`);
  }

  /** Whom the policies of `connections` isolate. */
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

  /** cdk8s tells only that a validation begins. Those of one synth belong together. */
  private followSynth(app: App): void {
    const { synth, synthYaml } = app;
    const validatesCharts = () => app.yamlOutputType !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    app.synth = () => {
      this.said.clear();
      this.synthesize(validatesCharts(), () => synth.call(app));
    };
    app.synthYaml = () => this.synthesize(true, () => synthYaml.call(app));
  }

  /**
   * Runs a synth of the whole app: what is looked up and proved holds for all of it.
   *
   * @param validatesCharts whether the app is validated once as a whole, and then again for each chart
   */
  public synthesize<T>(validatesCharts: boolean, act: () => T): T {
    this.ofSynth = { kept: [], validations: 0, verified: false, validatesCharts };
    try {
      return act();
    } finally {
      this.ofSynth.kept.forEach((object) => object.release());
      this.ofSynth = undefined;
    }
  }

  /** What is going to be written for an object. In a synth of the whole app it is rendered once, to be looked at and to be written. */
  public render(object: ApiObject): object {
    if (!this.ofSynth || !ResourceObject.isResourceObject(object)) return object.toJson();
    this.ofSynth.kept.push(object);
    return object.keep();
  }

  private begin(): string[] {
    if (this.ofSynth?.verified) return [];
    this.configs = new Map();
    this.problems.forEach((problems) => problems.clear());
    this.namespacesOfApp = undefined;
    for (const planned of [...this.planned, ...this.plannedLast]) planned.plan();
    for (const { policy, text } of equalNames(this.app)) {
      const owner = policy.node.scope!;
      this.attempt(owner, () => new Input(owner).fail(text));
    }
    this.verify();
    return [];
  }

  /**
   * Has the app looked at, in a synth of all of it only once.
   *
   * cdk8s validates the app, and again before it writes the first chart: then nothing is going to change any more, not even by validations.
   */
  private verify(): void {
    const { ofSynth } = this;
    if ([...this.problems.values()].some(({ size }) => size > 0)) return;
    if (ofSynth) {
      ofSynth.validations += 1;
      if (ofSynth.validatesCharts && ofSynth.validations === 1) return;
      ofSynth.verified = true;
    }
    Synthesis.verifier?.(this);
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
