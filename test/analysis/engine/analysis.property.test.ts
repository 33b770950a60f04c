import * as fc from 'fast-check';
import { disagreements } from '../disagreements';
import { engine } from '../engine';
import { clusters } from '../generated/generated-clusters';
import { Reference } from '../reference/reference';

/** More of them with `RUNS=5000 npx jest test/analysis`. */
const RUNS = Number(process.env.RUNS ?? 1000);

describe('the engine and the reference', () => {
  test('agree on every pair, protocol and port', () => {
    fc.assert(fc.property(clusters, (cluster) => {
      expect(disagreements(new Reference(cluster.manifests), engine(cluster.manifests), cluster)).toEqual([]);
    }), { numRuns: RUNS });
  }, 1_000 * RUNS);

  test('agree on which pods take part and which policies exist', () => {
    fc.assert(fc.property(clusters, ({ manifests }) => {
      const reference = new Reference(manifests);
      const found = engine(manifests);
      expect([...found.pods].sort()).toEqual([...reference.pods].sort());
      expect([...found.refused].sort()).toEqual([...reference.refused].sort());
    }), { numRuns: RUNS });
  }, 1_000 * RUNS);
});
