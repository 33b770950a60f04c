import { ApiObject, JsonPatch, Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from './network-policy-peer';
import { NetworkPolicyPort, NetworkProtocol } from './network-policy-port';
import { checkedPorts } from './peer-config';
import { IConnectable, PodConnections } from './pod-connections';
import { labelsPathOf, makesPods, PodManifest, PodTemplate, podTemplateOf, WrittenPort, WrittenSelector } from './pod-template';
import { Input } from '../input/input';
import { Resource } from '../resource/resource';
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
   * of an adopted object.
   *
   * @default false
   */
  readonly addressLabel?: boolean;
}

/**
 * The pods of an object that this library did not make, with `connections` of their own: of an `ApiObject`, of one inside an `Include` or a `Helm`
 * chart, of a workload of cdk8s-plus, of a custom resource.
 *
 * Labels, ports and namespace are read from the object when the chart is synthesized, patches included. The object is not changed.
 *
 * @example
 * const controller = AdoptedPods.of(ingressNginx, { kind: 'Deployment' });
 * web.connections.allowFrom(controller);
 */
export class AdoptedPods extends Construct implements IConnectable, IPodSelector, INetworkPolicyPeer {
  /**
   * Adopts the pods of the one object in the construct that makes pods.
   *
   * @throws when there is none, or several of which the options do not choose one, or when the object was adopted in another way before
   */
  public static of(construct: IConstruct, options?: AdoptOptions): AdoptedPods {
    const input = new Input('AdoptedPods.of');
    const given = input.struct('options', options, ['kind', 'name', 'labels', 'ports', 'addressLabel']) ?? {};
    const object = objectIn(input, input.required('construct', construct, 'a construct that holds an object which makes pods'), given);
    const known = object.node.tryFindChild(ID);
    if (!(known instanceof AdoptedPods)) return new AdoptedPods(object, given);
    if (options !== undefined && JSON.stringify(options) !== JSON.stringify(known.options)) {
      input.fail(`${object.node.path} is adopted already, with other options. Adopt it once and use what that gave.`);
    }
    return known;
  }

  /** Who these pods may talk to. */
  public readonly connections: PodConnections;

  private readonly input: Input;
  private readonly labels?: LabelSelector;
  private readonly ports?: NetworkPolicyPort[];

  private constructor(private readonly object: ApiObject, private readonly options: AdoptOptions) {
    super(object, ID);
    this.input = new Input(object);
    if (options.labels) this.labels = LabelSelector._from(this.input, { labels: options.labels });
    this.ports = checkedPorts(this.input, 'ports', options.ports);
    if (this.input.flag('addressLabel', options.addressLabel)) this.labels = this.label();
    this.connections = new PodConnections(this);
  }

  /** The object whose pods these are. */
  public get apiObject(): ApiObject {
    return this.object;
  }

  /** Which pods. */
  public toPodSelectorConfig(): PodSelectorConfig {
    const manifest = this.manifest();
    const namespace = manifest.metadata?.namespace;
    return {
      labelSelector: this.labels ?? this.selectorOf(this.template(manifest).selector),
      ...(namespace !== undefined && { namespaces: { names: [namespace] } }),
    };
  }

  /** The pods, and the ports on which they listen. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    const ports = this.ports ?? podTemplateOf(this.manifest())?.ports.map(portOf) ?? [];
    return { podSelector: this.toPodSelectorConfig(), ...(ports.length > 0 && { ports }) };
  }

  /** These pods. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  private manifest(): PodManifest {
    try {
      return this.object.toJson();
    } catch (error) {
      return this.input.fail(`its manifest cannot be written yet, so its labels and ports are not known: ${(error as Error).message} Say its connections when it is complete.`);
    }
  }

  private template(manifest: PodManifest): PodTemplate {
    return podTemplateOf(manifest) ?? this.input.fail('its manifest holds no pod template any more, so the labels of its pods are not known. Give "labels" where it is adopted.');
  }

  private selectorOf({ matchLabels = {}, matchExpressions = [] }: WrittenSelector): LabelSelector {
    const labels = Object.keys(matchLabels).length > 0 ? { ...matchLabels } : undefined;
    const expressions = matchExpressions.length > 0 ? matchExpressions.map(expressionOf) : undefined;
    if (!labels && !expressions) {
      this.input.fail('its pods carry no labels, so that no policy could tell them from others. Adopt it with { addressLabel: true }, which gives them one.');
    }
    return LabelSelector._from(this.input, { labels, expressions });
  }

  /** Puts a label on the pods that no others have. */
  private label(): LabelSelector {
    const path = labelsPathOf(this.object.toJson()) ?? this.input.fail('"addressLabel" is true, but its manifest holds no pod template to put the label on. Give "labels" instead.');
    const address = Names.toLabelValue(this.object);
    if (!hasPath(this.object.toJson(), path)) this.object.addJsonPatch(JsonPatch.add(path, {}));
    this.object.addJsonPatch(JsonPatch.add(`${path}/${ADDRESS_LABEL.replace('/', '~1')}`, address));
    return LabelSelector.of({ labels: { [ADDRESS_LABEL]: address } });
  }
}

const ID = 'AdoptedPods';

function objectIn(input: Input, construct: IConstruct, { kind, name, labels }: AdoptOptions): ApiObject {
  if (construct instanceof Resource) input.fail(`${construct.node.path} is an object of this library, which needs no adopting: a workload has "connections", a Service is a peer.`);
  const all = construct.node.findAll().filter((one) => ApiObject.isApiObject(one));
  const chosen = all.filter((object) => (kind === undefined || object.kind === kind) && (name === undefined || object.name === name));
  const found = labels && (chosen.length === 1 || ApiObject.isApiObject(construct)) ? chosen.slice(0, 1) : chosen.filter(makesPods);
  const [only, ...more] = found;
  const asked = [kind, name].filter((text) => text !== undefined).join(' ');
  const who = construct.node.path || 'the app';
  if (!only) {
    const there = all.map((object) => `${object.kind} ${object.name}`).slice(0, 8).join(', ') || 'no object';
    input.fail(`${who} holds ${asked === '' ? 'nothing' : `no ${asked}`} that makes pods; there is ${there}. Adopt a Pod or what makes pods, or give the "labels" of the pods that a custom resource makes.`);
  }
  if (more.length > 0) {
    input.fail(`${who} holds several objects that make pods: ${found.map((object) => `${object.kind} ${object.name}`).join(', ')}. Say which one with "kind" and "name".`);
  }
  return only;
}

function hasPath(manifest: unknown, path: string): boolean {
  return path.split('/').slice(1).reduce((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], manifest) !== undefined;
}

function portOf({ containerPort, protocol }: WrittenPort): NetworkPolicyPort {
  return NetworkPolicyPort.of({ port: containerPort, ...(protocol !== undefined && { protocol: protocol as NetworkProtocol }) });
}

function expressionOf({ key, operator, values }: { key: string; operator: string; values?: string[] }): LabelExpression {
  switch (operator) {
    case 'In': return LabelExpression.in(key, values!);
    case 'NotIn': return LabelExpression.notIn(key, values!);
    case 'Exists': return LabelExpression.exists(key);
    default: return LabelExpression.doesNotExist(key);
  }
}
