import { Namespaces, NetworkPolicyPort, PodConnectionsIsolation, Pods, Workload } from 'cdk8s-netpol';

/** Lets the workloads ask the DNS of the cluster. Its own pods belong to the cluster, so they get no policy from here. */
export function allowDns(...workloads: Workload[]): void {
  for (const workload of workloads) {
    const dns = Pods.select(workload, 'Dns', {
      labels: { 'k8s-app': 'kube-dns' },
      namespaces: Namespaces.select(workload, 'KubeSystem', { names: ['kube-system'] }),
    });
    workload.connections.allowTo(dns, {
      ports: [NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)],
      isolation: PodConnectionsIsolation.POD,
    });
  }
}
