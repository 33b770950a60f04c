from cdk8s_netpol import Namespaces, NetworkPolicyPort, PodConnectionsIsolation, Pods, Workload


def allow_dns(*workloads: Workload) -> None:
    """Lets the workloads ask the DNS of the cluster. Its own pods belong to the cluster, so they get no policy from here."""
    for workload in workloads:
        dns = Pods.select(
            workload,
            "Dns",
            labels={"k8s-app": "kube-dns"},
            namespaces=Namespaces.select(workload, "KubeSystem", names=["kube-system"]),
        )
        workload.connections.allow_to(
            dns,
            ports=[NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)],
            isolation=PodConnectionsIsolation.POD,
        )
