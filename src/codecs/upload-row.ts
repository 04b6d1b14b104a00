import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { readData, writeData, type DataPair } from './data-string.js';
import { readPhone, readPhones, writePhones } from './phone.js';

/** One contact of an upload file. */
export interface UploadRow {
  /** With its suffix; the same in every row of a file (U-53). */
  campaign: string;
  destination: string;
  data?: readonly DataPair[] | undefined;
  alternatives?: readonly string[] | undefined;
  /** 2 or more: 1 is the dialer's own (U-68). The dialer's choice when absent. */
  priority?: number | undefined;
  /** Phone of the agent who gets the contact: progressive dialers only. */
  agentPhone?: string | undefined;
}

/** The format has no quotes and no escape: these end a field or a row (U-53). */
const breaking = /[;\r\n]/;

function field(name: string, value: string): string {
  if (!breaking.test(value)) return value;
  throw new CtiError('INVALID', msg(str`“${value}” cannot be uploaded: no semicolon or line break.`), { field: name });
}

/**
 * `prueba1;098344484;var1=val1:var2=val2;099124484:099111111;9999;1001` (C-155). Empty fields at the end are left out;
 * one in the middle stays (U-54, C-159). Throws `INVALID` with the field's name (C-160).
 */
export function writeUploadRow({
  campaign,
  destination,
  data = [],
  alternatives = [],
  priority,
  agentPhone = '',
}: UploadRow): string {
  if (!campaign.trim()) throw new CtiError('INVALID', msg('The campaign is missing.'), { field: 'campaign' });
  const { phone = '', problem } = readPhone(destination);
  if (problem !== undefined) throw new CtiError('INVALID', problem, { field: 'destination' });
  if (priority !== undefined && (!Number.isSafeInteger(priority) || priority < 2))
    throw new CtiError('INVALID', msg('Priority 1 is kept for scheduled calls: use 2 or more.'), { field: 'priority' });
  const fields = [
    field('campaign', campaign),
    phone,
    writeData(data),
    field('alternatives', writePhones(alternatives)),
    priority === undefined ? '' : String(priority),
    field('agentPhone', agentPhone.trim()),
  ];
  return fields.join(';').replace(/(?<!;);+$/, '');
}

/** What {@link writeUploadRow} writes; nothing for a line that is no row of two to six fields. */
export function readUploadRow(line: string): UploadRow | undefined {
  const fields = line.split(';');
  const [campaign = '', destination = '', data = '', alternatives = '', priority = '', agentPhone = ''] = fields;
  if (fields.length > 6 || !campaign || !destination || breaking.test(fields.join('')) || !/^\d{0,15}$/.test(priority))
    return undefined;
  return {
    campaign,
    destination,
    data: readData(data),
    alternatives: readPhones(alternatives),
    ...(priority && { priority: Number(priority) }),
    ...(agentPhone && { agentPhone }),
  };
}

/** Base64 of a text's UTF-8, without a byte-order mark (C-156, C-157). */
export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  // In parts: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
