import { pageFaults } from './page-faults.js';
import { tryRow } from './row.js';
import { agents, pageTable, type PageName } from './matrix.js';
import { test } from './with-site.js';

for (const [name, row] of Object.entries(pageTable)) {
  const fault = pageFaults[name as PageName];
  test(`${name}: no command is lost, none is doubled`, async ({ browser, profile, site }, info) => {
    await tryRow(
      { name, fault, musts: agents.map((column, at) => [column, row[at]!]) },
      { browser, profile, site },
      info,
    );
  });
}
