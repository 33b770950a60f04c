import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NODE_MODULES, ROOT } from './root';

const LINK = join(NODE_MODULES, 'cdk8s-netpol');

/** Lets the examples import this package by its name, as an app that installed it does. */
export function linkPackage(): void {
  try {
    symlinkSync(ROOT, LINK, 'junction');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // A copied folder still leads to where it was copied from.
    if (resolve(NODE_MODULES, readlinkSync(LINK)) !== ROOT) {
      unlinkSync(LINK);
      symlinkSync(ROOT, LINK, 'junction');
    }
  }
}
