import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { adoptableObject, adoptableObjects, checkHolder } from './adoptable-objects';
import { addressOf } from './pod-address';
import { IConnectable, PodConnections } from './pod-connections';
import { declaredPorts, rendered, selectorOf } from './written-pods';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPorts } from '../peers/peer-config';
import { PodManifest } from '../peers/pod-template';
import { ADDRESS_LABEL } from '../selection/address-label';
import { LabelSelector } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Input } from '../validation/input';

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
    checkHolder(input, construct);
    const given = input.struct('options', options, ['kind', 'name', 'namespace', 'labels', 'ports', 'addressLabel']) ?? {};
    input.text('kind', given.kind, 'the kind of an object, such as "Deployment"');
    input.text('name', given.name, 'the name of an object');
    input.text('namespace', given.namespace, 'the namespace of an object');
    const object = adoptableObject(input, construct, given, isAdopted);
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
    checkHolder(input, construct);
    return adoptableObjects(input, construct, isAdopted).map((object) => AdoptedPods.of(object));
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
    const ports = this.told.ports ?? declaredPorts(this.input, manifest);
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
    const { manifest, problem } = rendered(this.object);
    this.unwritable = problem === undefined ? undefined : `cannot be written, so that nothing is known of its pods: ${problem}`;
    return manifest;
  }

  private selectionOf(manifest: PodManifest | undefined): PodSelectorConfig {
    const namespace = manifest ? manifest.metadata?.namespace : this.object.metadata.namespace;
    return {
      labelSelector: this.told.labels ?? this.address ?? (manifest ? selectorOf(this.input, manifest) : NOT_KNOWN_YET),
      ...(namespace !== undefined && { namespaces: { names: [namespace] } }),
    };
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

function isAdopted(object: ApiObject): boolean {
  return adoptedOf(object) !== undefined;
}

function adoptedOf(object: ApiObject): AdoptedPods | undefined {
  const known = object.node.tryFindChild(ID);
  return known instanceof AdoptedPods ? known : undefined;
}

function keyOf(labels: LabelSelector | undefined): string {
  return JSON.stringify(labels?._toKube());
}
