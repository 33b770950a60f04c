import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { BuiltApp } from './declared-apps/built-app';
import { AppDescription } from './declared-apps/description';
import { apps } from './declared-apps/generated-apps';
import { Oracle } from './declared-apps/oracle';
import { Cluster } from '../../../src';
import { Synthesis } from '../../../src/synth/run/synthesis';
import { brokenText } from '../../../src/verification/proof/broken-text';
import { lostIsolations } from '../../../src/verification/proof/lost-isolation';
import { Proof } from '../../../src/verification/proof/proof';
import { WrittenApp } from '../../../src/verification/proof/written-app';
import { allowInvalidManifests } from '../../support/check-every-manifest';

/** More of them with `RUNS=10000 npx jest test/verification/proof/proof.property`. */
const RUNS = Number(process.env.RUNS ?? 1_000);

let warnings: jest.SpyInstance;

beforeEach(() => {
  warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  warnings.mockRestore();
  delete process.env.CDK8S_NETPOL_PROOF;
});

test('the proof fails exactly where the reference says that a declaration does not hold', () => {
  allowInvalidManifests();
  const counts = { holds: 0, broken: 0, lost: 0, unasked: 0, apps: 0 };
  fc.assert(fc.property(apps, (description) => {
    const app = written(description);
    fc.pre(app !== undefined);
    const { built, manifests } = app!;
    const oracle = new Oracle(description, built, manifests);
    const { texts, lost } = proved(built);

    const verdicts = oracle.verdicts();
    expect(texts.map((text) => text === undefined)).toEqual(verdicts.map(({ holds }) => holds));
    expect([...new Set(lost.map(({ path }) => path))].sort()).toEqual(oracle.lost());
    expect(synthesisErrors(built)).toEqual(errorsOf(verdicts.map(({ caller }) => built.callerOf(caller).node.path), texts, lost));

    verdicts.forEach(({ holds }) => { counts[holds ? 'holds' : 'broken'] += 1; });
    counts.lost += lost.length > 0 ? 1 : 0;
    counts.unasked += verdicts.length > 0 && oracle.asked === 0 ? 1 : 0;
    counts.apps += 1;
  }), { numRuns: RUNS, maxSkipsPerRun: 10 });

  if (RUNS < 500) return;
  expect(counts.holds / (counts.holds + counts.broken)).toBeGreaterThan(0.4);
  expect(counts.broken / (counts.holds + counts.broken)).toBeGreaterThan(0.2);
  expect(counts.lost / counts.apps).toBeGreaterThan(0.1);
  expect(counts.unasked / counts.apps).toBeLessThan(0.2);
}, 1_000 * RUNS);

test('charts that write the same objects are proved as though each were an app by itself', () => {
  allowInvalidManifests();
  fc.assert(fc.property(apps, (given) => {
    const description = { ...given, charts: given.charts.slice(0, 1), closed: undefined };
    const untouched = { ...description, foreign: [], policies: [], workloadPatches: [], servicePatches: [], policyPatches: [] };
    const [one, other] = [written(description), written(untouched)];
    fc.pre(one !== undefined && other !== undefined);
    const together = written(description, untouched)!;
    const alone = [one!, other!].map(({ built }) => proved(built));
    const found = proved(together.built);
    expect(found.texts.map((text) => text === undefined)).toEqual(alone.flatMap(({ texts }) => texts.map((text) => text === undefined)));
    expect(found.lost.map(({ path }) => path.slice(1))).toEqual(alone.flatMap(({ lost }) => lost.map(({ path }) => path.slice(1))));
  }), { numRuns: RUNS / 10, maxSkipsPerRun: 10 });
}, 1_000 * RUNS);

/** The apps would be worth little if it did not matter what is written in them. */
describe('generated apps', () => {
  let sample: { description: AppDescription; built: BuiltApp; manifests: object[]; verdicts: string }[];

  beforeAll(() => {
    allowInvalidManifests();
    const silent = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    sample = fc.sample(apps, { numRuns: 200, seed: 3 }).flatMap((description) => {
      const app = written(description);
      return app ? [{ description, ...app, verdicts: verdictsOf(new Oracle(description, app.built, app.manifests)) }] : [];
    });
    silent.mockRestore();
  });

  test.each<[string, (manifest: any) => object[]]>([
    ['policies of others', (it) => (/^foreign/.test(it.metadata.name) && it.kind === 'NetworkPolicy' ? [] : [it])],
    ['cluster-wide policies', (it) => (it.kind === 'ClusterNetworkPolicy' ? [] : [it])],
    ['any policies', (it) => (/Policy$/.test(it.kind) ? [] : [it])],
    ['labels of namespaces', (it) => (it.kind === 'Namespace' ? [] : [it])],
    ['sidecars', replacing('"restartPolicy":"Always","', '"restartPolicy":"Never","')],
    ['names of ports', replacing('"name":"http"', '"name":"other"')],
    ['target ports', replacing('"targetPort"', '"unknown"')],
    ['protocols', replacing('"UDP"', '"TCP"')],
    ['ranges of ports', replacing('"endPort"', '"unknown"')],
    ['addresses', replacing('"cidr":"10.', '"cidr":"11.')],
  ])('tell a reading apart that overlooks %s', (_, misread) => {
    expect(sample.some(({ description, built, manifests, verdicts }) => (
      verdictsOf(new Oracle(description, built, manifests.flatMap((manifest) => misread(manifest)))) !== verdicts
    ))).toBe(true);
  });

  test.each([
    '"allowFrom"', '"isolate":true', '"addressLabel":true', '"wellKnown":"dns"', '"wellKnown":"internet"', '"service":', '"peers":', '"isolation":"PEER"', '"SCTP"',
    '"Baseline"', '"CronJob"',
  ])('hold %s', (feature) => {
    expect(JSON.stringify(sample.map(({ description }) => description))).toContain(feature);
  });
});

function verdictsOf(oracle: Oracle): string {
  return oracle.verdicts().map(({ holds }) => holds).join();
}

/** The apps of descriptions as one, and what it writes without being proved; nothing where the library refuses it before there is anything to prove. */
function written(...descriptions: AppDescription[]): { built: BuiltApp; manifests: object[] } | undefined {
  process.env.CDK8S_NETPOL_PROOF = 'off';
  try {
    const app = Testing.app();
    const [first] = descriptions.map((description, index) => {
      const built = new BuiltApp(description, app, 'abc'[index]);
      if (descriptions.length === 1) Cluster.of('all', app);
      return { built, manifests: built.write() };
    });
    return first;
  } catch {
    return undefined;
  } finally {
    delete process.env.CDK8S_NETPOL_PROOF;
  }
}

/** What the proof finds: of each declaration why it does not hold, and whose isolation is lost. */
function proved({ app }: BuiltApp): { texts: (string | undefined)[]; lost: { path: string; text: string }[] } {
  const synthesis = Synthesis.of(app);
  const seen = WrittenApp.of(synthesis)!;
  const proof = new Proof(seen, synthesis);
  return {
    texts: synthesis.declared.map((declared) => {
      const broken = proof.check(declared);
      return broken && brokenText(broken, seen);
    }),
    lost: lostIsolations(seen, synthesis).map(({ construct, text }) => ({ path: construct.node.path, text })),
  };
}

/** What the synth has to say: each declaration that does not hold, in the name of its caller, and each isolation that is lost. */
function errorsOf(callers: readonly string[], texts: readonly (string | undefined)[], lost: readonly { path: string; text: string }[]): string[] {
  return [...new Set([
    ...texts.flatMap((text, index) => (text === undefined ? [] : [`[${callers[index]}] ${text}`])),
    ...lost.map(({ path, text }) => `[${path}] ${text}`),
  ])].sort();
}

/** What the synth says, each error by itself. */
function synthesisErrors({ app }: BuiltApp): string[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  [').slice(1).map((text) => `[${text}`).sort();
  }
}

function replacing(text: string, by: string): (manifest: any) => object[] {
  return (manifest) => [JSON.parse(JSON.stringify(manifest).replaceAll(text, by)) as object];
}
