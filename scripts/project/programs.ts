import { join } from 'node:path';
import { NODE_MODULES } from './root';

/** Programs that packages of npm bring along, for `node` to run. */
export const CDK8S = join(NODE_MODULES, 'cdk8s-cli', 'bin', 'cdk8s');
export const CRUISER = join(NODE_MODULES, 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
export const JEST = join(NODE_MODULES, 'jest', 'bin', 'jest.js');
export const JSII = join(NODE_MODULES, 'jsii', 'bin', 'jsii');
export const JSII_DIFF = join(NODE_MODULES, 'jsii-diff', 'bin', 'jsii-diff');
export const JSII_DOCGEN = join(NODE_MODULES, 'jsii-docgen', 'bin', 'jsii-docgen');
export const PACMAK = join(NODE_MODULES, 'jsii-pacmak', 'bin', 'jsii-pacmak');
export const ROSETTA = join(NODE_MODULES, 'jsii-rosetta', 'bin', 'jsii-rosetta');

/** The manifest of a package of npm, which tells its version. */
export function manifestOf(name: string): string {
  return join(NODE_MODULES, name, 'package.json');
}
