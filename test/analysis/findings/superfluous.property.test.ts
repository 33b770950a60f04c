import * as fc from 'fast-check';
import { analyze, Analysis } from '../../../src/analysis/engine/analysis';
import { Finding } from '../../../src/analysis/findings/finding';
import { findings } from '../../../src/analysis/findings/registry';
import { clusters, GeneratedCluster } from '../generated/generated-clusters';

/** More of them with `RUNS=5000 npx jest test/analysis/findings`. */
const RUNS = Number(process.env.RUNS ?? 100);

/** Clusters whose policies often cover each other: each stands there twice, the second time changed a little; those of the cluster say all twice. */
const doubled: fc.Arbitrary<GeneratedCluster> = fc.tuple(clusters, fc.infiniteStream(fc.constantFrom(...changes()))).map(([cluster, stream]) => ({
  ...cluster,
  manifests: cluster.manifests.flatMap((manifest) => {
    if (isA('ClusterNetworkPolicy', manifest)) return [changed(manifest, saidTwice)];
    return isA('NetworkPolicy', manifest) ? [manifest, { ...changed(manifest, stream.next().value), metadata: renamed(manifest) }] : [manifest];
  }),
}));

function read(manifests: readonly object[]): Analysis {
  return analyze(manifests.map((manifest, document) => ({ manifest, source: { document } })));
}

/** The answer for each pair of pods, and for each pod and each range of addresses. */
function verdicts(analysis: Analysis): string[] {
  const names = analysis.cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
  const external = [...analysis.externalConnections()].flatMap(({ direction, workload, addresses, connections }) =>
    addresses.ranges.map((range) => `${direction} ${workload.namespace}/${workload.name} ${range.family} ${range.first}-${range.last} ${connections}`));
  return [...names.flatMap((from) => names.map((to) => `${from} => ${to} ${analysis.connections(analysis.names.one(from), analysis.names.one(to))}`)), ...external.sort()];
}

function isA(kind: string, manifest: any): boolean {
  return manifest.kind === kind;
}

function renamed({ metadata }: any): object {
  return { ...metadata, name: `${metadata.name}-again` };
}

type Change = (spec: any) => object;

function changes(): Change[] {
  const everybody = (rules?: object[]) => rules?.map((rule) => ({ ...rule, from: undefined, to: undefined }));
  const everyPort = (rules?: object[]) => rules?.map((rule) => ({ ...rule, ports: undefined }));
  return [
    (spec) => spec,
    (spec) => ({ ...spec, podSelector: {} }),
    (spec) => ({ ...spec, ingress: everybody(spec.ingress) }),
    (spec) => ({ ...spec, egress: everyPort(spec.egress) }),
    saidTwice,
    (spec) => ({ ...spec, ingress: spec.ingress?.slice(1) }),
    (spec) => ({ ...spec, policyTypes: ['Ingress', 'Egress'] }),
  ];
}

function saidTwice(spec: any): object {
  return { ...spec, ingress: spec.ingress && [...spec.ingress, ...spec.ingress], egress: spec.egress && [...spec.egress, ...spec.egress] };
}

function changed(manifest: any, change: Change): object {
  return { ...manifest, spec: change(JSON.parse(JSON.stringify(manifest.spec))) };
}

/** The manifests without the policies and rules that the findings name. */
function without(manifests: readonly object[], named: readonly Pick<Finding, 'source' | 'field'>[]): object[] {
  return manifests.flatMap((manifest: any, document) => {
    const fields = named.filter(({ source }) => source.document === document).map(({ field }) => field);
    const kept = (rules: 'ingress' | 'egress') => manifest.spec[rules]?.filter((_: object, index: number) => !fields.includes(`spec.${rules}[${index}]`));
    if (fields.length === 0) return [manifest];
    return fields.includes(undefined) ? [] : [{ ...manifest, spec: { ...manifest.spec, ingress: kept('ingress'), egress: kept('egress') } }];
  });
}

describe.each(['policy-changes-nothing', 'redundant-rule'])('what %s names', (id) => {
  test('can be deleted without a change of any verdict, one by one and all at once', () => {
    let deleted = 0;
    fc.assert(fc.property(doubled, ({ manifests }) => {
      const analysis = read(manifests);
      const before = verdicts(analysis);
      const named = findings(analysis).findings.filter(({ rule }) => rule === id);
      deleted += named.length;
      for (const finding of named) expect([finding.text, verdicts(read(without(manifests, [finding])))]).toEqual([finding.text, before]);
      expect(verdicts(read(without(manifests, named)))).toEqual(before);
    }), { numRuns: RUNS });
    expect(deleted).toBeGreaterThan(RUNS / 2);
  }, 1_000 * RUNS);
});
