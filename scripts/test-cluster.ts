// Builds an API server of Kubernetes, and runs the tests that ask it. What was built of the same sources before is taken from the cache.
//
//   npm run test:cluster                    all
//   npm run test:cluster -- cluster/applied one file of tests
//
// Where there is no Go, or its modules cannot be had, the tests are counted as skipped. The counts are left in .cluster-results.json.
import { CLUSTER_TESTS, clusterPrograms } from './cluster/programs';
import { Missing } from './process/failure';
import { step } from './process/step';
import { linkPackage } from './project/link';
import { runJest } from './reports/jest';

step(async () => {
  linkPackage();
  await runJest({ folder: CLUSTER_TESTS, counts: '.cluster-results.json', env: { CLUSTER_PROGRAMS: await programs() } });
});

async function programs(): Promise<string | undefined> {
  try {
    return await clusterPrograms();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`skipped: there is no API server to ask, because ${error.message}.`);
    return undefined;
  }
}
