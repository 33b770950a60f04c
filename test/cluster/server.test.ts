import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { existsSync } from 'fs';
import { createInterface } from 'readline';
import { Ready } from './support/cluster';
import { SERVER } from './support/programs';

/** A test that starts a server, and does nothing else. */
const STARTER = 'require("child_process").spawn(process.argv[1], { stdio: ["pipe", "inherit", "ignore"] })';

test.each(['SIGTERM', 'SIGKILL'] as const)('a server goes, and leaves nothing behind, when its test is ended by %s', async (signal) => {
  const { starter, ready } = await started();
  starter.kill(signal);
  await gone(ready);
});

test.each(['SIGINT', 'SIGTERM'] as const)('a server that is ended by %s leaves nothing behind', async (signal) => {
  const { ready } = await started();
  process.kill(ready.pid, signal);
  await gone(ready);
});

async function started(): Promise<{ readonly starter: ChildProcess; readonly ready: Ready }> {
  const starter = spawn(process.execPath, ['-e', STARTER, SERVER], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface({ input: starter.stdout }), 'line') as [string];
  const ready = JSON.parse(line) as Ready;
  expect([existsSync(ready.folder), isRunning(ready.pid)]).toEqual([true, true]);
  return { starter, ready };
}

async function gone({ folder, pid }: Ready): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(existsSync(folder)).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
