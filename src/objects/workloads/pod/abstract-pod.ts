import { ApiObjectMetadataDefinition, Duration, GroupVersionKind, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { AbstractPodProps } from './abstract-pod-props';
import { HostAlias } from './host-alias';
import { PodDns } from './pod-dns';
import { PodParts } from './pod-parts';
import { PodSecurityContext } from './pod-security-context';
import { RestartPolicy } from './restart-policy';
import { IConnectable, PodConnections } from '../../../connections/pod-connections';
import { NetworkPolicyPeerConfig } from '../../../peers/network-policy-peer';
import { present } from '../../../resource/present';
import { Resource } from '../../../resource/resource';
import { ISubject, SubjectConfiguration } from '../../../resource/subject';
import { ADDRESS_LABEL } from '../../../selection/address-label';
import { LabelSelector } from '../../../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../../../selection/pod-selector';
import { Synthesis } from '../../../synth/run/synthesis';
import { seconds } from '../../../validation/seconds';
import { checkedReference } from '../../references/checked-reference';
import { ISecret } from '../../references/secret';
import { IServiceAccount } from '../../references/service-account';
import { Container } from '../container/container';
import { ContainerProps } from '../container/container-props';
import { Volume } from '../volume/volume';

/**
 * Pods, alone or in a workload.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export abstract class AbstractPod extends Resource implements IConnectable, ISubject {
  /** When containers are started again after they ended. */
  public readonly restartPolicy: RestartPolicy;

  /** The service account that the pods run under; unset for that of the namespace. */
  public readonly serviceAccount?: IServiceAccount;

  /** What all containers may do. */
  public readonly securityContext: PodSecurityContext;

  /** How the pods find names. */
  public readonly dns: PodDns;

  /** The credentials of the registry that images come from. */
  public readonly dockerRegistryAuth?: ISecret;

  /** Whether the pods get a token to talk to the API server with. */
  public readonly automountServiceAccountToken: boolean;

  /** Whether the containers see each other's processes. */
  public readonly shareProcessNamespace: boolean;

  /** Whether the pods use the network of the node. */
  public readonly hostNetwork: boolean;

  /** How long the containers have to end before they are killed. */
  public readonly terminationGracePeriod: Duration;

  /** Whether the addresses of services become variables of the containers; unset for Kubernetes' default, which is that they do. */
  public readonly enableServiceLinks?: boolean;

  /** Whether the pods were asked to be closed in both directions. */
  protected readonly isolate: boolean;

  /** Metadata of the pods themselves. For a workload, that of its template. */
  public abstract readonly podMetadata: ApiObjectMetadataDefinition;

  private readonly parts: PodParts;
  private readonly hasAddress: boolean;
  private allowed?: PodConnections;
  /**
   * The metadata of the pods, for whoever only reads it.
   *
   * @internal
   */
  protected abstract get _podLabels(): ApiObjectMetadataDefinition;

  private selected?: Selected;
  private said?: NetworkPolicyPeerConfig;

  /**
   * @param type the API version and kind
   * @throws when a value has the wrong type, form or range
   */
  protected constructor(scope: Construct, id: string, type: GroupVersionKind, props?: AbstractPodProps) {
    super(scope, id, type, props);
    Synthesis.of(this);
    const input = this._input;
    const given = props ?? {};
    this.restartPolicy = input.oneOf('restartPolicy', given.restartPolicy, RestartPolicy) ?? RestartPolicy.ALWAYS;
    this.serviceAccount = checkedReference(input, 'serviceAccount', given.serviceAccount, 'ServiceAccount') ?? undefined;
    this.securityContext = given.securityContext ? input.within(() => new PodSecurityContext(given.securityContext)) : RESTRICTIVE;
    this.dns = input.within(() => new PodDns(given.dns));
    this.dockerRegistryAuth = checkedReference(input, 'dockerRegistryAuth', given.dockerRegistryAuth, 'Secret') ?? undefined;
    this.automountServiceAccountToken = input.flag('automountServiceAccountToken', given.automountServiceAccountToken) ?? false;
    this.shareProcessNamespace = input.flag('shareProcessNamespace', given.shareProcessNamespace) ?? false;
    this.isolate = input.flag('isolate', given.isolate) ?? false;
    this.hostNetwork = input.flag('hostNetwork', given.hostNetwork) ?? false;
    this.enableServiceLinks = input.flag('enableServiceLinks', given.enableServiceLinks) ?? undefined;
    this.hasAddress = input.flag('addressLabel', given.addressLabel) ?? true;
    seconds(input, 'terminationGracePeriod', given.terminationGracePeriod, 0);
    this.terminationGracePeriod = given.terminationGracePeriod ?? THIRTY_SECONDS;
    this.parts = new PodParts(this.node.path, input, given);
  }

  /** Who may talk to the pods, and to whom they may talk. */
  public get connections(): PodConnections {
    return this.allowed ??= new PodConnections(this);
  }

  /** The containers, as a copy. Add to them with `addContainer`. */
  public get containers(): Container[] {
    return [...this.parts.containers];
  }

  /** The init containers and sidecars, as a copy. Add to them with `addInitContainer`. */
  public get initContainers(): Container[] {
    return [...this.parts.initContainers];
  }

  /** The volumes that were added, as a copy. Those that containers mount are added when the chart is synthesized. */
  public get volumes(): Volume[] {
    return [...this.parts.volumes];
  }

  /** Names that the pods find at an address without asking DNS, as a copy. */
  public get hostAliases(): HostAlias[] {
    return [...this.parts.hostAliases];
  }

  /**
   * The pods, by the address label as it is now, or by all of their labels where they have none; in the namespace of the
   * object, where that is known.
   *
   * @throws when the pods have no labels at all
   */
  public toPodSelectorConfig(): PodSelectorConfig {
    const namespace = this._namespace;
    const labels = this._address();
    if (!this.selected || this.selected.namespace !== namespace || !areEqual(this.selected.labels, labels)) {
      const labelSelector = LabelSelector.of({ labels });
      const config = namespace === undefined ? { labelSelector } : { labelSelector, namespaces: { names: Object.freeze([namespace]) as string[] } };
      this.selected = { labels, namespace, config };
    }
    return this.selected.config;
  }

  /** The pods, and the ports that their containers and sidecars declare. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    const podSelector = this.toPodSelectorConfig();
    const ports = this.parts.policyPorts.length > 0 ? this.parts.policyPorts : undefined;
    if (this.said?.podSelector !== podSelector || this.said.ports !== ports) this.said = ports ? { podSelector, ports } : { podSelector };
    return this.said;
  }

  /** These pods. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  /**
   * The service account that the pods run under, for bindings of roles: the one that they were given, or that of the namespace.
   *
   * @throws when the pods have no service account of their own and get no token either
   */
  public toSubjectConfiguration(): SubjectConfiguration {
    if (!this.serviceAccount && !this.automountServiceAccountToken) {
      this._input.fail('the pods have no service account and no token, so that a role would be of no use to them. Give "serviceAccount", or '
        + '"automountServiceAccountToken: true" for the service account of the namespace.');
    }
    return present({ kind: 'ServiceAccount', name: this.serviceAccount?.name ?? 'default', apiGroup: '', namespace: this._namespace });
  }

  /**
   * Adds a container.
   *
   * @throws when a value has the wrong type, form or range, or another container has the name
   */
  public addContainer(cont: ContainerProps): Container {
    return this.parts.add(cont);
  }

  /**
   * Adds a container that was made before.
   *
   * @throws when another container has the name, or it is made to be a sidecar
   */
  public attachContainer(cont: Container): void {
    this.parts.attach(cont);
  }

  /**
   * Adds a container that runs to its end before the others start, or a sidecar where its restart policy is ALWAYS.
   *
   * @throws when a value has the wrong type, form or range, another container has the name, or one that runs to its end has a
   * probe or a lifecycle
   */
  public addInitContainer(cont: ContainerProps): Container {
    return this.parts.addInit(cont);
  }

  /**
   * Adds names that the pods find at an address without asking DNS.
   *
   * @throws when the address is not an IP address, or there is no name
   */
  public addHostAlias(hostAlias: HostAlias): void {
    this.parts.addHostAlias(hostAlias);
  }

  /**
   * Adds a volume. Those that a container mounts need not be added.
   *
   * @throws when another volume has the name
   */
  public addVolume(vol: Volume): void {
    this.parts.addVolume(vol);
  }

  /**
   * The labels that the pods are known by: the address label as it is now, or all labels.
   *
   * @internal
   */
  public _address(): { [key: string]: string } {
    const address = this.hasAddress ? this._podLabels.getLabel(ADDRESS_LABEL) : undefined;
    if (address !== undefined) return { [ADDRESS_LABEL]: address };
    const all: { [key: string]: string } = this._podLabels.toJson()?.labels ?? {};
    if (Object.keys(all).length === 0) {
      this._input.fail('the pods have no label by which they could be known. Give "podMetadata" with labels, or leave out "addressLabel: false".');
    }
    return all;
  }

  /** @internal */
  public _validate(): void {
    this._check();
  }

  /**
   * Throws what only the whole can be wrong with, without rendering it: it is asked more than once in a synthesis.
   *
   * @internal
   */
  public _check(): void {
    this.parts.check(this.hostNetwork);
    this.dns._check(this._input);
    this._toScheduling();
  }

  /**
   * Where the pods run.
   *
   * @internal
   */
  public abstract _toScheduling(): object;

  /**
   * The spec of the pods.
   *
   * @param claimed names of volumes that come from elsewhere: the claims of a StatefulSet
   * @internal
   */
  public _toPodSpec(claimed: ReadonlySet<string> = NONE): object {
    this._check();
    return present({
      ...this.parts.toKube(claimed),
      ...this.dns._toKube(),
      ...this._toScheduling(),
      restartPolicy: this.restartPolicy,
      serviceAccountName: this.serviceAccount?.name,
      securityContext: this.securityContext._toKube(),
      automountServiceAccountToken: this.automountServiceAccountToken,
      shareProcessNamespace: this.shareProcessNamespace,
      hostNetwork: this.hostNetwork,
      terminationGracePeriodSeconds: this.terminationGracePeriod.toSeconds(),
      enableServiceLinks: this.enableServiceLinks,
    });
  }

  /** @internal */
  protected get _tolerations(): readonly object[] {
    return this.parts.tolerations;
  }

  /**
   * Gives the metadata of the pods the address label, unless somebody gave it another value or turned it off.
   *
   * @internal
   */
  protected _label(metadata: ApiObjectMetadataDefinition): ApiObjectMetadataDefinition {
    if (this.hasAddress && metadata.getLabel(ADDRESS_LABEL) === undefined) metadata.addLabel(ADDRESS_LABEL, Names.toLabelValue(this));
    return metadata;
  }
}

/** What the pods were known by when they were asked last. */
interface Selected {
  readonly labels: { readonly [key: string]: string };
  readonly namespace: string | undefined;
  readonly config: PodSelectorConfig;
}

function areEqual(some: { readonly [key: string]: string }, others: { readonly [key: string]: string }): boolean {
  const keys = Object.keys(some);
  return keys.length === Object.keys(others).length && keys.every((key) => some[key] === others[key]);
}

const NONE: ReadonlySet<string> = new Set();
const RESTRICTIVE = new PodSecurityContext();
const THIRTY_SECONDS = Duration.seconds(30);
