// Compiles with jsii, and makes one file of the JavaScript: a package of many small files takes several times as long to load.
//
//   npx tsx scripts/compile.ts            compiles
//   npx tsx scripts/compile.ts --page     makes the program of the page alone
//   npx tsx scripts/compile.ts --if-stale compiles where sources are newer than what was compiled
import { alone } from './compile/alone';
import { compile, compileIfStale } from './compile/compile';
import { bundlePage } from './compile/page';
import { step } from './process/step';

step(async () => {
  if (process.argv.includes('--page')) await alone(async () => bundlePage());
  else if (process.argv.includes('--if-stale')) await compileIfStale();
  else await compile();
});
