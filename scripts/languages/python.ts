import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ProgramLanguage } from './language';
import { testsTold } from './told';
import { cached, cacheFolder } from '../cache/cache';
import { keyOf } from '../cache/key';
import { binOf, makeEnvironment, pip } from '../process/python';
import { run } from '../process/run';
import { versionOf } from '../process/version';
import { ROOT } from '../project/root';
import { testsOfJUnit } from '../reports/junit';

const SHOP = join(ROOT, 'examples', 'three-tier-shop-python');
const KINDS = join(ROOT, 'examples', 'every-kind-python');
const TESTS = join(ROOT, 'test', 'languages', 'python');
const WHEELS = join(ROOT, 'dist', 'python');

export const python: ProgramLanguage = {
  name: 'Python',
  programs: { shop: SHOP, kinds: KINDS, first: TESTS },
  tests: TESTS,
  testFile: join(TESTS, 'test_boundary.py'),
  testPattern: /^def test_(\w+)/gm,

  /** A program runs in a virtual environment with what the requirements name. */
  async prepare() {
    const version = await versionOf('python3', ['--version'], /Python (\S+)/, '3.10');
    const programs = [SHOP, KINDS, TESTS];
    const requirements = programs.map((folder) => readFileSync(join(folder, 'requirements.txt'), 'utf8'));
    const environment = await cached('python', keyOf(version, ...requirements), async (folder) => {
      await makeEnvironment(folder);
      for (const program of programs) await pip(folder, ['install', '-r', 'requirements.txt'], program);
    });
    await installOurs(environment);
    const env = { PATH: `${binOf(environment)}${delimiter}${process.env.PATH}`, VIRTUAL_ENV: environment, PYTHONDONTWRITEBYTECODE: '1' };
    return () => env;
  },

  async test(env) {
    const report = join(cacheFolder('reports'), 'python.xml');
    const { output } = await run('python', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`, '.'], { cwd: TESTS, env, fails: true });
    return testsTold(testsOfJUnit([report]), output, (name) => name.replace(/^test_/, ''));
  },
};

/** A wheel of the same version is another one after each change, which pip does not see by itself. */
async function installOurs(environment: string): Promise<void> {
  const wheel = join(WHEELS, readdirSync(WHEELS).find((name) => name.endsWith('.whl'))!);
  const stamp = join(environment, '.installed');
  const key = createHash('sha256').update(readFileSync(wheel)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  await pip(environment, ['install', '--no-index', '--no-deps', '--force-reinstall', wheel]);
  writeFileSync(stamp, key);
}
