import { spawn } from 'child_process';
import { once } from 'events';
import { existsSync } from 'fs';
import { createInterface } from 'readline';
import { Ready } from './support/cluster';
import { SERVER } from './support/programs';

/** A test that starts a server, and does nothing else. */
const STARTER = 'require("child_process").spawn(process.argv[1], { stdio: ["pipe", "inherit", "ignore"] })';

test.each(['SIGTERM', 'SIGKILL'] as const)('a server goes, and leaves nothing behind, when its test is ended by %s', async (signal) => {
  const starter = spawn(process.execPath, ['-e', STARTER, SERVER], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface({ input: starter.stdout }), 'line') as [string];
  const { folder, pid } = JSON.parse(line) as Ready;
  expect([existsSync(folder), isRunning(pid)]).toEqual([true, true]);

  starter.kill(signal);
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(existsSync(folder)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
