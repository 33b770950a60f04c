/** Pods, by the namespace and the labels that their installation gives them. */
export interface UsualPods {
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

/** @see https://kubernetes.github.io/ingress-nginx/deploy/ */
export const INGRESS_NGINX: UsualPods = {
  namespace: 'ingress-nginx',
  labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
};

/** @see https://doc.traefik.io/traefik/getting-started/install-traefik/ */
export const TRAEFIK: UsualPods = { namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } };

/**
 * The pods of the IngressController `default`, which every OpenShift has.
 *
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/networking_operators/configuring-ingress
 */
export const OPENSHIFT_ROUTER: UsualPods = {
  namespace: 'openshift-ingress',
  labels: { 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': 'default' },
};

/** @see https://github.com/prometheus-operator/kube-prometheus */
export const PROMETHEUS: UsualPods = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };

/** The DNS servers of a cluster. */
export const CLUSTER_DNS: UsualPods = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** The label by which the pods of a Gateway are known that were made for it. */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';
