import { Command } from '../command';
import { list } from './list';

/** In the order in which the help has them. */
export const COMMANDS: readonly Command[] = [list];
