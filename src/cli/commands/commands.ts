import { Command } from '../command';
import { check } from './check';
import { convert } from './convert';
import { diff } from './diff';
import { explain } from './explain';
import { lint } from './lint';
import { list } from './list';
import { suggest } from './suggest';

/** In the order in which the help has them. */
export const COMMANDS: readonly Command[] = [list, explain, diff, lint, check, suggest, convert];
