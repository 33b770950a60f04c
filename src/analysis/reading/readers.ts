import { isOfKubernetes } from './api-versions';
import { Fields } from './fields';
import { Say } from './kinds/cluster-policy-parts';
import { readAdminNetworkPolicy } from './kinds/read-admin-network-policy';
import { readApiServerCaller } from './kinds/read-api-server-caller';
import { readClusterPolicy } from './kinds/read-cluster-policy';
import { readIngress, readService } from './kinds/read-entrance';
import { GATEWAY_API, GATEWAY_API_VERSIONS, readGateway, readGatewayClass, readReferenceGrant } from './kinds/read-gateway';
import { readNamespace } from './kinds/read-namespace';
import { KnownPeers, readNetworkPolicy } from './kinds/read-network-policy';
import { GATEWAY_ROUTES, readGatewayRoute, readRoute } from './kinds/read-route';
import { ReadWorkload, readWorkload } from './kinds/read-workload';
import { POD_KINDS } from '../../kubernetes/pod-kinds';
import { ApiServerCaller, Described, Gateway, GatewayClass, Ingress, Namespace, Policy, PossibleMaker, ReferenceGrant, Service } from '../model/cluster';
import { Source } from '../model/source';

/** An object of the model, as one manifest tells of it. */
export type ReadObject =
  | { readonly is: 'workload'; readonly value: ReadWorkload }
  | { readonly is: 'policy'; readonly value: Policy }
  | { readonly is: 'service'; readonly value: Service }
  | { readonly is: 'ingress'; readonly value: Ingress }
  | { readonly is: 'gateway'; readonly value: Gateway }
  | { readonly is: 'gatewayClass'; readonly value: GatewayClass }
  | { readonly is: 'referenceGrant'; readonly value: ReferenceGrant }
  | { readonly is: 'apiServerCaller'; readonly value: ApiServerCaller }
  | { readonly is: 'namespace'; readonly value: Namespace & Described }
  | { readonly is: 'maker'; readonly value: PossibleMaker & Described };

/** An object to read. */
export interface GivenObject {
  readonly fields: Fields;
  readonly raw: object;
  readonly version: string;
  readonly group: string;
  readonly kind: string;
  readonly source: Source;
  /** The namespace of what names none. */
  readonly home: string;
  /** Peers that were read before. */
  readonly peers: KnownPeers;
  readonly say: Say;
}

/** Reads the objects of one type. */
interface Reader {
  readonly version: string;
  readonly kind: string;
  read(given: GivenObject): ReadObject;
}

const NETWORKING = 'networking.k8s.io/v1';
const CLUSTER_POLICIES = 'policy.networking.k8s.io';

/** The readers of all types that say something of connections by themselves. */
export class Readers {
  private readonly byType = new Map<string, Reader>();
  private readonly versions = new Map<string, string>();

  constructor() {
    for (const reader of readers()) {
      const { version, kind } = reader;
      this.byType.set(`${version} ${kind}`, reader);
      if (isOfKubernetes(version)) this.versions.set(kind, version);
    }
  }

  /** The reader of a type; `undefined` where it is none of these. */
  public of(version: string, kind: string): Reader | undefined {
    return this.byType.get(`${version} ${kind}`);
  }

  /** The version that is named for a kind of Kubernetes where another is given: of several the last. */
  public versionOf(kind: string): string | undefined {
    return this.versions.get(kind);
  }
}

/** In a function, so that the page in the browser, which reads no manifests, goes without them. */
function readers(): readonly Reader[] {
  return [
    ...POD_KINDS.map(({ apiVersion, kind, template }): Reader => ({
      version: apiVersion, kind, read: ({ fields, group, home, source }) => ({ is: 'workload', value: readWorkload(fields, kind, group, { path: template }, home, source) }),
    })),
    { version: 'v1', kind: 'Namespace', read: ({ fields, source }) => ({ is: 'namespace', value: readNamespace(fields, source) }) },
    { version: NETWORKING, kind: 'NetworkPolicy', read: ({ raw, home, source, peers }) => ({ is: 'policy', value: readNetworkPolicy(raw, home, source, peers) }) },
    ...['v1beta1', 'v1alpha2'].map((version): Reader => ({
      version: `${CLUSTER_POLICIES}/${version}`,
      kind: 'ClusterNetworkPolicy',
      read: ({ raw, source, say }) => ({ is: 'policy', value: readClusterPolicy(raw, source, say) }),
    })),
    ...['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].map((kind): Reader => ({
      version: `${CLUSTER_POLICIES}/v1alpha1`, kind, read: ({ raw, source, say }) => ({ is: 'policy', value: readAdminNetworkPolicy(raw, source, say) }),
    })),
    { version: 'v1', kind: 'Service', read: ({ fields, home, source }) => ({ is: 'service', value: readService(fields, home, source) }) },
    { version: NETWORKING, kind: 'Ingress', read: ({ fields, home, source }) => ({ is: 'ingress', value: readIngress(fields, home, source) }) },
    ...GATEWAY_API_VERSIONS.flatMap((one) => ofGatewayApi(`${GATEWAY_API}/${one}`)),
    { version: 'route.openshift.io/v1', kind: 'Route', read: ({ fields, home, source }) => ({ is: 'ingress', value: readRoute(fields, home, source) }) },
    apiServerCaller('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'),
    apiServerCaller('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'),
    apiServerCaller('apiregistration.k8s.io/v1', 'APIService'),
    apiServerCaller('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
  ];
}

function ofGatewayApi(version: string): Reader[] {
  return [
    { version, kind: 'Gateway', read: ({ fields, home, source }) => ({ is: 'gateway', value: readGateway(fields, home, source) }) },
    { version, kind: 'GatewayClass', read: ({ fields, source }) => ({ is: 'gatewayClass', value: readGatewayClass(fields, source) }) },
    { version, kind: 'ReferenceGrant', read: ({ fields, home, source }) => ({ is: 'referenceGrant', value: readReferenceGrant(fields, home, source) }) },
    ...GATEWAY_ROUTES.map((kind): Reader => ({
      version, kind, read: ({ fields, home, source }) => ({ is: 'ingress', value: readGatewayRoute(fields, kind, home, source) }),
    })),
  ];
}

function apiServerCaller(version: string, kind: string): Reader {
  return { version, kind, read: ({ fields, source }) => ({ is: 'apiServerCaller', value: readApiServerCaller(fields, kind, source) }) };
}
