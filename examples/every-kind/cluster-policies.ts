import { Chart } from 'cdk8s';
import {
  ClusterNetworkPolicy, ClusterNetworkPolicyAction, ClusterNetworkPolicyTier, DefaultDeny, LabelExpression, LabelSelector, Namespaces, NetworkPolicyIpBlock,
  NetworkPolicyPort, Pods, Verification, WellKnownPeer,
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

    const experimental = new ClusterNetworkPolicy(this, 'Experimental', {
      metadata: { name: 'experimental' },
      tier: ClusterNetworkPolicyTier.ADMIN,
      priority: 20,
      subject: Pods.select(this, 'Shops', { labels: { tier: 'web' }, namespaces: teams }),
      egress: [
        { action: ClusterNetworkPolicyAction.ACCEPT, domainNames: ['*.example.com'], ports: [NetworkPolicyPort.tcp(443)] },
        { action: ClusterNetworkPolicyAction.DENY, nodes: LabelSelector.of({ expressions: [LabelExpression.exists('example.com/secure')] }) },
      ],
    });

    Verification.of(experimental).acknowledge('unusable-object', 'manifests do not tell which addresses domain names and nodes have');

    DefaultDeny.forCluster(this, { priority: 900, except: ['kube-system'], dns });
  }
}
