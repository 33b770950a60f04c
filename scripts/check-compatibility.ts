// Compares the public API with the one that was accepted last, which lies in api/.
//
//   npx tsx scripts/check-compatibility.ts           says what has changed, and whether it breaks anybody
//   npx tsx scripts/check-compatibility.ts --accept  accepts it
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { breaksSince } from './api/breaks';
import { promisesOf } from './api/promises';
import { Failure } from './process/failure';
import { step } from './process/step';
import { readAssembly } from './project/assembly';
import { ROOT } from './project/root';

const ACCEPTED = join(ROOT, 'api', 'cdk8s-netpol.json');
const COMMAND = 'npx projen accept:api';

step(async () => {
  const promises = promisesOf(readAssembly(ROOT));
  if (process.argv.includes('--accept')) {
    mkdirSync(dirname(ACCEPTED), { recursive: true });
    writeFileSync(ACCEPTED, promises);
  } else if (readFileSync(ACCEPTED, 'utf8') !== promises) {
    await refuse();
  }
});

async function refuse(): Promise<void> {
  const breaks = await breaksSince(ACCEPTED);
  throw new Failure(breaks.length > 0
    ? `The public API breaks those who use it:\n${breaks.join('\n')}\nWhere that is meant, accept it with "${COMMAND}", and commit what it writes.`
    : `The public API has changed, and breaks nobody. Accept it with "${COMMAND}", and commit what it writes.`);
}
