/** Versions of groups that only Kubernetes itself may use. Other groups have kinds of the same names that mean other things. */
const OF_KUBERNETES = /^([^./]+\/|[^/]+\.k8s\.io\/)?[^./]+$/;

/** Whether a version of an API, such as `apps/v1`, is one of Kubernetes itself. */
export function isOfKubernetes(version: string): boolean {
  return OF_KUBERNETES.test(version);
}
