/** Where there is no browser, each test is one that was skipped. Jest loads this before each file (`setupFilesAfterEnv`). */
if (process.env.PAGE_BROWSER === undefined) {
  const nothing = () => undefined;
  Object.assign(globalThis, { test: test.skip, beforeAll: nothing, afterAll: nothing });
}
