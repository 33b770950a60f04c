import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modulesWithoutProxy } from './go-modules';
import { ProgramLanguage } from './language';
import { testsTold } from './told';
import { cacheFolder } from '../cache/cache';
import { keyOf } from '../cache/key';
import { run } from '../process/run';
import { versionOf } from '../process/version';
import { ROOT } from '../project/root';
import { testsOfGo } from '../reports/go-test';

const SHOP = join(ROOT, 'examples', 'three-tier-shop-go');
const KINDS = join(ROOT, 'examples', 'every-kind-go');
const TESTS = join(ROOT, 'test', 'languages', 'go');

export const go: ProgramLanguage = {
  name: 'Go',
  programs: { shop: SHOP, kinds: KINDS, first: TESTS },
  tests: TESTS,
  testFile: join(TESTS, 'boundary_test.go'),
  testPattern: /^func Test(\w+)\(t \*testing\.T\)/gm,

  /** Each program is built with a go.mod of its own. */
  async prepare() {
    await versionOf('go', ['version'], /go(\d[\d.]*)/, '1.25');
    const goFlags = (await run('go', ['env', 'GOFLAGS'])).stdout.trim();
    const replaced = await modulesWithoutProxy(join(SHOP, 'go.mod'));
    const envs: { [folder: string]: NodeJS.ProcessEnv } = {};
    for (const program of [SHOP, KINDS, TESTS]) {
      envs[program] = { GOFLAGS: `${goFlags} -mod=mod -modfile=${await moduleFile(program, replaced)}`.trim() };
      await run('go', ['vet', './...'], { cwd: program, env: envs[program] });
    }
    return (folder) => envs[folder];
  },

  async test(env) {
    const { output } = await run('go', ['test', '-count=1', '-json', './...'], { cwd: TESTS, env, fails: true });
    return testsTold(testsOfGo(output), output, (name) => name.replace(/^Test/, ''));
  },
};

/** The go.mod of a program, with modules replaced by folders. The program's own is left as its reader knows it. */
async function moduleFile(program: string, replaced: ReadonlyMap<string, string>): Promise<string> {
  const file = join(cacheFolder('go', keyOf(program)), 'go.mod');
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(program, name), join(dirname(file), name));
  for (const [module, folder] of replaced) await run('go', ['mod', 'edit', `-replace=${module}=${folder}`, file]);
  return file;
}
