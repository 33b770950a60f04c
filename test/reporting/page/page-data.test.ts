import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { Analysis, analyze } from '../../../src/analysis/engine/analysis';
import { endOf, textOf } from '../../../src/analysis/model/ends';
import { connectivity } from '../../../src/analysis/questions/connectivity';
import { explain } from '../../../src/analysis/questions/explanation/explain';
import { explainTxt } from '../../../src/reporting/explain/txt';
import { clusterDataOf } from '../../../src/reporting/page/cluster-data';
import { pageDataOf } from '../../../src/reporting/page/page-data';
import { clusterOf } from '../../../src/reporting/page/read-cluster-data';
import { PLAIN } from '../../../src/reporting/style';
import { clusters } from '../../analysis/generated/generated-clusters';
import { call, inFolderOfItsOwn } from '../../cli/io';
import { provideCompiledLibrary } from '../../support/compiled-library';

const folder = inFolderOfItsOwn();

const MARKER = 'marker-of-a-secret';

/** Objects with the marker wherever nothing of the analysis looks. */
const WITH_MARKERS: readonly object[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop', labels: { a: MARKER } }, data: { key: MARKER }, binaryData: { key: MARKER } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop', annotations: { a: MARKER } }, data: { key: MARKER }, stringData: { key: MARKER } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: { a: MARKER } } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels: { a: MARKER }, annotations: { 'a': MARKER, 'cdk8s-netpol/acknowledge.no-dns': MARKER, 'cdk8s-netpol/acknowledge.nothing': MARKER } },
    spec: {
      template: {
        metadata: { labels: { app: 'web' }, annotations: { a: MARKER } },
        spec: {
          containers: [{ name: 'main', image: MARKER, command: [MARKER], args: [MARKER], env: [{ name: MARKER, value: MARKER }], ports: [{ containerPort: 80 }] }],
          volumes: [{ name: MARKER, secret: { secretName: MARKER } }],
          serviceAccountName: MARKER,
        },
      },
    },
  },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', annotations: { a: MARKER } }, spec: { selector: { app: 'web' }, externalName: MARKER, ports: [{ port: 80 }] } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', annotations: { a: MARKER } },
    spec: { tls: [{ secretName: MARKER }], rules: [{ host: MARKER, http: { paths: [{ backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
  },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop', annotations: { a: MARKER }, labels: { a: MARKER } }, spec: { podSelector: {} } },
  // What is malformed is told with its place, and not with what stands there.
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'odd', namespace: 'shop' }, spec: { template: { spec: { containers: { env: [{ value: MARKER }] } } } } },
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'shop', annotations: { token: { value: MARKER } } }, spec: { containers: [] } },
];

beforeAll(() => provideCompiledLibrary(), 120_000);

test('a page holds only what the analysis reads', async () => {
  const files = {
    'all.yaml': WITH_MARKERS.map((manifest) => stringify(manifest)).join('---\n'),
    'broken.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  password: "${MARKER}" x\n`,
    'twice.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: t }\nstringData:\n  ${MARKER}: a\n  ${MARKER}: b\n`,
    'text.yaml': `---\n${MARKER}\n`,
  };
  folder.write({ ...files, 'before/web.yaml': files['all.yaml'] });
  const { stdout, stderr } = await call(['list', ...Object.keys(files), '-o', 'html']);
  expect(stderr).toContain(MARKER);
  expect(stdout).toContain('"web"');
  expect(stdout).toContain('broken.yaml:4: is not readable as YAML');
  expect(stdout).toContain('spec.template.spec.containers: must be a list; the Deployment is left out');
  expect(stdout).not.toContain(MARKER);
  expect((await call(['diff', 'before', 'all.yaml', '-o', 'html'])).stdout).not.toContain(MARKER);
});

test('the data of a cluster means what the cluster means', () => {
  fc.assert(fc.property(clusters, ({ manifests }) => {
    const before = analyze(manifests.map((manifest, index) => ({ manifest, source: { file: 'all.yaml', line: index + 1 } })));
    const after = new Analysis(clusterOf(JSON.parse(JSON.stringify(clusterDataOf(before.cluster)))));
    expect(linesOf(after)).toEqual(linesOf(before));
    expect(explanationsOf(after)).toEqual(explanationsOf(before));
  }), { numRuns: 150 });
});

test('findings know the workload or the policy that they are about', () => {
  const analysis = analyze(WITH_MARKERS.map((manifest, index) => ({ manifest, source: { file: 'all.yaml', line: index + 1 } })));
  const { findings, cluster, rules } = pageDataOf({ analysis, problems: [], notes: [] });
  const about = findings.filter(({ policy, workload }) => policy !== undefined || workload !== undefined);
  expect(about.length).toBeGreaterThan(0);
  for (const { policy, workload, object } of about) {
    const { name, namespace } = policy !== undefined ? cluster.policies[policy] : cluster.workloads[workload!];
    expect(object.endsWith(`${namespace}/${name}`)).toBe(true);
  }
  expect(findings.every(({ rule }) => rules[rule].page.endsWith(`/docs/findings/${rules[rule].id}.md`))).toBe(true);
});

function linesOf(analysis: Analysis): string[] {
  return connectivity(analysis).map(({ source, destination, connections }) => `${textOf(source)} => ${textOf(destination)} : ${connections}`);
}

function explanationsOf(analysis: Analysis): string[] {
  const ends = analysis.cluster.workloads.map(endOf);
  return ends.flatMap((from) => ends.map((to) => [...explainTxt(explain(analysis, from, to), PLAIN)].join('')));
}
