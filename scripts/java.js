// How Java programs run against the package in dist.
const { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { cacheFolder, keyOfFolder } = require('./cache');
const { run, version } = require('./run');
const { reportedByJUnit } = require('./test-reports');

const root = join(__dirname, '..');
const example = join(root, 'examples', 'three-tier-shop-java');
const kinds = join(root, 'examples', 'every-kind-java');
const tests = join(root, 'test', 'languages', 'java');
const packages = join(root, 'dist', 'java');
const TIMES = 5;

module.exports = {
  name: 'Java',
  testFile: join(tests, 'src', 'test', 'java', 'boundary', 'BoundaryTest.java'),
  testPattern: /@Test\s+void (\w+)/g,

  /** Fetches what the programs depend on into a repository of its own. `envOf` gives the variables with which Maven uses it. */
  async prepare() {
    await version('javac', ['-version'], /javac (\d[\d.]*)/, '17');
    const repository = cacheFolder('maven');
    forgetOurs(repository);
    const env = { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${repository}`.trim() };
    for (const program of [example, kinds]) await run('mvn', ['-q', '-B', 'compile'], { cwd: program, env });
    await run('mvn', ['-q', '-B', 'test-compile'], { cwd: tests, env });
    return { example, kinds, tests, envOf: () => env };
  },

  /** Runs the tests, and gives back what became of each. */
  async test(env) {
    const reports = join(tests, 'target', 'surefire-reports');
    rmSync(reports, { recursive: true, force: true });
    const { output } = await run('mvn', ['-q', '-B', 'test'], { cwd: tests, env, fails: true });
    const files = existsSync(reports) ? readdirSync(reports).filter((name) => name.endsWith('.xml')).map((name) => join(reports, name)) : [];
    return [...reportedByJUnit(files, output, (name) => name.replace(/\(.*\)$/, '')), await warningUnderMaven(env)];
  },
};

/** Maven ends a program at once, printed or not, so one time tells nothing. */
async function warningUnderMaven(env) {
  const lost = [];
  for (let time = 1; time <= TIMES; time += 1) {
    const outdir = mkdtempSync(join(tmpdir(), 'warning-'));
    const program = ['-Dexec.mainClass=boundary.WarningApp', `-Dexec.args=${outdir}`];
    const { stderr } = await run('mvn', ['-q', '-B', 'exec:java', ...program], { cwd: tests, env, fails: true });
    if (!/shop\/web: warning: .*\[no-dns\]/.test(stderr)) lost.push(`Time ${time}: ${stderr}`);
    rmSync(outdir, { recursive: true });
  }
  return { name: 'aWarningIsPrintedUnderMaven', status: lost.length > 0 ? 'failed' : 'passed', text: lost.join('\n') };
}

/** Maven takes a version that it has for what it will always be. */
function forgetOurs(repository) {
  const stamp = join(repository, '.installed');
  const key = keyOfFolder(packages);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  rmSync(join(repository, 'io', 'github', 'cdk8s-netpol'), { recursive: true, force: true });
  writeFileSync(stamp, key);
}
