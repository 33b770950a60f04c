import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramLanguage } from './language';
import { testsTold } from './told';
import { cacheFolder } from '../cache/cache';
import { keyOfFolder } from '../cache/key';
import { run } from '../process/run';
import { versionOf } from '../process/version';
import { ROOT } from '../project/root';
import { inTemporaryFolder } from '../project/temporary';
import { testsOfJUnit } from '../reports/junit';
import { ToldTest } from '../reports/told-test';

const SHOP = join(ROOT, 'examples', 'three-tier-shop-java');
const KINDS = join(ROOT, 'examples', 'every-kind-java');
const TESTS = join(ROOT, 'test', 'languages', 'java');
const PACKAGES = join(ROOT, 'dist', 'java');
const TIMES = 5;

export const java: ProgramLanguage = {
  name: 'Java',
  programs: { shop: SHOP, kinds: KINDS, first: TESTS },
  tests: TESTS,
  testFile: join(TESTS, 'src', 'test', 'java', 'boundary', 'BoundaryTest.java'),
  testPattern: /@Test\s+void (\w+)/g,

  /** Maven fetches into a repository of its own. */
  async prepare() {
    await versionOf('javac', ['-version'], /javac (\d[\d.]*)/, '17');
    const repository = cacheFolder('maven');
    forgetOurs(repository);
    const env = { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${repository}`.trim() };
    for (const program of [SHOP, KINDS]) await run('mvn', ['-q', '-B', 'compile'], { cwd: program, env });
    await run('mvn', ['-q', '-B', 'test-compile'], { cwd: TESTS, env });
    return () => env;
  },

  async test(env) {
    const reports = join(TESTS, 'target', 'surefire-reports');
    rmSync(reports, { recursive: true, force: true });
    const { output } = await run('mvn', ['-q', '-B', 'test'], { cwd: TESTS, env, fails: true });
    const files = existsSync(reports) ? readdirSync(reports).filter((name) => name.endsWith('.xml')).map((name) => join(reports, name)) : [];
    return [...testsTold(testsOfJUnit(files), output, (name) => name.replace(/\(.*\)$/, '')), await warningUnderMaven(env)];
  },
};

/** Maven ends a program at once, printed or not, so one time tells nothing. */
async function warningUnderMaven(env: NodeJS.ProcessEnv): Promise<ToldTest> {
  const lost: string[] = [];
  for (let time = 1; time <= TIMES; time += 1) {
    await inTemporaryFolder('warning', async (outdir) => {
      const program = ['-Dexec.mainClass=boundary.WarningApp', `-Dexec.args=${outdir}`];
      const { stderr } = await run('mvn', ['-q', '-B', 'exec:java', ...program], { cwd: TESTS, env, fails: true });
      if (!/shop\/web: warning: .*\[no-dns\]/.test(stderr)) lost.push(`Time ${time}: ${stderr}`);
    });
  }
  return { name: 'aWarningIsPrintedUnderMaven', status: lost.length > 0 ? 'failed' : 'passed', text: lost.join('\n') };
}

/** Maven takes a version that it has for what it will always be. */
function forgetOurs(repository: string): void {
  const stamp = join(repository, '.installed');
  const key = keyOfFolder(PACKAGES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  rmSync(join(repository, 'io', 'github', 'cdk8s-netpol'), { recursive: true, force: true });
  writeFileSync(stamp, key);
}
