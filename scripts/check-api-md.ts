// Says whether API.md is what the compiled code says, without changing it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './process/failure';
import { node } from './process/run';
import { step } from './process/step';
import { JSII_DOCGEN } from './project/programs';
import { ROOT } from './project/root';
import { inTemporaryFolder } from './project/temporary';

step(() => inTemporaryFolder('api', async (folder) => {
  const fresh = join(folder, 'API.md');
  await node(JSII_DOCGEN, ['-o', fresh], { cwd: ROOT });
  if (readFileSync(fresh, 'utf8') !== readFileSync(join(ROOT, 'API.md'), 'utf8')) {
    throw new Failure('API.md is not what the code says. Write it anew with "npx projen accept:api", and commit it.');
  }
}));
