/** An app as plain data: what somebody declares in it, what others add to it, and what is patched at the end. Every number is an index, modulo what is there. */
export interface AppDescription {
  /** The namespaces of the charts. */
  readonly charts: readonly (string | undefined)[];
  readonly namespaces: readonly NamespaceDescription[];
  readonly workloads: readonly WorkloadDescription[];
  /** Whether the app itself runs the DNS servers of the cluster. */
  readonly dns: boolean;
  readonly selections: readonly SelectionDescription[];
  readonly services: readonly ServiceDescription[];
  readonly declarations: readonly DeclarationDescription[];
  /** NetworkPolicies and ClusterNetworkPolicies that somebody else wrote. */
  readonly foreign: readonly ForeignDescription[];
  readonly policies: readonly PolicyDescription[];
  readonly closed?: { readonly chart?: number; readonly dns: boolean };
  readonly workloadPatches: readonly WorkloadPatch[];
  readonly servicePatches: readonly ServicePatch[];
  readonly policyPatches: readonly PolicyPatch[];
}

export interface NamespaceDescription {
  readonly name: string;
  readonly labels: Labels;
  readonly isApiObject: boolean;
}

export type Labels = { readonly [key: string]: string };
export type Kind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'Pod';

export interface WorkloadDescription {
  readonly kind: Kind;
  readonly chart: number;
  /** One of its own, in place of that of the chart. */
  readonly namespace?: string;
  readonly label: string;
  readonly ports: readonly Port[];
  readonly sidecarPorts: readonly Port[];
  readonly hostNetwork: boolean;
  readonly isolate: boolean;
  /** It is an object of somebody else, a Deployment, whose pods are adopted. */
  readonly adopted?: { readonly ports?: readonly Port[]; readonly addressLabel: boolean };
}

/** Ports of one protocol: one, a range, the one of a name, or all. */
export interface Port {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number;
  readonly endPort?: number;
  readonly name?: string;
}

/** Namespaces, and where they are not those alone, pods in them. */
export interface SelectionDescription {
  readonly chart: number;
  readonly of: 'pods' | 'all' | 'namespaces';
  readonly label: string;
  readonly expression?: Expression;
  /** `undefined` is the namespace in which the selection is used. */
  readonly namespaces?: NamespaceChoice;
}

export interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

export interface NamespaceChoice {
  readonly names?: readonly string[];
  readonly labels?: Labels;
  readonly expression?: Expression;
}

export interface ServiceDescription {
  readonly workload: number;
  /** Whether it selects the pods by the label that they may share with others. */
  readonly byLabel: boolean;
  readonly ports: readonly { readonly port: number; readonly target?: number | string; readonly protocol: Port['protocol'] }[];
}

export type EndDescription =
  | { readonly workload: number }
  | { readonly selection: number }
  | { readonly service: number }
  | { readonly cidr: string; readonly except: readonly string[] }
  | { readonly wellKnown: 'dns' | 'internet' }
  | { readonly peers: readonly EndDescription[]; readonly ports?: readonly Port[] };

export interface DeclarationDescription {
  readonly caller: { readonly workload: number } | { readonly selection: number };
  readonly call: 'allowTo' | 'allowFrom' | 'isolate';
  readonly peer: EndDescription;
  readonly ports?: readonly Port[];
  readonly isolation?: 'POD' | 'PEER';
}

export interface ForeignDescription {
  readonly chart: number;
  readonly namespace?: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
}

/** A `NetworkPolicy` of this library. */
export interface PolicyDescription {
  readonly workload: number;
  readonly selectsAll: boolean;
  readonly direction: 'ingress' | 'egress';
  readonly says: 'DENY' | 'ALLOW' | 'rule';
  readonly peer: number;
  readonly ports?: readonly Port[];
}

export interface WorkloadPatch {
  readonly workload: number;
  readonly change: 'address' | 'label' | 'port' | 'port name' | 'namespace' | 'host network';
  readonly namespace: string;
}

export interface ServicePatch {
  readonly service: number;
  readonly target: number | string;
}

export interface PolicyPatch {
  readonly policy: number;
  readonly direction: 'ingress' | 'egress';
  readonly change: 'remove rule' | 'remove rules' | 'ports' | 'all ports' | 'peers' | 'types' | 'selector' | 'namespace' | 'invalid' | 'kind';
}
