// Uploads generated lists to each simulated dialer over real HTTP, beside the plain way. Asserts only that every row
// arrived; prints a table. Needs `npm run build`. `BENCH_ROWS=10000,100000` and `BENCH_DIALERS=Sinch` shorten it;
// `BENCH_DELAY=20` lets each answer take 20 ms longer, as a real line does; `BENCH_TIMES=3` prints medians of three.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const list = (text) => text.split(',').map((each) => each.trim());
const sizes = list(process.env.BENCH_ROWS ?? '10000,100000,1000000').map(Number);
const dialers = list(process.env.BENCH_DIALERS ?? 'uContact,Sinch,Voicenter,Motion');
const times = Number(process.env.BENCH_TIMES ?? 1);
const delay = process.env.BENCH_DELAY ?? '0';
const ways = list(process.env.BENCH_WAYS ?? 'ours,plain');

const folder = await mkdtemp(join(tmpdir(), 'portside-upload-'));
const script = (name) => new URL(name, import.meta.url);

/** A list of so many rows, every number another. */
async function generate(rows) {
  const file = join(folder, `${rows}.csv`);
  const stream = createWriteStream(file);
  stream.write('phone,name\n');
  for (let at = 0; at < rows;) {
    let text = '';
    for (const end = Math.min(rows, at + 10_000); at < end; at++)
      text += `05${String(at).padStart(8, '0')},"Ann Smith, ${at}"\n`;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return file;
}

async function measure(name, way, file, rows) {
  const dialer = fork(script('upload-dialer.mjs'), [name, delay]);
  const [{ port, campaign = '' }] = await once(dialer, 'message');
  try {
    const run = fork(script('upload-run.mjs'), [name, way, file, String(rows), String(port), campaign], {
      execArgv: ['--expose-gc'],
    });
    const [result] = await Promise.race([once(run, 'message'), once(run, 'exit').then(() => [])]);
    if (!result) throw new Error(`The upload of ${rows} rows to ${name} (${way}) failed.`);
    const arrived = Number(await (await fetch(`http://127.0.0.1:${port}/count`)).text());
    if (arrived !== rows || result.accepted !== rows)
      throw new Error(`${name} (${way}): ${arrived} of ${rows} rows arrived, ${result.accepted} were accepted.`);
    return result;
  } finally {
    dialer.kill();
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const MB = (bytes) => (bytes / 1e6).toFixed(0);
const line = (...cells) => console.log(`| ${cells.join(' | ')} |`);

console.log(
  `Node ${process.version}, ${cpus().length} CPUs (${cpus()[0].model.trim()}), load ${loadavg()[0].toFixed(1)}; ${delay} ms added to each answer; each run and each dialer in a fresh process.\n`,
);
line('dialer', 'rows', 'way', 'rows/s', 'seconds', 'peak RSS, MB', 'peak heap, MB', 'heap without garbage at 90 %, MB');
line('---', '--:', '---', '--:', '--:', '--:', '--:', '--:');
try {
  for (const rows of sizes) {
    const file = await generate(rows);
    for (const name of dialers) {
      const results = new Map(ways.map((way) => [way, []]));
      // In turn, so that both ways see the same other load.
      for (let turn = 0; turn < times; turn++)
        for (const way of ways) results.get(way).push(await measure(name, way, file, rows));
      for (const [way, runs] of results) {
        const of = (figure) => median(runs.map((run) => run[figure]));
        line(
          name,
          rows,
          way,
          Math.round(rows / (of('ms') / 1000)),
          (of('ms') / 1000).toFixed(1),
          MB(of('maxRss')),
          MB(of('heap')),
          MB(of('live')),
        );
      }
    }
    await rm(file);
  }
} finally {
  await rm(folder, { recursive: true });
}
