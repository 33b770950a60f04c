/** Where there is nothing to ask, each test is one that was skipped. Jest loads this before each file (`setupFilesAfterEnv`). */
if (process.env.CLUSTER_PROGRAMS === undefined) Object.assign(globalThis, { test: test.skip });
