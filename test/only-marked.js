// Stands before every script of the pages: where the runner wants only what an engine can decide, the rest is skipped.
if (globalThis.isOnlyMarked && globalThis.beforeEach)
  beforeEach(function () {
    if (!this.currentTest.fullTitle().includes(ENGINE_MARK)) this.skip();
  });
