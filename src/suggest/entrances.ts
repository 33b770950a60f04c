import { Workload } from '../analysis/model/cluster';
import { Labels, Selector } from '../analysis/model/selector';

/** Pods by their usual namespace and labels. */
export interface UsualPods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The pods of ingress controllers, as their installation guides make them, by what the names of their classes hold. */
const CONTROLLERS: readonly (UsualPods & { readonly className: RegExp })[] = [
  { className: /nginx/, namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' } },
  { className: /traefik/, namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } },
];

/** The DNS servers of a cluster. */
export const CLUSTER_DNS: UsualPods = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** Where the controller of a class of Ingresses usually is; that of ingress-nginx where the class is not known. */
export function usualController(className: string | undefined): UsualPods {
  return CONTROLLERS.find((one) => one.className.test(className ?? '')) ?? CONTROLLERS[0];
}

/** Whether it is told, and not assumed, who the controller of a class is. */
export function isKnownClass(className: string | undefined): boolean {
  return CONTROLLERS.some((one) => one.className.test(className ?? ''));
}

/** The workloads of the manifests that are the controller of a class. */
export function controllerOfClass(className: string | undefined, workloads: readonly Workload[]): readonly Workload[] {
  return thoseLike(usualController(className), workloads, true);
}

/** The workloads of the manifests that have usual labels. */
export function thoseLike({ namespace, labels }: UsualPods, workloads: readonly Workload[], anywhere = false): readonly Workload[] {
  const selector = new Selector(Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })));
  return workloads.filter((workload) => (anywhere || workload.namespace === namespace) && selector.matches(workload.labels));
}
