import { FindingRule } from '../finding';

const ANNOTATION = 'net.beta.kubernetes.io/network-policy';

export const betaAnnotation: FindingRule = {
  id: 'beta-annotation',
  severity: 'error',
  title: 'An annotation that closed a namespace once does nothing any more',
  find: ({ cluster }) => [...cluster.namespaces.values()].flatMap(({ name, source, annotations }) => (
    source === undefined || annotations?.[ANNOTATION] === undefined ? [] : [{
      object: `Namespace ${name}`,
      on: { name, source, annotations },
      field: `metadata.annotations["${ANNOTATION}"]`,
      text: `The annotation ${ANNOTATION} isolated the pods of a namespace before there were NetworkPolicies; since Kubernetes 1.7 it does nothing, so that ${name} is as open as its policies leave it.`,
      cure: 'Delete the annotation, and write a NetworkPolicy with "podSelector: {}" and "policyTypes: [Ingress]" where the namespace is to be closed.',
    }]
  )),
};
