// Synthesizes the example app with the cdk8s command line, prints the YAML that it wrote, and who may now talk to whom.
//
//   npm run demo         as it is written in TypeScript
//   npm run demo:python  the same in Python, Java or Go, with the package built and what it needs installed first
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isTried, TRIED } from './languages/tried';
import { buildPackages } from './package/build';
import { Failure } from './process/failure';
import { node } from './process/run';
import { step } from './process/step';
import { linkPackage } from './project/link';
import { CDK8S } from './project/programs';
import { ROOT } from './project/root';

step(async () => {
  linkPackage();
  const [language] = process.argv.slice(2);
  const { example, env } = language === undefined ? { example: join(ROOT, 'examples', 'three-tier-shop'), env: {} } : await prepared(language);
  const dist = join(example, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await node(CDK8S, ['synth', '--no-check-upgrade'], { cwd: example, env, shown: 'all' });
  for (const file of readdirSync(dist).sort()) console.log(`# dist/${file}\n${readFileSync(join(dist, file), 'utf8')}`);

  console.log('# Who may now talk to whom, by "cdk8s-netpol list dist"');
  await node(join(ROOT, 'bin', 'cdk8s-netpol'), ['list', 'dist'], { cwd: example, shown: 'all' });
});

async function prepared(language: string): Promise<{ example: string; env: NodeJS.ProcessEnv }> {
  if (!isTried(language)) throw new Failure(`There is no demo in "${language}". There is one in ${Object.keys(TRIED).join(', ')}.`);
  const outcome = (await buildPackages([language])).get(language)!;
  if ('reason' in outcome) throw new Failure(`The package is not built: ${outcome.reason}`);
  const { programs: { shop }, prepare } = TRIED[language];
  const environments = await prepare();
  return { example: shop, env: environments(shop) };
}
