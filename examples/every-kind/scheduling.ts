import { Duration } from 'cdk8s';
import { Deployment, DeploymentStrategy, Node, NodeLabelQuery, NodeTaintQuery, Pod, Pods, TaintEffect, Topology, Verification } from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';
import { Workloads } from './workloads';

/** On which nodes pods run, and beside which others. */
export class Scheduling extends Bakery {
  public constructor(scope: Construct, name: string, workloads: Workloads) {
    super(scope, name);

    const { scheduling } = new Deployment(this, 'Oven', {
      metadata: { name: 'oven' },
      strategy: DeploymentStrategy.recreate(),
      containers: [{ image: 'registry.example.com/oven:2.2.0', portNumber: 7070 }],
    });
    scheduling.attract(Node.labeled(NodeLabelQuery.is('example.com/heat', 'high'), NodeLabelQuery.notIn('example.com/zone', ['cellar'])));
    scheduling.attract(Node.labeled(NodeLabelQuery.in('example.com/zone', ['kitchen']), NodeLabelQuery.exists('example.com/fast')), { weight: 10 });
    scheduling.attract(Node.labeled(NodeLabelQuery.doesNotExist('example.com/old')), { weight: 20 });
    scheduling.attract(Node.labeled(NodeLabelQuery.gt('example.com/cores', ['4']), NodeLabelQuery.lt('example.com/load', ['80'])), { weight: 30 });
    scheduling.colocate(workloads.orders, { topology: Topology.ZONE });
    scheduling.colocate(workloads.agent, { topology: Topology.HOSTNAME, weight: 50 });
    scheduling.separate(Pods.select(this, 'Freezers', { labels: { app: 'freezer' } }), { topology: Topology.custom('example.com/rack') });
    scheduling.spread({ topology: Topology.REGION });
    scheduling.tolerate(Node.tainted(NodeTaintQuery.is('example.com/only', 'ovens', { effect: TaintEffect.NO_SCHEDULE })));
    scheduling.tolerate(Node.tainted(NodeTaintQuery.exists('example.com/hot', { effect: TaintEffect.NO_EXECUTE, evictAfter: Duration.minutes(5) })));

    const thermometer = new Pod(this, 'Thermometer', {
      metadata: { name: 'thermometer', labels: { app: 'thermometer' } },
      hostNetwork: true,
      tolerations: [NodeTaintQuery.any()],
      containers: [{ image: 'registry.example.com/thermometer:1.1.0' }],
    });
    Verification.of(thermometer).acknowledge('host-network', 'it reads the sensors of its node');
    thermometer.scheduling.assign(Node.named('oven-node-1'));
  }
}
