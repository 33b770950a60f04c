import { Workload } from '../analysis/model/cluster';
import { Selector } from '../analysis/model/selector';
import { INGRESS_NGINX, TRAEFIK, UsualPods } from '../kubernetes/usual-pods';

/** The pods of ingress controllers, by what the names of their classes hold. */
const CONTROLLERS: readonly { readonly className: RegExp; readonly pods: UsualPods }[] = [{ className: /nginx/, pods: INGRESS_NGINX }, { className: /traefik/, pods: TRAEFIK }];

/** Where the controller of a class of Ingresses usually is; that of ingress-nginx where the class is not known. */
export function usualController(className: string | undefined): UsualPods {
  return CONTROLLERS.find((one) => one.className.test(className ?? ''))?.pods ?? INGRESS_NGINX;
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
  const selector = Selector.ofLabels(labels);
  return workloads.filter((workload) => (anywhere || workload.namespace === namespace) && selector.matches(workload.labels));
}
