import { ApiObject, ApiObjectMetadata, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { closeCluster } from './closed-cluster';
import { ClosedNamespaces } from './closed-namespaces';
import { CloseRequest } from './closing';
import { Direction } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { checkedPeer } from '../peers/peer-config';
import { ClusterNetworkPolicy } from '../policies/cluster-network-policy';
import { checkGivenMetadata } from '../resource/metadata';
import { INamespaceSelector } from '../selection/namespace-selector';
import { dnsLabel, dnsSubdomain } from '../validation/forms';
import { Input } from '../validation/input';

/** How a namespace is closed, and what stays open in it. */
export interface DefaultDenyOptions {
  /**
   * The DNS servers that every pod may still ask, such as `WellKnownPeer.clusterDns()`, on port 53 where they declare none. Pods that connect to
   * others by their names need them. The policy of the servers themselves is left to their owner.
   *
   * @default - none: pods cannot look up names unless something else allows it
   */
  readonly dns?: INetworkPolicyPeer;

  /**
   * Whether connections to the pods are closed.
   *
   * @default true
   */
  readonly ingress?: boolean;

  /**
   * Whether connections from the pods are closed.
   *
   * @default true
   */
  readonly egress?: boolean;

  /**
   * Labels, annotations and name of the policies. Their namespaces are those that they close.
   *
   * @default - no labels; the name is `default-deny-` and the name of the chart
   */
  readonly metadata?: ApiObjectMetadata;
}

/** How the namespaces of an app or a chart are closed, and which are not. */
export interface DefaultDenyScopeOptions extends DefaultDenyOptions {
  /**
   * Namespaces that are left as they are.
   *
   * @default - `kube-system` and the namespace of the DNS servers, with a warning where the scope puts pods there
   */
  readonly except?: string[];
}

/** How the namespaces of a whole cluster are closed, and which are not. */
export interface DefaultDenyClusterOptions extends DefaultDenyOptions {
  /**
   * The namespaces that are closed.
   *
   * @default - all but `kube-system` and the namespace of the DNS servers
   */
  readonly namespaces?: INamespaceSelector;

  /**
   * Namespaces that are left as they are, besides.
   *
   * @default - no others
   */
  readonly except?: string[];

  /**
   * The place of the policy in the Baseline tier, from 0 to 1000: the lowest is asked first.
   *
   * @default 1000
   */
  readonly priority?: number;
}

/**
 * Closes namespaces in both directions, but for what other policies open.
 *
 * Every chart that puts pods into a namespace gets a NetworkPolicy of its own there, which selects all pods of the namespace: its file is closed alone and beside
 * any other. Where one `Cluster` was told for several charts, one policy serves them all. Saying it again changes nothing.
 *
 * The policies are made at once, for the namespaces that are known by then, and follow pods that come later. A custom resource counts where its manifest holds a
 * pod template or where it is adopted; for others, name the namespace.
 *
 * `kube-system`, and the namespace of the DNS servers, are closed only by `forNamespace`, because that cuts off whatever the cluster runs there.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export class DefaultDeny {
  /**
   * Closes every namespace into which the app puts pods.
   *
   * @throws when neither direction is closed, or DNS stays open where egress is not closed
   */
  public static forApp(app: App, options?: DefaultDenyScopeOptions): DefaultDeny {
    const input = new Input('DefaultDeny.forApp');
    input.instance('app', input.required('app', app, 'an App of cdk8s'), App, 'an App of cdk8s');
    return new DefaultDeny({ scope: app, ...toldBy(input, options, SCOPE_FIELDS) });
  }

  /**
   * Closes every namespace into which the chart puts pods, and those of the charts in it.
   *
   * @throws when neither direction is closed, or DNS stays open where egress is not closed
   */
  public static forChart(chart: Chart, options?: DefaultDenyScopeOptions): DefaultDeny {
    const input = new Input('DefaultDeny.forChart');
    if (!Chart.isChart(input.required('chart', chart, 'a Chart of cdk8s'))) input.refuse('chart', chart, 'a Chart of cdk8s');
    return new DefaultDeny({ scope: chart, ...toldBy(input, options, SCOPE_FIELDS) });
  }

  /**
   * Closes a namespace, whether the app puts pods into it or not. Where another chart puts pods there, a warning says so.
   *
   * @param scope the chart that the policy is written in, or a construct in it
   * @param namespace the name of the namespace
   * @throws when neither direction is closed, or DNS stays open where egress is not closed
   */
  public static forNamespace(scope: Construct, namespace: string, options?: DefaultDenyOptions): DefaultDeny {
    const input = new Input('DefaultDeny.forNamespace');
    checkedScope(input, scope);
    const name = dnsLabel(input, 'namespace', input.required('namespace', namespace, 'the name of a namespace'));
    return new DefaultDeny({ scope: Chart.of(scope), namespace: name, ...toldBy(input, options, FIELDS) });
  }

  /**
   * Closes every namespace of the cluster by a `ClusterNetworkPolicy` of the Baseline tier, for pods that no NetworkPolicy isolates in the direction. Teams open by
   * NetworkPolicies what they need; the connections of this app are such. Pods only are kept from connecting to the pods: that tier says nothing of connections from
   * outside of the cluster.
   *
   * @param scope the chart that the policy is written in, or a construct in it
   * @throws when neither direction is closed, or DNS stays open where egress is not closed
   */
  public static forCluster(scope: Construct, options?: DefaultDenyClusterOptions): ClusterNetworkPolicy {
    const input = new Input('DefaultDeny.forCluster');
    checkedScope(input, scope);
    const { dns, directions, except, metadata } = toldBy(input, options, CLUSTER_FIELDS);
    const namespaces = input.implementing('namespaces', options?.namespaces, 'toNamespaceSelectorConfig', 'Namespaces, a Namespace, or an object with the method of INamespaceSelector');
    const priority = input.wholeNumber('priority', options?.priority, 0, 1000) ?? 1000;
    return closeCluster(scope, { dns, directions, except, metadata, priority, namespaces: namespaces?.toNamespaceSelectorConfig() });
  }

  private readonly closed: ClosedNamespaces;

  private constructor(private readonly request: CloseRequest) {
    this.closed = ClosedNamespaces.close(request);
  }

  /** The policies, for the namespaces that are known by now. Others join them when pods are put into other namespaces. */
  public get policies(): ApiObject[] {
    return this.closed.policiesOf(this.request);
  }
}

const FIELDS = ['dns', 'ingress', 'egress', 'metadata'];
const SCOPE_FIELDS = [...FIELDS, 'except'];
const CLUSTER_FIELDS = [...SCOPE_FIELDS, 'namespaces', 'priority'];

function checkedScope(input: Input, scope: Construct): void {
  const allowed = 'a chart, or a construct in it';
  if (!Construct.isConstruct(input.required('scope', scope, allowed)) || !scope.node.scopes.some((one) => Chart.isChart(one))) input.refuse('scope', scope, allowed);
}

function toldBy(input: Input, options: DefaultDenyScopeOptions | undefined, fields: readonly string[]): Omit<CloseRequest, 'scope'> {
  const given = input.struct('options', options, fields) ?? {};
  const dns = given.dns === undefined || given.dns === null ? undefined : checkedPeer(input, 'dns', given.dns);
  const directions: Direction[] = [
    ...input.flag('ingress', given.ingress) === false ? [] : ['Ingress' as const],
    ...input.flag('egress', given.egress) === false ? [] : ['Egress' as const],
  ];
  if (directions.length === 0) input.fail('"ingress" and "egress" are both false, so that nothing is closed. Leave one of them out.');
  if (dns && given.egress === false) input.fail('"dns" is given, but "egress" is false, and DNS is open where egress is not closed. Leave one of them out.');
  const except = (input.list('except', given.except) ?? []).map((name, index) => dnsLabel(input, `except[${index}]`, name));
  return { dns, directions, except, metadata: metadataOf(input, given.metadata) };
}

function metadataOf(input: Input, metadata: ApiObjectMetadata | undefined): ApiObjectMetadata {
  const given = input.struct('metadata', metadata) ?? {};
  if (given.namespace !== undefined) input.fail(`"metadata.namespace" is "${given.namespace}", but the policies lie in the namespaces that they close. Leave it out.`);
  dnsSubdomain(input, 'metadata.name', given.name);
  checkGivenMetadata(input, 'metadata', given);
  return given;
}
