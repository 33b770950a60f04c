import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../process/failure';
import { NODE_MODULES } from '../project/root';

const LOCK = join(NODE_MODULES, '.compiling');
const PATIENCE_MS = 120_000;

/** Test files may run at once: whoever comes second waits for the first. */
export async function alone(act: () => Promise<void>): Promise<void> {
  const latest = Date.now() + PATIENCE_MS;
  while (!tryLock()) {
    if (Date.now() > latest) throw new Failure(`Another compilation seems to be at work. If none is, remove ${LOCK}.`);
    await setTimeout(200);
  }
  try {
    await act();
  } finally {
    rmdirSync(LOCK);
  }
}

function tryLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
