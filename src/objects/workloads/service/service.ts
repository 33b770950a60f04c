import { Construct } from 'constructs';
import { ServicePorts } from './service-ports';
import { ServiceExternalTrafficPolicy, ServiceProps, ServiceType } from './service-props';
import { ServiceSelection } from './service-selection';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from '../../../peers/network-policy-peer';
import { NetworkPolicyPort } from '../../../peers/network-policy-port';
import { checkFields, RESOURCE_FIELDS } from '../../../resource/known-fields';
import { filled, present } from '../../../resource/present';
import { Resource } from '../../../resource/resource';
import { LabelSelector } from '../../../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../../../selection/pod-selector';
import { isDnsSubdomain, serviceName } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { isIp } from '../../../validation/ip-address';
import { ExposeServiceViaIngressOptions, Ingress } from '../../ingress/ingress';
import { IngressBackend } from '../../ingress/ingress-backend';
import { checkedServicePort, kubeServicePort, ServiceBindOptions, ServicePort } from '../../ingress/service-port';
import { IService } from '../../ingress/service-reference';
import { networkProtocol } from '../container/container-port';
import { AbstractPod } from '../pod/abstract-pod';

/**
 * A name and address for pods, whatever nodes they run on.
 *
 * As the peer of a connection it stands for its pods, on the ports that it leads to.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class Service extends Resource implements IService, IPodSelector, INetworkPolicyPeer {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'services';

  /** The address of the service, `None` for a headless one; unset where the cluster chooses it. */
  public readonly clusterIP?: string;

  /** From where the service can be reached. */
  public readonly type: ServiceType;

  /** The host outside the cluster that the service is a name for. */
  public readonly externalName?: string;

  private readonly selection: ServiceSelection;
  private readonly offered: ServicePorts;
  private readonly externalIPs: readonly string[];
  private readonly sourceRanges: readonly string[];
  private readonly externalTrafficPolicy?: ServiceExternalTrafficPolicy;
  private readonly publishNotReadyAddresses?: boolean;

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: ServiceProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'Service' }, props);
    checkFields<ServiceProps>(this, Service, props, FIELDS);
    const input = this._input;
    const given = props ?? {};
    this.clusterIP = input.text('clusterIP', given.clusterIP) ?? undefined;
    if (this.clusterIP !== undefined && this.clusterIP !== 'None' && !isIp(this.clusterIP)) {
      input.refuse('clusterIP', this.clusterIP, 'an IP address, or "None" for a headless service');
    }
    this.externalName = input.text('externalName', given.externalName) ?? undefined;
    if (this.externalName !== undefined && !isDnsSubdomain(this.externalName)) {
      input.refuse('externalName', this.externalName, 'the name of a host, such as "db.example.com"');
    }
    this.type = this.typeOf(input.oneOf('type', given.type, ServiceType));
    this.externalIPs = (input.list('externalIPs', given.externalIPs) ?? []).map((address, index) => {
      if (typeof address !== 'string' || !isIp(address)) input.refuse(`externalIPs[${index}]`, address, 'an IP address');
      return address;
    });
    this.sourceRanges = [...input.texts('loadBalancerSourceRanges', given.loadBalancerSourceRanges) ?? []];
    if (this.sourceRanges.length > 0 && this.type !== ServiceType.LOAD_BALANCER) {
      input.fail(`"loadBalancerSourceRanges" is given, but the service is a ${this.type}. Give "type: ServiceType.LOAD_BALANCER", or leave it out.`);
    }
    this.externalTrafficPolicy = input.oneOf('externalTrafficPolicy', given.externalTrafficPolicy, ServiceExternalTrafficPolicy) ?? undefined;
    if (this.externalTrafficPolicy && this.type !== ServiceType.LOAD_BALANCER && this.type !== ServiceType.NODE_PORT) {
      input.fail(`"externalTrafficPolicy" is given, but the service is a ${this.type}. Give "type: ServiceType.LOAD_BALANCER" or "NODE_PORT", or leave it out.`);
    }
    this.publishNotReadyAddresses = input.flag('publishNotReadyAddresses', given.publishNotReadyAddresses) ?? undefined;
    this.selection = new ServiceSelection(input, () => this._metadata.namespace);
    this.offered = new ServicePorts(input, this.selection);
    if (given.selector !== undefined && given.selector !== null) this.select(given.selector);
    input.list('ports', given.ports)?.forEach((port, index) => {
      const field = `ports[${index}]`;
      this.offered.add(checkedServicePort(input, field, input.required(field, port, 'an object such as { port: 80 }').port, port));
    });
  }

  /** The ports of the service, as a copy. Add to them with `bind`. */
  public get ports(): ServicePort[] {
    return this.offered.all;
  }

  /**
   * The first port of the service.
   *
   * @throws when it has none
   */
  public get port(): number {
    return this.offered.first;
  }

  /**
   * Adds a port.
   *
   * @param port the port that clients connect to, 1 to 65535
   * @throws when a number is out of range, or a name is not in Kubernetes' form
   */
  public bind(port: number, options?: ServiceBindOptions): void {
    this.offered.add(checkedServicePort(this._input, 'port', port, options));
  }

  /**
   * Leads requests from outside the cluster to the service. An Ingress that is made here lies in the namespace of the service.
   *
   * An Ingress is no connection: pods that are isolated let the ingress controller in only where `connections.allowFrom` names it.
   *
   * @param path the path of the requests, such as `/`
   * @throws when the path is not allowed, or the service has several ports
   */
  public exposeViaIngress(path: string, options?: ExposeServiceViaIngressOptions): Ingress {
    const given = this._input.struct('options', options) ?? {};
    this._input.instance('ingress', given.ingress, Ingress, 'an Ingress');
    const ingress = given.ingress ?? this.ownIngress();
    ingress.addRule(path, IngressBackend.fromService(this), given.pathType);
    return ingress;
  }

  /**
   * Puts the pods of the selector behind the service, in its own namespace. Said several times, all of it must hold of a pod.
   * Labels are read when the chart is synthesized.
   */
  public select(selector: IPodSelector): void {
    this.selection.add(selector);
  }

  /**
   * Puts pods with this label behind the service. Said several times, all of it must hold of a pod.
   *
   * @throws when `key` or `value` is not in Kubernetes' form
   */
  public selectLabel(key: string, value: string): void {
    this.selection.addLabel(key, value);
  }

  /**
   * The pods behind the service.
   *
   * @throws when it selects none
   */
  public toPodSelectorConfig(): PodSelectorConfig {
    const labels = this.selection.labels();
    if (this.type === ServiceType.EXTERNAL_NAME) {
      this._input.fail(`the service is a name for "${this.externalName}", which has no pods and no address that a policy could name. `
        + 'Give the addresses of the host with NetworkPolicyIpBlock instead of the service.');
    }
    if (Object.keys(labels).length === 0) {
      this._input.fail('the service selects no pods, so that it stands for nobody. Give a "selector", or name the pods instead of the service.');
    }
    const namespace: unknown = this._metadata.namespace;
    return { labelSelector: LabelSelector.of({ labels }), ...(typeof namespace === 'string' && { namespaces: { names: [namespace] } }) };
  }

  /** The pods behind the service, on the ports that it leads to. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    const { ports } = this;
    return { podSelector: this.toPodSelectorConfig(), ...(ports.length > 0 && { ports: ports.map(targetOf) }) };
  }

  /** The pods behind the service. */
  public toPodSelector(): IPodSelector | undefined {
    return this.selection.onlySelector ?? this;
  }

  /**
   * Offers what the workload declares, and checks that further ports lead to a port that it declares.
   *
   * @param follows whether the declared ports are ports of the service
   * @internal
   */
  public _expose(workload: AbstractPod, follows: boolean): void {
    this.offered.expose(workload, follows);
  }

  /** @internal */
  public _toKube(): object {
    serviceName(this._input, 'metadata.name', this.name);
    if (this.type === ServiceType.EXTERNAL_NAME) return { type: this.type, externalName: this.externalName };
    const ports = this.offered.checked(this.type);
    const selector = this.selection.labels();
    return present({
      clusterIP: this.clusterIP,
      externalIPs: filled(this.externalIPs),
      type: this.type,
      selector: Object.keys(selector).length > 0 ? selector : undefined,
      ports: ports.map(kubeServicePort),
      loadBalancerSourceRanges: filled(this.sourceRanges),
      externalTrafficPolicy: this.externalTrafficPolicy,
      publishNotReadyAddresses: this.publishNotReadyAddresses,
    });
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    serviceName(input, 'metadata.name', name);
  }

  private ownIngress(): Ingress {
    const known = this.node.tryFindChild('Ingress') as Ingress | undefined;
    return known ?? new Ingress(this, 'Ingress', { metadata: { namespace: this._metadata.namespace } });
  }

  private typeOf(type: ServiceType | undefined | null): ServiceType {
    if (this.externalName === undefined) {
      if (type === ServiceType.EXTERNAL_NAME) this._input.fail('"type" is "ExternalName", but "externalName" is not given. Give the host that the service is a name for.');
      return this.headless(type ?? ServiceType.CLUSTER_IP);
    }
    if (type && type !== ServiceType.EXTERNAL_NAME) {
      this._input.fail(`"type" is "${type}", but "externalName" ("${this.externalName}") makes the service an ExternalName. Leave one of them out.`);
    }
    return ServiceType.EXTERNAL_NAME;
  }

  private headless(type: ServiceType): ServiceType {
    if (this.clusterIP === 'None' && type !== ServiceType.CLUSTER_IP) {
      this._input.fail(`"clusterIP" is "None", which a ${type} cannot have. Leave it out, or give "type: ServiceType.CLUSTER_IP".`);
    }
    return type;
  }
}

/** The port of the pods behind a port of the service. */
function targetOf({ port, targetPort, targetPortName, protocol }: ServicePort): NetworkPolicyPort {
  const target = targetPortName === undefined ? { port: targetPort ?? port } : { name: targetPortName };
  return NetworkPolicyPort.of({ ...target, protocol: networkProtocol(protocol) });
}

const FIELDS = {
  ...RESOURCE_FIELDS,
  selector: true,
  clusterIP: true,
  externalIPs: true,
  type: true,
  ports: true,
  externalName: true,
  loadBalancerSourceRanges: true,
  externalTrafficPolicy: true,
  publishNotReadyAddresses: true,
} as const;
