import { Labels, Selector } from './selector';
import { Problem, Source } from './source';
import { Direction } from '../../kubernetes/direction';
import { Address, AddressSet } from '../sets/address-set';
import { Protocol } from '../sets/connection-set';

/** A port on which the pods of a workload listen. */
export interface ListeningPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** What all objects of the model have. */
export interface Described {
  readonly name: string;
  readonly source: Source;
  readonly annotations: Labels;
}

/** Pods that are made alike, by a controller or one by one. */
export interface Workload extends Described {
  /** Such as `Deployment`, or `Service.serving.knative.dev` beside one of that kind and name of another group. */
  readonly kind: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Those of the labels by which it selects its pods itself, where it does. */
  readonly selector?: Labels;
  readonly ports: readonly ListeningPort[];
  /** The addresses of its pods, where the input tells them. */
  readonly addresses: readonly Address[];
  /** The addresses of the nodes that its pods run on, where the input tells them. */
  readonly nodeAddresses: readonly Address[];
  readonly hostNetwork: boolean;
}

/** A namespace, which exists whether a manifest declares it or not. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
  /** Where it is declared; `undefined` for one that is only used. */
  readonly source?: Source;
}

/** Pods, by their namespace and labels. */
export interface Selection {
  /** The one namespace that is meant, or what namespaces must be like. */
  readonly namespaces: string | Selector;
  readonly pods: Selector;
  /** Whether pods on the network of their node are left out, as cluster policies do. */
  readonly skipsHostNetwork: boolean;
}

/** Addresses that a rule names. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
  readonly addresses: AddressSet;
  /** Whether traffic of the cluster is meant too, as it is by cluster policies. */
  readonly reachesPods: boolean;
}

/** The other end of a rule. */
export type Peer = { readonly selection: Selection } | { readonly block: Block };

/** Ports that a rule names: by number, or by the name that the pods which are connected to give them. */
export type RulePorts = (
  | { readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly protocol?: Protocol; readonly name: string }
) & {
  /** Its place in the list as it is written, from 0, where some of the list are not understood and left out. */
  readonly at?: number;
};

/** What a rule does with what it matches. */
export type Action = 'Accept' | 'Deny' | 'Pass';

export interface Rule {
  /** The name that a rule of a cluster policy may have. */
  readonly name?: string;
  readonly action: Action;
  /** The other ends; `undefined` is everybody. */
  readonly peers?: readonly Peer[];
  /** The ports; `undefined` is all of every protocol. */
  readonly ports?: readonly RulePorts[];
}

/** The order in which policies are asked. */
export type Tier = 'Admin' | 'NetworkPolicy' | 'Baseline';

export { DIRECTIONS } from '../../kubernetes/direction';
export type { Direction };

/** The priority of a BaselineAdminNetworkPolicy, which has none and is asked after all that have one. */
export const AFTER_ALL = 1001;

export type PolicyKind = 'NetworkPolicy' | 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';

/** A NetworkPolicy, or a policy of the whole cluster. */
export interface Policy extends Described {
  readonly kind: PolicyKind;
  readonly tier: Tier;
  /** The lowest decides first; 0 for a NetworkPolicy, which are all asked at once, and `AFTER_ALL` for the one that has none. */
  readonly priority: number;
  /** The namespace of a NetworkPolicy; `undefined` for a cluster policy. */
  readonly namespace?: string;
  readonly subject: Selection;
  /** The rules of each direction that the policy touches. */
  readonly rules: { readonly [direction in Direction]?: readonly Rule[] };
  /** The manifest, for findings about how it is written. */
  readonly manifest: object;
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly targetPort: number | string;
}

export interface Service extends Described {
  readonly namespace: string;
  readonly type: string;
  /** The pods; `undefined` for a service that selects none. */
  readonly selector?: Selector;
  readonly ports: readonly ServicePort[];
}

/** A port of a service: by its number or name, or by the number of the port of the pods to which it leads. */
export type BackendPort = number | string | { readonly target: number };

/** A service to which something outside of the manifests connects. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** `undefined` is each of its ports. */
  readonly port: BackendPort | undefined;
}

/** A way in from outside of the cluster, to ports of services: an Ingress, an OpenShift Route, a route of the Gateway API. */
export interface Ingress extends Described {
  readonly kind: string;
  readonly namespace: string;
  /** The class of an Ingress, where it names one. */
  readonly className?: string;
  /** Those to which it leads. */
  readonly backends: readonly Backend[];
  /** Those of other namespaces to which it would lead if a ReferenceGrant there allowed it. */
  readonly ungranted: readonly Backend[];
  /** The Gateways through which it leads; none for what goes through an ingress controller. */
  readonly gateways: readonly NamedGateway[];
}

/** A Gateway, as a route names it. */
export interface NamedGateway {
  readonly namespace: string;
  readonly name: string;
}

/** A Gateway of the Gateway API. */
export interface Gateway extends Described {
  readonly namespace: string;
  readonly className?: string;
}

/** What serves the Gateways of a class. */
export interface GatewayClass extends Described {
  readonly controller?: string;
}

/** Lets objects of other namespaces refer to services of its own. */
export interface ReferenceGrant extends Described {
  readonly namespace: string;
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** The services, by their names; `undefined` is each of them. */
  readonly services: readonly (string | undefined)[];
}

/** An object because of which the API server connects to services: webhooks, or an API that a service of the cluster answers. */
export interface ApiServerCaller extends Described {
  readonly kind: string;
  readonly backends: readonly Backend[];
}

/** An object of which somebody may make pods that the manifests do not tell of. */
export interface PossibleMaker {
  readonly kind: string;
  readonly name: string;
  /** The namespace in which the pods would be. */
  readonly namespace: string;
}

/** An object that is given twice with different content: the last one counts, as where both are applied. */
export interface GivenTwice {
  /** Such as `NetworkPolicy shop/web`. */
  readonly object: string;
  readonly first: Source;
  /** The one that counts. */
  readonly last: Described;
}

/** An object as it was given, whether it says anything of connections or not. */
export interface GivenManifest {
  readonly version: string;
  readonly group: string;
  readonly kind: string;
  /** The one that it names, or that of what names none. */
  readonly namespace: string;
  readonly name: string;
  readonly manifest: object;
  readonly source: Source;
}

/** Everything that the manifests say, and what of them could not be used. */
export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly policies: readonly Policy[];
  readonly services: readonly Service[];
  readonly ingresses: readonly Ingress[];
  readonly gateways: readonly Gateway[];
  readonly gatewayClasses: readonly GatewayClass[];
  readonly apiServerCallers: readonly ApiServerCaller[];
  readonly makers: readonly PossibleMaker[];
  readonly problems: readonly Problem[];
  readonly givenTwice: readonly GivenTwice[];
  /** How many objects are given again with the same content. */
  readonly repeated: number;
  /** How many objects of each kind were passed over, because they say nothing of connections. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** Every object, of equal ones the last. */
  readonly given: readonly GivenManifest[];
}
