import { NAME, run } from './main';
import { isGone } from './output';
import { watchedProgress } from './progress';

export { readManifests } from '../manifests/read-manifests';

/** Does what the arguments of the process say, and sets its exit code. */
export async function start(): Promise<void> {
  const { stdout, stderr, env, argv } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error) => {
      if (!isGone(error)) throw error;
    });
  }
  try {
    process.exitCode = await run(argv.slice(2), { stdout, stderr, env, ...(stderr.isTTY && { progress: watchedProgress() }) });
  } catch (error) {
    process.exitCode = 2;
    stderr.write(`${NAME}: this should not have happened. Please report it, with the manifests if you can:\n${(error as Error).stack}\n`);
  }
}
