import * as fc from 'fast-check';
import { BuiltApp } from './declared-apps/built-app';
import { AppDescription } from './declared-apps/description';
import { apps } from './declared-apps/generated-apps';
import { Oracle } from './declared-apps/oracle';
import { Synthesis } from '../../src/network/synthesis';
import { brokenText } from '../../src/verification/broken-text';
import { lostIsolations } from '../../src/verification/lost-isolation';
import { Proof } from '../../src/verification/proof';
import { WrittenApp } from '../../src/verification/written-app';
import { allowInvalidManifests } from '../support/check-every-manifest';

/** More of them with `RUNS=10000 npx jest test/verification/proof.property`. */
const RUNS = Number(process.env.RUNS ?? 1_000);

let warnings: jest.SpyInstance;

beforeEach(() => {
  warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  allowInvalidManifests();
});
afterEach(() => {
  warnings.mockRestore();
  delete process.env.CDK8S_NETPOL_PROOF;
});

/** An app and what it writes without being proved; nothing where the library refuses it before there is anything to prove. */
function written(description: AppDescription): { built: BuiltApp; manifests: object[] } | undefined {
  process.env.CDK8S_NETPOL_PROOF = 'off';
  try {
    const built = new BuiltApp(description);
    return { built, manifests: built.write() };
  } catch (error) {
    if (process.env.SHOW_REFUSED) process.stdout.write(`${String((error as Error).message).replace(/\n/g, ' ').slice(0, 230)}\n`);
    return undefined;
  } finally {
    delete process.env.CDK8S_NETPOL_PROOF;
  }
}

/** Whether each declaration holds, by the proof. */
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

test('the proof fails exactly where the reference says that a declaration does not hold', () => {
  const counts = { holds: 0, broken: 0, lost: 0 };
  fc.assert(fc.property(apps, (description) => {
    const app = written(description);
    fc.pre(app !== undefined);
    const { built, manifests } = app!;
    const oracle = new Oracle(description, built, manifests);
    const declarations = description.declarations.filter(({ call }) => call !== 'isolate');
    const { texts, lost } = proved(built);

    const meant = declarations.map((declaration) => oracle.holds(declaration));
    expect(texts.map((text) => text === undefined)).toEqual(meant);
    expect([...new Set(lost.map(({ path }) => path))].sort()).toEqual(oracle.lost());
    meant.forEach((holds) => { counts[holds ? 'holds' : 'broken'] += 1; });
    counts.lost += lost.length;

    const errors = [
      ...texts.flatMap((text, index) => (text === undefined ? [] : [`[${built.callerOf(declarations[index].caller).node.path}] ${text}`])),
      ...lost.map(({ path, text }) => `[${path}] ${text}`),
    ];
    expect(synthesisErrors(built)).toEqual([...new Set(errors)].sort());
  }), { numRuns: RUNS, maxSkipsPerRun: 10 });
  if (process.env.SHOW_REFUSED) process.stdout.write(`${JSON.stringify(counts)}\n`);
}, 1_000 * RUNS);

/** What the synth says, each error by itself. */
function synthesisErrors({ app }: BuiltApp): string[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  [').slice(1).map((text) => `[${text}`).sort();
  }
}
