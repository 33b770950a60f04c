// Says which examples in the documentation of the code do not compile, and which of their translations do not parse.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { translateExamples } from './examples/translate';
import { dropReadme, linkDependencies } from './package/copy';
import { Failure } from './process/failure';
import { step } from './process/step';
import { ROOT } from './project/root';
import { inTemporaryFolder } from './project/temporary';

step(() => inTemporaryFolder('examples', async (copy) => {
  for (const path of ['package.json', '.jsii', '.jsii.gz', 'rosetta']) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  dropReadme(copy);
  linkDependencies(copy);
  await translateExamples(copy).catch((error: Failure) => {
    throw new Failure(`${error.message}\nAn @example uses what rosetta/default.ts-fixture declares, and is written so that its translations are correct.`);
  });
}));
