import { join } from 'node:path';
import { ROOT } from '../project/root';

/** Where what is compiled lies. */
export const LIB = join(ROOT, 'lib');
