/** Splits CSV text into records of fields: quotes as in RFC 4180, any line end. */
function* records(text: string, delimiter: string): Generator<string[], undefined> {
  let record: string[] = [];
  // A field, and what ends it; a quoted one may hold all of that.
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\r\n]*))(${delimiter}|\r\n|\r|\n|$)`, 'y');
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) return undefined;
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === delimiter) {
      if (field.lastIndex < text.length) continue;
      record.push(''); // the file ends with a delimiter
    }
    yield record;
    record = [];
  }
  return undefined;
}

/** The first row's names, exactly, and the rows below; empty rows are left out. The delimiter is `,` `;` or a tab. */
export function csvTable(bytes: Uint8Array): { columns: string[]; rows: Generator<string[]> } {
  const text = new TextDecoder().decode(bytes); // a byte order mark is no part of the first name
  const head = /^.*/.exec(text)?.[0] ?? '';
  const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length);
  const all = records(text, delimiter);
  const columns = all.next().value ?? [];
  const rows = (function* () {
    for (const row of all) if (row.some((field) => field !== '')) yield row;
  })();
  return { columns, rows };
}
