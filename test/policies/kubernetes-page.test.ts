import { Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkPolicyProps, NetworkPolicyTrafficDefault, Pods,
} from '../../src';

const { ALLOW, DENY } = NetworkPolicyTrafficDefault;

/** The one policy that the props make, as its chart writes it. */
function written(props: (chart: Chart) => NetworkPolicyProps): unknown {
  const chart = Testing.chart();
  new NetworkPolicy(chart, 'Policy', props(chart));
  const manifests = Testing.synth(chart);
  expect(manifests).toHaveLength(1);
  return manifests[0];
}

describe('the policies of the Kubernetes documentation, made with constructs', () => {
  test('the example of a policy', () => {
    const policy = written((chart) => ({
      metadata: { name: 'test-network-policy', namespace: 'default' },
      selector: Pods.select(chart, 'Db', { labels: { role: 'db' } }),
      ingress: {
        rules: [{
          peers: [
            NetworkPolicyIpBlock.ipv4('172.17.0.0/16', ['172.17.1.0/24']),
            Namespaces.select(chart, 'MyProject', { labels: { project: 'myproject' } }),
            Pods.select(chart, 'Frontend', { labels: { role: 'frontend' } }),
          ],
          ports: [NetworkPolicyPort.tcp(6379)],
        }],
      },
      egress: { rules: [{ peer: NetworkPolicyIpBlock.ipv4('10.0.0.0/24'), ports: [NetworkPolicyPort.tcp(5978)] }] },
    }));
    expect(policy).toEqual(parse(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: test-network-policy
  namespace: default
spec:
  podSelector:
    matchLabels:
      role: db
  policyTypes:
  - Ingress
  - Egress
  ingress:
  - from:
    - ipBlock:
        cidr: 172.17.0.0/16
        except:
        - 172.17.1.0/24
    - namespaceSelector:
        matchLabels:
          project: myproject
    - podSelector:
        matchLabels:
          role: frontend
    ports:
    - protocol: TCP
      port: 6379
  egress:
  - to:
    - ipBlock:
        cidr: 10.0.0.0/24
    ports:
    - protocol: TCP
      port: 5978
`));
  });

  test('one element that asks for a namespace and a pod', () => {
    const policy = written((chart) => ({
      metadata: { name: 'both' },
      ingress: {
        rules: [{
          peer: Pods.select(chart, 'Client', { labels: { role: 'client' }, namespaces: Namespaces.select(chart, 'Alice', { labels: { user: 'alice' } }) }),
        }],
      },
    }));
    expect((policy as any).spec.ingress).toEqual(parse(`
- from:
  - namespaceSelector:
      matchLabels:
        user: alice
    podSelector:
      matchLabels:
        role: client
`));
  });

  test('two elements, of which one is enough', () => {
    const policy = written((chart) => ({
      metadata: { name: 'either' },
      ingress: {
        rules: [{
          peers: [
            Namespaces.select(chart, 'Alice', { labels: { user: 'alice' } }),
            Pods.select(chart, 'Client', { labels: { role: 'client' } }),
          ],
        }],
      },
    }));
    expect((policy as any).spec.ingress).toEqual(parse(`
- from:
  - namespaceSelector:
      matchLabels:
        user: alice
  - podSelector:
      matchLabels:
        role: client
`));
  });

  test.each<[string, NetworkPolicyProps, string, string]>([
    ['default deny all ingress traffic', { ingress: { default: DENY } }, 'default-deny', '  policyTypes:\n  - Ingress'],
    ['default allow all ingress traffic', { ingress: { default: ALLOW } }, 'allow-all', '  ingress:\n  - {}\n  policyTypes:\n  - Ingress'],
    ['default deny all egress traffic', { egress: { default: DENY } }, 'default-deny', '  policyTypes:\n  - Egress'],
    ['default allow all egress traffic', { egress: { default: ALLOW } }, 'allow-all', '  egress:\n  - {}\n  policyTypes:\n  - Egress'],
    ['default deny all ingress and all egress traffic', { ingress: { default: DENY }, egress: { default: DENY } }, 'default-deny',
      '  policyTypes:\n  - Ingress\n  - Egress'],
  ])('%s', (_, props, name, rest) => {
    expect(written(() => ({ ...props, metadata: { name } }))).toEqual(parse(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector: {}
${rest}
`));
  });
});
