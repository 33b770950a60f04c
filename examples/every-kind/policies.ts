import { Include } from 'cdk8s';
import {
  AdoptedPods, DefaultDeny, LabelExpression, Namespace, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkPolicyTrafficDefault,
  NetworkProtocol, PodConnectionsIsolation, Pods, WellKnownPeer,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';
import { Workloads } from './workloads';

/** Who may talk to whom. */
export class Policies extends Bakery {
  public constructor(scope: Construct, name: string, { shop, orders, recipes, agent, migration, report }: Workloads) {
    super(scope, name);

    const dns = WellKnownPeer.clusterDns({ nodeLocal: false });
    DefaultDeny.forNamespace(this, 'bakery', { dns });

    new Namespace(this, 'Bakery', { metadata: { name: 'bakery', labels: { team: 'bakery' } } });
    new Namespace(this, 'Mill', { metadata: { name: 'mill', labels: { team: 'suppliers', size: 'large' } } });
    const ovens = new Namespace(this, 'Ovens', { metadata: { name: 'ovens' } });
    const nodes = WellKnownPeer.nodes({ addresses: ['10.0.0.0/24'] });
    const suppliers = Namespaces.select(this, 'Suppliers', {
      labels: { team: 'suppliers' },
      expressions: [LabelExpression.notIn('stage', ['test']), LabelExpression.in('size', ['small', 'large'])],
    });
    const thermostats = Pods.select(this, 'Thermostats', {
      labels: { app: 'thermostat' },
      expressions: [LabelExpression.doesNotExist('broken')],
      namespaces: ovens,
    });
    const scale = AdoptedPods.of(new Include(this, 'Scale', { url: 'manifests/scale.yaml' }));

    // Each line opens both ends. Where the other end belongs to others, it opens the end of the bakery.
    shop.connections.allowTo(orders);
    shop.connections.allowTo(recipes);
    shop.connections.allowTo(scale);
    migration.connections.allowTo(orders);
    report.connections.allowTo(orders, { ports: [NetworkPolicyPort.tcp(5432)] });
    recipes.connections.allowTo(thermostats, { ports: [NetworkPolicyPort.tcpRange(7000, 7010)], isolation: PodConnectionsIsolation.POD });
    agent.connections.allowFrom(Pods.all(this, 'Everybody', { namespaces: ovens }), { isolation: PodConnectionsIsolation.POD });
    report.connections.isolate();

    const gateway = WellKnownPeer.ingressController({ namespace: 'gateway', labels: { app: 'gateway' } });
    shop.connections.allowFrom(WellKnownPeer.ingressNginx(), { ports: [NetworkPolicyPort.named('http')] });
    shop.connections.allowFrom(WellKnownPeer.prometheus(), { ports: [NetworkPolicyPort.tcp(9090)] });
    shop.connections.allowFrom(WellKnownPeer.traefik(), { ports: [NetworkPolicyPort.tcp(8080)] });
    shop.connections.allowFrom(gateway, { ports: [NetworkPolicyPort.tcp(8080)] });
    shop.connections.allowFrom(nodes, { ports: [NetworkPolicyPort.named('metrics')] });
    agent.connections.allowFrom(nodes);
    report.connections.allowTo(WellKnownPeer.internet({ except: ['198.51.100.0/24'] }), { ports: [NetworkPolicyPort.tcp(443)] });
    agent.connections.allowTo(WellKnownPeer.apiServer({ addresses: ['10.0.0.1'], port: 6443 }));
    agent.connections.allowTo(WellKnownPeer.cloudMetadata());

    const policy = new NetworkPolicy(this, 'SuppliersToRecipes', {
      selector: recipes,
      ingress: { default: NetworkPolicyTrafficDefault.DENY, rules: [{ peers: [suppliers, NetworkPolicyIpBlock.ipv4('10.20.0.0/16', ['10.20.9.0/24'])] }] },
    });
    policy.addIngressRule(NetworkPolicyIpBlock.ipv6('2001:db8::/32'), [NetworkPolicyPort.of({ port: 7000, protocol: NetworkProtocol.SCTP })]);
    policy.addEgressRule(Namespaces.all(this, 'Everywhere'), [
      NetworkPolicyPort.udp(514), NetworkPolicyPort.udpRange(6000, 6010), NetworkPolicyPort.sctp(7100), NetworkPolicyPort.sctpRange(7200, 7210),
    ]);
  }
}
