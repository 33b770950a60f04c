from cdk8s import ApiObjectMetadata, Duration
from cdk8s_netpol import (
    ContainerProps,
    Deployment,
    DeploymentStrategy,
    Node,
    NodeLabelQuery,
    NodeTaintQuery,
    Pod,
    Pods,
    TaintEffect,
    Topology,
    Verification,
)
from constructs import Construct

from bakery import Bakery
from workloads import Workloads


class Scheduling(Bakery):
    """On which nodes pods run, and beside which others."""

    def __init__(self, scope: Construct, name: str, workloads: Workloads) -> None:
        super().__init__(scope, name)

        scheduling = Deployment(
            self,
            "Oven",
            metadata=ApiObjectMetadata(name="oven"),
            strategy=DeploymentStrategy.recreate(),
            containers=[ContainerProps(image="registry.example.com/oven:2.2.0", port_number=7070)],
        ).scheduling
        hot = NodeLabelQuery.is_("example.com/heat", "high")
        outside = NodeLabelQuery.not_in("example.com/zone", ["cellar"])
        kitchen = NodeLabelQuery.in_("example.com/zone", ["kitchen"])
        fast = NodeLabelQuery.exists("example.com/fast")
        scheduling.attract(Node.labeled(hot, outside))
        scheduling.attract(Node.labeled(kitchen, fast), weight=10)
        scheduling.attract(Node.labeled(NodeLabelQuery.does_not_exist("example.com/old")), weight=20)
        scheduling.attract(Node.labeled(NodeLabelQuery.gt("example.com/cores", ["4"]), NodeLabelQuery.lt("example.com/load", ["80"])), weight=30)
        scheduling.colocate(workloads.orders, topology=Topology.ZONE)
        scheduling.colocate(workloads.agent, topology=Topology.HOSTNAME, weight=50)
        freezers = Pods.select(self, "Freezers", labels={"app": "freezer"})
        scheduling.separate(freezers, topology=Topology.custom("example.com/rack"))
        scheduling.spread(topology=Topology.REGION)
        scheduling.tolerate(Node.tainted(NodeTaintQuery.is_("example.com/only", "ovens", effect=TaintEffect.NO_SCHEDULE)))
        scheduling.tolerate(
            Node.tainted(NodeTaintQuery.exists("example.com/hot", effect=TaintEffect.NO_EXECUTE, evict_after=Duration.minutes(5)))
        )

        thermometer = Pod(
            self,
            "Thermometer",
            metadata=ApiObjectMetadata(name="thermometer", labels={"app": "thermometer"}),
            host_network=True,
            tolerations=[NodeTaintQuery.any()],
            containers=[ContainerProps(image="registry.example.com/thermometer:1.1.0")],
        )
        Verification.of(thermometer).acknowledge("host-network", "it reads the sensors of its node")
        thermometer.scheduling.assign(Node.named("oven-node-1"))
