import { ApiObject, JsonPatch, Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { IConnectable, PodConnections } from './pod-connections';
import { Input } from '../input/input';
import { nearest } from '../input/nearest';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { NetworkPolicyPort, NetworkProtocol } from '../peers/network-policy-port';
import { checkedPorts } from '../peers/peer-config';
import { labelsPathOf, makesPods, mayMakePods, PodManifest, podTemplateOf, WrittenExpression } from '../peers/pod-template';
import { Resource } from '../resource/resource';
import { ResourceObject } from '../resource/resource-object';
import { ADDRESS_LABEL } from '../selection/address-label';
import { LabelExpression } from '../selection/label-expression';
import { LabelSelector } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';

/** Which object is adopted, and what of its pods cannot be read from it. */
export interface AdoptOptions {
  /**
   * The kind of the object, where the construct holds several.
   *
   * @default - any that makes pods
   */
  readonly kind?: string;

  /**
   * The name of the object, where the construct holds several.
   *
   * @default - any that makes pods
   */
  readonly name?: string;

  /**
   * The namespace of the object, where the construct holds several of one kind and name.
   *
   * @default - any
   */
  readonly namespace?: string;

  /**
   * The labels of the pods, for an object whose manifest does not hold its pods: a custom resource from which a controller makes them.
   *
   * @default - those by which the object selects its pods, or else those of its pod template, read when the chart is synthesized
   */
  readonly labels?: { [key: string]: string };

  /**
   * The ports on which the pods listen.
   *
   * @default - those that the containers of the pod template declare when the chart is synthesized
   */
  readonly ports?: NetworkPolicyPort[];

  /**
   * Whether the object's pods get a label that no other pods have, by which policies then select them. It is the one thing that is ever changed
   * of an adopted object, and only where they have no such label yet.
   *
   * @default false
   */
  readonly addressLabel?: boolean;
}

/**
 * The pods of an object that this library did not make, with `connections` of their own: of an `ApiObject`, of one inside an `Include` or a `Helm`
 * chart, of a workload of cdk8s-plus, of a custom resource.
 *
 * Labels, ports and namespace are read from the object when the chart is synthesized, patches included. The object is not changed. Its policy
 * is called after it, `web-connections` for a `web`, because charts often have a policy that bears the name of the workload.
 *
 * @example
 * const controller = AdoptedPods.of(ingressNginx, { kind: 'Deployment' });
 * web.connections.allowFrom(controller);
 */
export class AdoptedPods extends Construct implements IConnectable, IPodSelector, INetworkPolicyPeer {
  /**
   * Adopts the pods of the one object in the construct that makes pods. Adopting it again gives the same.
   *
   * @throws when there is none, or several of which the options do not choose one, or when the object was adopted in another way before
   */
  public static of(construct: IConstruct, options?: AdoptOptions): AdoptedPods {
    const input = new Input('AdoptedPods.of');
    if (!Construct.isConstruct(input.required('construct', construct, HOLDER))) input.refuse('construct', construct, HOLDER);
    const given = input.struct('options', options, ['kind', 'name', 'namespace', 'labels', 'ports', 'addressLabel']) ?? {};
    input.text('kind', given.kind, 'the kind of an object, such as "Deployment"');
    input.text('name', given.name, 'the name of an object');
    input.text('namespace', given.namespace, 'the namespace of an object');
    const object = objectIn(input, construct, given);
    const pods = toldOf(new Input(object), given);
    const known = adoptedOf(object);
    if (!known) return new AdoptedPods(object, pods, pods.addressLabel ? addressOf(object) : undefined);
    if (!known.isTold(pods)) input.fail(`${object.node.path} is adopted already, with other options. Adopt it once and use what that gave.`);
    return known;
  }

  /**
   * Adopts the pods of every object in the construct that makes pods, in the order in which it holds them: of a whole `Include`, a `Helm` chart, a chart. Each is
   * read by itself; adopting one again gives the same.
   *
   * @throws when there is none
   */
  public static allOf(construct: IConstruct): AdoptedPods[] {
    const input = new Input('AdoptedPods.allOf');
    if (!Construct.isConstruct(input.required('construct', construct, HOLDER))) input.refuse('construct', construct, HOLDER);
    const makers = foreignObjectsIn(construct).filter((object) => makesPods(object) || adoptedOf(object));
    if (makers.length === 0) input.fail(`${construct.node.path || 'the app'} holds nothing that makes pods and that this library did not make; there is ${namesOf(foreignObjectsIn(construct))}.`);
    return makers.map((object) => AdoptedPods.of(object));
  }

  /** Who these pods may talk to. */
  public readonly connections: PodConnections;

  private readonly input: Input;
  private unwritable?: string;

  private constructor(private readonly object: ApiObject, private readonly told: Told, private readonly address: LabelSelector | undefined) {
    super(object, ID);
    this.input = new Input(object);
    this.connections = new PodConnections(this);
    this.node.addValidation({ validate: () => (this.unwritable === undefined ? [] : [this.unwritable]) });
  }

  /** The object whose pods these are. */
  public get apiObject(): ApiObject {
    return this.object;
  }

  /** Which pods. */
  public toPodSelectorConfig(): PodSelectorConfig {
    return this.selectionOf(this.manifest());
  }

  /** The pods, and the ports on which they listen. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    const manifest = this.manifest();
    const ports = this.told.ports ?? this.declaredPorts(manifest);
    return { podSelector: this.selectionOf(manifest), ...(ports.length > 0 && { ports }) };
  }

  /** These pods. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  /** @internal */
  public get _policyName(): string {
    return `${this.object.name}-connections`;
  }

  /**
   * Whether their labels are what the object says, and not what somebody told of it.
   *
   * @internal
   */
  public get _readsLabels(): boolean {
    return this.told.labels === undefined;
  }

  /** What is written; `undefined` while it cannot be, as for a workload that waits for its containers. If it stays so, the check before a synth tells it. */
  private manifest(): PodManifest | undefined {
    const { manifest, problem } = render(this.object);
    this.unwritable = problem === undefined ? undefined : `cannot be written, so that nothing is known of its pods: ${problem}`;
    return manifest;
  }

  private selectionOf(manifest: PodManifest | undefined): PodSelectorConfig {
    const namespace = manifest ? manifest.metadata?.namespace : this.object.metadata.namespace;
    return {
      labelSelector: this.told.labels ?? this.address ?? (manifest ? this.selectorOf(manifest) : NOT_KNOWN_YET),
      ...(namespace !== undefined && { namespaces: { names: [namespace] } }),
    };
  }

  private selectorOf(manifest: PodManifest): LabelSelector {
    const { selector: { matchLabels = {}, matchExpressions = [] } } = podTemplateOf(manifest) ?? this.input.fail(`its manifest holds no pod template. ${GIVE_LABELS}`);
    const labels = Object.keys(matchLabels).length > 0 ? { ...matchLabels } : undefined;
    const expressions = matchExpressions.length > 0 ? matchExpressions.map((one) => this.expressionOf(one)) : undefined;
    if (!labels && !expressions) {
      this.input.fail('its pods carry no labels, so that no policy could tell them from others. Adopt it with { addressLabel: true }, which gives them one.');
    }
    return LabelSelector._from(this.input, { labels, expressions });
  }

  private expressionOf({ key, operator, values }: WrittenExpression): LabelExpression {
    return this.input.within(() => {
      switch (operator) {
        case 'In': return LabelExpression.in(key, values!);
        case 'NotIn': return LabelExpression.notIn(key, values!);
        case 'Exists': return LabelExpression.exists(key);
        case 'DoesNotExist': return LabelExpression.doesNotExist(key);
        default: return this.input.refuse('spec.selector.matchExpressions.operator', operator, 'one of "In", "NotIn", "Exists", "DoesNotExist"');
      }
    });
  }

  private declaredPorts(manifest: PodManifest | undefined): NetworkPolicyPort[] {
    const ports = (manifest && podTemplateOf(manifest)?.ports) ?? [];
    return ports.map(({ containerPort, protocol }) => this.input.within(() => (
      NetworkPolicyPort.of({ port: containerPort, ...(protocol !== undefined && { protocol: protocol as NetworkProtocol }) })
    )));
  }

  /** Whether what is told now is what was told first. */
  private isTold({ labels, ports, addressLabel }: Told): boolean {
    const { told } = this;
    return (labels === undefined || keyOf(labels) === keyOf(told.labels))
      && (ports === undefined || ports.map(({ _key }) => _key).join() === told.ports?.map(({ _key }) => _key).join())
      && (addressLabel === undefined || addressLabel === (told.addressLabel ?? false));
  }
}

const ID = 'AdoptedPods';
const HOLDER = 'a construct that holds an object which makes pods: an ApiObject, an Include, a Helm chart, a workload of cdk8s-plus';
const GIVE_LABELS = 'Give the "labels" of its pods where it is adopted.';

/** Nobody: an object that cannot be written yet says nothing of its pods. No file is written while that is so. */
const NOT_KNOWN_YET = LabelSelector.of({ labels: { [ADDRESS_LABEL]: 'not-known-yet' } });

/** What of the pods is told where they are adopted. */
interface Told {
  readonly labels?: LabelSelector;
  readonly ports?: NetworkPolicyPort[];
  readonly addressLabel?: boolean;
}

function toldOf(input: Input, options: AdoptOptions): Told {
  const addressLabel = input.flag('addressLabel', options.addressLabel) ?? undefined;
  const labels = (options.labels ?? undefined) && LabelSelector._from(input, { labels: options.labels });
  if (labels && addressLabel) input.fail('"labels" are given and "addressLabel" is true, but pods are selected by one of them. Leave the other out.');
  return { labels, ports: checkedPorts(input, 'ports', options.ports), addressLabel };
}

function objectIn(input: Input, construct: IConstruct, { kind, name, namespace, labels }: AdoptOptions): ApiObject {
  if (construct instanceof Resource || isOwn(construct)) {
    input.fail(`${construct.node.path} is an object of this library, which needs no adopting: a workload has "connections", a Service is a peer.`);
  }
  const all = foreignObjectsIn(construct);
  const chosen = all.filter((object) => (
    (!kind || object.kind === kind) && (!name || object.name === name) && (!namespace || namespaceOf(object) === namespace)
  ));
  const makers = chosen.filter((object) => makesPods(object) || adoptedOf(object));
  const found = makers.length === 0 && labels ? chosen.filter(mayMakePods) : makers;
  const [only, ...more] = found;
  const who = construct.node.path || 'the app';
  if (!only) {
    const asked = [kind, name, namespace !== undefined && `in ${namespace}`].filter((text) => text).join(' ');
    const makersOfAll = all.filter((object) => makesPods(object));
    const near = name === undefined ? [] : nearest(name, makersOfAll.map((object) => object.name)).slice(0, 1);
    const meant = near.length === 0 ? '' : ` Did you mean ${namesOf(makersOfAll.filter((object) => object.name === near[0]))}?`;
    const lists = all.some((object) => object.kind === 'List') ? ' What is inside a List cannot be adopted: write its items one by one.' : '';
    input.fail(`${who} holds ${asked === '' ? 'nothing' : `no ${asked}`} that makes pods; there is ${namesOf(makersOfAll.length > 0 ? makersOfAll : all)}.${meant} Adopt a Pod or what makes `
      + `pods, or give the "labels" of the pods that a custom resource makes.${lists}`);
  }
  if (more.length > 0) {
    const areAlike = new Set(found.map((object) => `${object.kind} ${object.name}`)).size === 1;
    input.fail(`${who} holds several objects that make pods: ${namesOf(found)}. Say which one with ${areAlike ? '"namespace"' : '"kind" and "name"'}, or adopt each with AdoptedPods.allOf.`);
  }
  return only;
}

function foreignObjectsIn(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((one) => ApiObject.isApiObject(one)).filter((object) => !isOwn(object));
}

/** How many names an error lists. */
const LISTED = 8;

/** Kinds and names, with namespaces where they are known. */
function namesOf(objects: readonly ApiObject[]): string {
  if (objects.length === 0) return 'no object that this library did not make';
  const names = objects.slice(0, LISTED).map(({ kind, name, metadata: { namespace } }) => (
    `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
  ));
  return `${names.join(', ')}${objects.length > LISTED ? ` and ${objects.length - LISTED} more` : ''}`;
}

function namespaceOf(object: ApiObject): string | undefined {
  return render(object).manifest?.metadata?.namespace ?? object.metadata.namespace;
}

function adoptedOf(object: ApiObject): AdoptedPods | undefined {
  const known = object.node.tryFindChild(ID);
  return known instanceof AdoptedPods ? known : undefined;
}

function isOwn(construct: IConstruct): boolean {
  return ApiObject.isApiObject(construct) && ResourceObject.isResourceObject(construct);
}

function render(object: ApiObject): { manifest?: PodManifest; problem?: string } {
  try {
    return { manifest: object.toJson() };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** A label that only these pods have, which is put on them unless they have one. */
function addressOf(object: ApiObject): LabelSelector {
  const input = new Input(object);
  const { manifest, problem } = render(object);
  if (!manifest) return input.fail(`"addressLabel" is true, but it cannot be written yet: ${problem} Adopt it when it is complete.`);
  const path = labelsPathOf(manifest) ?? input.fail(`"addressLabel" is true, but its manifest holds no pod template to put the label on. ${GIVE_LABELS}`);
  const known = valueAt(manifest, [...path, ADDRESS_LABEL]);
  const address = typeof known === 'string' ? known : Names.toLabelValue(object);
  if (!known) addLabel(object, manifest, path, address);
  return LabelSelector.of({ labels: { [ADDRESS_LABEL]: address } });
}

function addLabel(object: ApiObject, manifest: PodManifest, path: readonly string[], address: string): void {
  const missing = path.map((_, index) => path.slice(0, index + 1)).filter((part) => valueAt(manifest, part) === undefined);
  object.addJsonPatch(...missing.map((part) => JsonPatch.add(pointer(part), {})), JsonPatch.add(pointer([...path, ADDRESS_LABEL]), address));
}

function valueAt(manifest: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], manifest);
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replace('/', '~1')}`).join('');
}

function keyOf(labels: LabelSelector | undefined): string {
  return JSON.stringify(labels?._toKube());
}
