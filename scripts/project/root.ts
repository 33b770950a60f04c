import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

export const NODE_MODULES = join(ROOT, 'node_modules');
