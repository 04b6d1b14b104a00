// What the measurement of the bridge prints: medians, and behind them the span from the lowest to the highest.
const target = 1.2;

/** Between two values, the one in the middle of them. */
function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
}
const median = (values) => quantile(values, 0.5);
const micro = (milliseconds) => String(Math.round(milliseconds * 1000));
const ratio = (value) => value.toFixed(2);
const whole = (value) => String(Math.round(value));
const bytes = (value) => value.toFixed(1);
/** median (lowest–highest) */
const spread = (values, write) =>
  `${write(median(values))} (${write(Math.min(...values))}–${write(Math.max(...values))})`;

function table(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => String(row[column]).length)));
  const line = (row) =>
    row.map((cell, column) => (column ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column])));
  for (const row of [head, ...rows]) console.log(`  ${line(row).join('   ')}`);
}

export function printTrips(doing, { trips, sizes }) {
  for (const [size, { turns, timed }] of Object.entries(trips)) {
    console.log(
      `\nRound trip in µs, with an answer of ${sizes[size]} characters: ${doing(size)[0][size].length} blocks of ${turns} turns of ${timed} calls for each row.`,
    );
    console.log(
      `“x raw” is the ratio of the p50 to that of raw postMessage in the same turn; the target for ours is ${target} or less.`,
    );
    const rows = doing(size);
    const against = (row, other) =>
      row[size].map((turns, block) => median(turns.map((times, i) => median(times) / median(other[size][block][i]))));
    const cells = rows.map((row) => {
      const all = row[size].flat(2);
      const p50 = spread(
        row[size].map((turns) => median(turns.flat())),
        micro,
      );
      return [
        row.name,
        p50,
        micro(quantile(all, 0.9)),
        micro(quantile(all, 0.99)),
        spread(against(row, rows[0]), ratio),
        ratio(median(against(row, rows[1]))),
      ];
    });
    table(['', 'p50 (blocks)', 'p90', 'p99', 'x raw (blocks)', 'x porthole.js'], cells);
  }
}

export function printFloods(rows, { count, patience }) {
  console.log(
    `\n${count} questions at once, ${rows[0].floods.length} runs. Answers carry no id: ours asks one after the other, and what has waited 5 s for its`,
  );
  console.log(
    'turn is told BUSY and never posted. CtiClient lets all that ask `cti` at the same time share one question.',
  );
  console.log(`Lost is what was told nothing within ${patience / 1000} s (target 0).`);
  const cells = rows.map(({ name, floods }) => {
    const refusals = floods.flatMap(({ refused }) => Object.entries(refused));
    const refused = Object.fromEntries(
      refusals.map(([code]) => [code, median(floods.map(({ refused }) => refused[code] ?? 0))]),
    );
    const told =
      Object.entries(refused)
        .map(([code, times]) => `${whole(times)} ${code}`)
        .join(', ') || '0';
    const rates = floods.map(({ answered, seconds }) => answered / seconds);
    const [answered, heard] = ['answered', 'heard'].map((key) => median(floods.map((flood) => flood[key])));
    return [
      name,
      spread(rates, whole),
      whole(answered),
      whole(heard),
      told,
      Math.max(...floods.map(({ lost }) => lost)),
    ];
  });
  table(['', 'answered/s (runs)', 'answered', 'came to the portal', 'refused', 'lost'], cells);
}

export function printTold(rows, { count }) {
  // The question that follows them is heard too.
  console.log(
    `\n${count} tags at once, which no portal answers, ${rows[0].told.length} runs: all checks, and no line to wait in.`,
  );
  const rates = (row) => row.told.map(({ heard, seconds }) => (heard - 1) / seconds);
  const cells = rows.map((row) => [
    row.name.replace('cti', 'tag'),
    spread(rates(row), whole),
    ratio(median(rates(rows[0])) / median(rates(row))),
    count + 1 - Math.min(...row.told.map(({ heard }) => heard)),
  ]);
  table(['', 'arrived/s (runs)', 'x raw', 'lost'], cells);
}

export function printKept(rows, { answered, rounds, timers }) {
  console.log(
    `\nKept in the form's frame for each answered request, target 0: heap after forced collections (${rounds} times ${answered} requests),`,
  );
  console.log(`and timers (${timers} requests).`);
  const cells = rows.map(({ name, heap, timers: { made, left } }) => [name, spread(heap, bytes), made, left]);
  table(['', 'heap, bytes (rounds)', 'timers set for each', 'timers left of all'], cells);
}
