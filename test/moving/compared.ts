import * as fc from 'fast-check';
import * as access from './programs/access';
import * as config from './programs/config';
import * as later from './programs/later';
import * as policies from './programs/policies';
import { Program } from './programs/program';
import * as scaling from './programs/scaling';
import * as scheduling from './programs/scheduling';
import * as storage from './programs/storage';
import * as traffic from './programs/traffic';
import * as workloads from './programs/workloads';

const GROUPS: { readonly [group: string]: { readonly [kind: string]: fc.Arbitrary<Program> } } = {
  config, storage, access, scaling, traffic, workloads, scheduling, later, policies,
};

/** Kinds of programs that write the same with cdk8s-plus and here. */
export const COMPARED: readonly (readonly [kind: string, programs: fc.Arbitrary<Program>])[] = Object.entries(GROUPS)
  .flatMap(([group, kinds]) => Object.entries(kinds).map(([kind, program]) => [`${group}: ${kind}`, program] as const));
