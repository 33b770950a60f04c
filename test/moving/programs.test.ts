import * as fc from 'fast-check';
import * as access from './programs/access';
import * as config from './programs/config';
import { Program } from './programs/program';
import * as scaling from './programs/scaling';
import * as storage from './programs/storage';
import * as traffic from './programs/traffic';
import * as workloads from './programs/workloads';
import { bothWrite } from './two-libraries';

const GROUPS: { readonly [name: string]: { readonly [name: string]: fc.Arbitrary<Program> } } = { config, storage, access, scaling, traffic, workloads };
const ALL = Object.entries(GROUPS).flatMap(([group, kinds]) => Object.entries(kinds).map(([kind, program]) => [`${group}: ${kind}`, program] as const));

/** Of each kind of program. The seed is fixed, so that they are always the same. */
const EACH = 40;
const SEED = 34;

describe('the same program writes the same with cdk8s-plus and here, but for the rows of the page', () => {
  test.each(ALL)('%s', (_, arbitrary) => {
    for (const program of fc.sample(arbitrary, { numRuns: EACH, seed: SEED })) {
      const { here, there } = bothWrite(program);
      expect({ chosen: program.chosen, written: here }).toEqual({ chosen: program.chosen, written: there });
    }
  });
});
