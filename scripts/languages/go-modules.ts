import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, cacheFolder } from '../cache/cache';
import { keyOf } from '../cache/key';
import { failureOf, lastLineOf } from '../process/failure';
import { node, run } from '../process/run';
import { manifestOf, PACMAK } from '../project/programs';
import { NODE_MODULES } from '../project/root';

/** Modules that can be made from the installed packages. */
const PEERS = { 'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': 'cdk8s', 'github.com/aws/constructs-go/constructs/v10': 'constructs' };

/** Folders with the modules that a go.mod requires and no proxy has. */
export async function modulesWithoutProxy(goMod: string): Promise<Map<string, string>> {
  const required = readFileSync(goMod, 'utf8');
  const folders = new Map<string, string>();
  for (const [module, name] of Object.entries(PEERS)) {
    const at = `${module}@${new RegExp(`${module} (v\\S+)`).exec(required)![1]}`;
    const { status, output } = await run('go', ['mod', 'download', at], { cwd: cacheFolder('go'), fails: true });
    if (status !== 0) folders.set(module, await madeModule(name, lastLineOf(failureOf(`${at} cannot be had`, output))));
  }
  return folders;
}

async function madeModule(name: string, reason: string): Promise<string> {
  console.log(`Go          ${name} is made from node_modules, because ${reason}`);
  const key = keyOf(...[name, 'jsii-pacmak'].map((one) => readFileSync(manifestOf(one), 'utf8')));
  const made = await cached(`go-${name}`, key, async (outdir) => {
    await node(PACMAK, ['--target', 'go', '--code-only', '--outdir', outdir, join(NODE_MODULES, 'constructs'), join(NODE_MODULES, 'cdk8s')]);
  });
  return join(made, 'go', name);
}
