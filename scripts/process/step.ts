import { Failure } from './failure';

/** Does what a command is for, and lets it fail where that fails. */
export function step(act: () => Promise<void>): void {
  act().catch((error: unknown) => {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  });
}
