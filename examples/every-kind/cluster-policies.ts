import { Chart } from 'cdk8s';
import {
  ClusterNetworkPolicy, ClusterNetworkPolicyAction, ClusterNetworkPolicyTier, DefaultDeny, Namespaces, NetworkPolicyIpBlock, NetworkPolicyPort, Pods,
  WellKnownPeer,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';

/** What holds for the whole cluster, before and after the policies of each namespace. */
export class ClusterPolicies extends Chart {
  public constructor(scope: Construct, name: string) {
    super(scope, name);

    const teams = Namespaces.select(this, 'Teams', { labels: { team: 'bakery' } });
    const monitoring = Namespaces.select(this, 'Monitoring', { names: ['monitoring'] });
    const blocked = NetworkPolicyIpBlock.ipv4('198.51.100.0/24', ['198.51.100.128/25']);
    const dns = WellKnownPeer.clusterDns({ nodeLocal: false });

    const admin = new ClusterNetworkPolicy(this, 'Admin', {
      metadata: { name: 'admin' },
      tier: ClusterNetworkPolicyTier.ADMIN,
      priority: 10,
      subject: teams,
      ingress: [{ name: 'metrics', action: ClusterNetworkPolicyAction.ACCEPT, peers: [monitoring], ports: [NetworkPolicyPort.named('metrics')] }],
      egress: [{ name: 'dns', action: ClusterNetworkPolicyAction.PASS, peers: [dns] }],
    });
    admin.addIngressRule({
      name: 'strangers',
      action: ClusterNetworkPolicyAction.DENY,
      peers: [Pods.select(this, 'Strangers', { labels: { trust: 'none' }, namespaces: Namespaces.all(this, 'Everywhere') })],
    });
    admin.addEgressRule({
      name: 'blocked',
      action: ClusterNetworkPolicyAction.DENY,
      peers: [blocked],
      ports: [NetworkPolicyPort.allTcp(), NetworkPolicyPort.allUdp()],
    });

    new ClusterNetworkPolicy(this, 'Payments', {
      metadata: { name: 'payments' },
      tier: ClusterNetworkPolicyTier.BASELINE,
      priority: 100,
      subject: Pods.select(this, 'Shops', { labels: { tier: 'web' }, namespaces: teams }),
      egress: [{ action: ClusterNetworkPolicyAction.ACCEPT, peers: [NetworkPolicyIpBlock.ipv4('203.0.113.0/24')], ports: [NetworkPolicyPort.tcp(443)] }],
    });

    DefaultDeny.forCluster(this, { priority: 900, except: ['kube-system'], dns });
  }
}
