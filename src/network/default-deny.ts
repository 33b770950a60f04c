import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ClosedNamespaces } from './closed-namespaces';
import { INetworkPolicyPeer } from './network-policy-peer';
import { checkedPeer } from './peer-config';
import { dnsLabel } from '../input/forms';
import { Input } from '../input/input';

/** What stays open where everything is closed. */
export interface DefaultDenyOptions {
  /**
   * The DNS servers that every pod may still ask, such as `WellKnownPeer.clusterDns()`, on port 53 where they declare none. Pods that connect to
   * others by their names need them. The policy of the servers themselves is left to their owner.
   *
   * @default - none: pods cannot look up names unless something else allows it
   */
  readonly dns?: INetworkPolicyPeer;
}

/**
 * Closes namespaces in both directions, but for what other policies open.
 *
 * Each namespace gets one NetworkPolicy `default-deny` that selects all of its pods, those of other apps included. It is worked out when the app
 * is synthesized, and written only for the directions in which no other policy selects every pod of the namespace. Saying it again changes nothing.
 *
 * A custom resource counts where its manifest holds a pod template or where it is adopted; for others, name the namespace.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export class DefaultDeny {
  /** Closes every namespace into which the app puts pods. */
  public static forApp(app: App, options?: DefaultDenyOptions): void {
    const input = new Input('DefaultDeny.forApp');
    ClosedNamespaces.add(input.instance('app', input.required('app', app, 'an App of cdk8s'), App, 'an App of cdk8s'), dnsOf(input, options));
  }

  /** Closes every namespace into which the chart puts pods. */
  public static forChart(chart: Chart, options?: DefaultDenyOptions): void {
    const input = new Input('DefaultDeny.forChart');
    if (!Chart.isChart(input.required('chart', chart, 'a Chart of cdk8s'))) input.refuse('chart', chart, 'a Chart of cdk8s');
    ClosedNamespaces.add(chart, dnsOf(input, options));
  }

  /**
   * Closes a namespace, whether the app puts pods into it or not.
   *
   * @param scope the chart that the policy is written in, or a construct in it
   * @param namespace the name of the namespace
   */
  public static forNamespace(scope: Construct, namespace: string, options?: DefaultDenyOptions): void {
    const input = new Input('DefaultDeny.forNamespace');
    const allowed = 'a chart, or a construct in it';
    if (!Construct.isConstruct(input.required('scope', scope, allowed)) || !scope.node.scopes.some((one) => Chart.isChart(one))) input.refuse('scope', scope, allowed);
    ClosedNamespaces.add(Chart.of(scope), dnsOf(input, options), dnsLabel(input, 'namespace', input.required('namespace', namespace, 'the name of a namespace')));
  }

  private constructor() {}
}

function dnsOf(input: Input, options: DefaultDenyOptions | undefined): INetworkPolicyPeer | undefined {
  const { dns } = input.struct('options', options, ['dns']) ?? {};
  return dns === undefined || dns === null ? undefined : checkedPeer(input, 'dns', dns);
}
