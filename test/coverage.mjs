// How much of the source the Node lane and the pages in Chromium run. Each lane leaves a map by file; together they may
// not fall below what stands here.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import convert from 'ast-v8-to-istanbul';
import coverage from 'istanbul-lib-coverage';
import { parseAstAsync } from 'vite';
import { root } from './processes.mjs';

/** Percent of the lines. */
const least = 95.5;

const folder = 'test/.cache/coverage';
export const nodeFolder = `${folder}/node`;
const maps = { node: `${nodeFolder}/coverage-final.json`, pages: `${folder}/pages.json` };

/** Forgets the last run. */
export const clearCoverage = () => rmSync(join(root, folder), { recursive: true, force: true });

/** For the pages' runner: what each of its pages runs. */
export function coveredPages() {
  const runs = [];
  return {
    async createPage({ context }) {
      const page = await context.newPage();
      // Not by the driver's own way, which turns the debugger on and reads the text of every script.
      const profiler = await context.newCDPSession(page);
      await profiler.send('Profiler.enable');
      await profiler.send('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
      const goto = page.goto.bind(page);
      page.goto = async (url, options) => {
        // The runner leaves the page at its end; what is left is not told of any more.
        if (url === 'about:blank') {
          const { result } = await profiler.send('Profiler.takePreciseCoverage').catch(() => ({ result: [] })); // a page that crashed
          runs.push({ result: result.map(({ url, functions }) => ({ scriptId: '0', url, functions })) });
        }
        return goto(url, options);
      };
      return page;
    },
    reporter: {
      async stop() {
        const file = join(root, maps.pages);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(await mapOf(mergeProcessCovs(runs).result)));
      },
    },
  };
}

/** What ran of the bundled scripts, by source file. */
async function mapOf(scripts) {
  const map = coverage.createCoverageMap();
  for (const script of scripts) {
    const path = /^http:\/\/[^/]+\/(test\/\.dom\/[^?]*\.js)/.exec(script.url)?.[1];
    if (!path || !existsSync(join(root, path))) continue;
    const code = readFileSync(join(root, path), 'utf8');
    const url = `file://${join(root, path)}`;
    const sourceMap = JSON.parse(readFileSync(join(root, `${path}.map`), 'utf8'));
    const one = await convert({ code, ast: parseAstAsync(code), sourceMap, coverage: { ...script, url } });
    for (const [file, data] of Object.entries(one)) if (isOurs(file)) map.addFileCoverage(data);
  }
  return map;
}

const source = fileURLToPath(new URL('../src/', import.meta.url));
const isOurs = (file) => file.startsWith(source) && file.endsWith('.ts');

/** Prints each lane's share and both together, and holds that against `least`. */
export function checkCoverage() {
  const both = coverage.createCoverageMap();
  const shares = {};
  for (const [lane, file] of Object.entries(maps)) {
    if (!existsSync(join(root, file))) continue;
    const map = coverage.createCoverageMap(JSON.parse(readFileSync(join(root, file), 'utf8')));
    map.filter(isOurs);
    shares[lane] = shareOf(map);
    both.merge(map);
  }
  const together = shareOf(both);
  const told = Object.entries(shares).map(([lane, share]) => `${lane} ${share.toFixed(1)} %`);
  console.log(`Lines of src that are run: ${told.join(', ')}, together ${together.toFixed(1)} % (at least ${least})`);
  const why = thinnest(both).map(([file, share]) => `${share.toFixed(0).padStart(3)} %  ${file.slice(source.length)}`);
  return {
    title: `tests run at least ${least} % of the lines of src`,
    passed: together >= least,
    where: 'coverage',
    why: why.join('\n'),
  };
}

const countsOf = (map) => Object.values(map.getLineCoverage());
/** Percent of the lines that ran at least once; of all files that a lane has loaded. */
function shareOf(map) {
  const counts = map.files().flatMap((file) => countsOf(map.fileCoverageFor(file)));
  return (100 * counts.filter(Boolean).length) / counts.length;
}

/** The files of which least is run. */
const thinnest = (map) =>
  map
    .files()
    .map((file) => {
      const counts = countsOf(map.fileCoverageFor(file));
      return [file, counts.length ? (100 * counts.filter(Boolean).length) / counts.length : 100];
    })
    .sort(([, one], [, other]) => one - other)
    .slice(0, 10);
