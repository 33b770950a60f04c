import { Command } from '../command';
import { check } from './check';
import { convert } from './convert';
import { diff } from './diff';
import { explain } from './explain';
import { lint } from './lint';
import { list } from './list';

/** In the order in which the help has them. */
export const COMMANDS: readonly Command[] = [list, explain, diff, lint, check, convert];
