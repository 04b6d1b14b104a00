// What a CRM page gives, checked before it is used.
import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { optional, required, text } from '../core/schema.js';
import { isTimeZone } from '../codecs/wall-clock.js';
import { checkCommand } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import type { EmbedDisposition, Settings } from './protocol.js';

const disposition: z.ZodMiniType<EmbedDisposition> = z.object({
  label: text(() => msg('The result')),
  value: optional(() => msg('The result')),
  requires: z.optional(z.array(z.enum(['comment', 'callback']))),
  action: z.optional(z.enum(['respool', 'respool-alternative', 'blacklist', 'schedule'])),
  get children() {
    return z.optional(z.array(disposition));
  },
});

const zone = text(() => msg('The time zone')).check(({ value, issues }) => {
  if (!isTimeZone(value))
    issues.push({ code: 'custom', message: msg(str`“${value}” is not a time zone.`), input: value });
});

const settings = z.object({
  campaign: text(() => msg('The campaign')),
  agent: text(() => msg('The agent')),
  phone: text(() => msg('The agent’s phone')),
  customer: z.optional(
    z.object({
      number: optional(() => msg('The number')),
      name: optional(() => msg('The name')),
      timeZone: z.optional(zone),
      entry: z.optional(z.unknown()),
    }),
  ),
  dispositions: z.optional(z.array(disposition)),
  destinations: z.optional(
    // What is misspelt there would limit nobody: the session refuses it by name.
    z.looseObject({
      allow: z.optional(z.array(z.string())),
      deny: z.optional(z.array(z.string())),
      perMinute: z.optional(z.number()),
      needsGesture: z.optional(z.boolean()),
      hasMayCall: z.boolean(),
    }),
  ),
  hasAuthorization: z.boolean(),
  hears: z.array(z.string()),
  call: z.optional(
    z.record(
      z.string(),
      z.object({
        isLeft: z.optional(z.boolean()),
        dials: z.array(
          z.object({
            id: required(() => msg('The call')),
            destination: text(() => msg('The number')),
            campaign: text(() => msg('The campaign')),
            transport: z.string(),
            at: z.number(),
            state: z.enum(['asked', 'placed', 'sent', 'failed', 'unknown']),
            guid: z.optional(required(() => msg('The call'))),
            isOver: z.optional(z.boolean()),
            isOwnPhone: z.optional(z.boolean()),
            road: z.optional(z.string()),
            isEnded: z.optional(z.boolean()),
            isIncoming: z.optional(z.boolean()),
          }),
        ),
      }),
    ),
  ),
});

/** The settings with the known fields only. Throws `INVALID`. */
export function readSettings(given: unknown): Settings {
  const { data, error } = settings.safeParse(given);
  if (error) {
    const { message = '', path = [] } = error.issues[0] ?? {};
    throw new CtiError('INVALID', msg(str`The CRM page’s settings cannot be used. ${message}`), {
      field: path.join('.'),
    });
  }
  const { customer } = data;
  if (!customer?.entry) return data as Settings;
  return { ...data, customer: { ...customer, entry: readEntry(customer.entry) } };
}

/** A line of the dialer, as the command that would send it has it. */
function readEntry(entry: unknown) {
  const command = checkCommand({ type: 'schedule', at: '2000-01-01 00:00:00', entry: entry as never });
  return 'entry' in command ? command.entry : undefined;
}

const texts = z.tuple([z.string(), z.string()]);

/** The number and the campaign of a dial. */
export function readDial(...given: unknown[]): [string, string] {
  const { data, error } = texts.safeParse(given);
  if (error) throw new CtiError('INVALID', msg('The number and the campaign are texts.'), { field: 'destination' });
  return data;
}

const welcome = z.object({ protocol: z.number(), settings: z.optional(z.unknown()) });

/** The CRM page's answer to our hello. */
export function readWelcome(given: unknown): { protocol: number; settings?: unknown } {
  const { data, error } = welcome.safeParse(given);
  if (error) throw new CtiError('PROTOCOL', msg('The CRM page’s answer could not be understood.'));
  return data;
}

const header = z.optional(z.string());

/** The header value that the CRM page gave. */
export function readAuthorization(given: unknown): string | undefined {
  const { data, error } = header.safeParse(given);
  if (error) throw new CtiError('UNAUTHORIZED', msg('The CRM page’s authorization is not a text. Nothing was sent.'));
  return data;
}
