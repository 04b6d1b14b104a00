import { uploadContacts, type UploadOptions } from '../../src/uploads/index.js';
import type { AddContacts, AddContactsReply, UploadClient } from '../../src/uploads/options.js';
import { CtiError } from '../../src/core/errors.js';
import type { Contact } from '../../src/core/supervisor-commands.js';
import type { Bulk } from '../../src/core/transport.js';

export type Answer = (
  command: AddContacts,
  signal: AbortSignal | undefined,
) => Promise<AddContactsReply> | AddContactsReply;

/** A dialer that takes what it is told to take, and remembers all of it. */
export class Counter implements UploadClient {
  /** The numbers of each request, in the order in which they came. */
  readonly got: string[][] = [];
  readonly commands: AddContacts[] = [];
  /** Requests that wait for their answer now, and the most there were. */
  open = 0;
  mostOpen = 0;
  answer: Answer = (command) => accepts(command);
  bulk: Bulk = { size: 3, inFlight: 2, fields: allFields, problem: () => undefined };

  supports = () => ({ ok: true, transport: 'counter', bulk: this.bulk }) as const;

  async send(command: AddContacts, { signal }: { signal?: AbortSignal } = {}): Promise<AddContactsReply> {
    this.got.push(command.contacts.map(({ destination }) => destination));
    this.commands.push(command);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    try {
      await Promise.resolve();
      return await this.answer(command, signal);
    } finally {
      this.open--;
    }
  }

  /** All numbers that arrived, in order of their requests. */
  get numbers(): string[] {
    return this.got.flat();
  }
}

export const allFields = [
  'destination',
  'alternatives',
  'firstName',
  'lastName',
  'externalId',
  'data',
  'priority',
  'agent',
  'at',
  'callerId',
  'timeZone',
] as const satisfies readonly (keyof Contact)[];

/** Accepts all but some. */
export const acceptsBut = ({ contacts }: AddContacts, refused: AddContactsReply['refused']): AddContactsReply => ({
  status: 'confirmed',
  transport: 'counter',
  accepted: contacts.length - refused.length,
  refused,
  isLoaded: true,
});
export const accepts = (command: AddContacts) => acceptsBut(command, []);

export const fails = (code: CtiError['code'], field?: string) => () =>
  Promise.reject(new CtiError(code, `${code} it is.`, { field }));

/** Answers in turn; the last one stays. */
export function inTurn(...answers: Answer[]): Answer {
  let turn = 0;
  return (...args) => (answers[Math.min(turn++, answers.length - 1)] ?? accepts)(...args);
}

/** Never answers; stops when it is told to, as a transport does. */
export const hangs: Answer = (_, signal) =>
  new Promise((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(new CtiError('CANCELED', 'Stopped.'))),
  );

/** Waits of no time, for tests. */
export const impatient = { busyFirst: 1, busyMost: 4, offlineFirst: 1, offlineMost: 4 };

type Options = Partial<UploadOptions> & Pick<UploadOptions, 'contacts' | 'csv'>;

export const upload = (client: UploadClient, options: object) =>
  uploadContacts(client, { campaign: 'Sale->', patience: impatient, ...(options as Options) } as UploadOptions);

/** `090000001`, `090000002` … */
export const number = (n: number) => `09${String(n).padStart(7, '0')}`;
export const contact = (n: number): Contact => ({ destination: number(n) });
export const contacts = (count: number, first = 1): Contact[] =>
  Array.from({ length: count }, (_, at) => contact(first + at));

/** A CSV file with a header and so many rows. */
export const list = (count: number, name = 'list.csv') =>
  new File(
    [
      `phone,name\n${contacts(count)
        .map(({ destination }, at) => `${destination},Ann ${at}\n`)
        .join('')}`,
    ],
    name,
    { lastModified: 1 },
  );

export const columns = { destination: 'phone', data: ['name'] } as const;
