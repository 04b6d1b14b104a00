import { msg, str } from '@lit/localize';
import { objectOfPairs } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';

/** A number of Motion: of a list, a campaign, an agent. Throws `INVALID` for anything but a whole number above 0. */
export function motionId(value: string | number, field: string): number {
  const id = typeof value === 'number' ? value : /^\d+$/.test(value.trim()) ? Number(value) : NaN;
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new CtiError('INVALID', msg(str`“${value}” is not a Motion id: a whole number is expected.`), { field });
}

/** The standard fields beside the number and the list (C-418, vendor page of a reseller). All are text; which more there are is not known (M-21). */
const standardFields = 'firstName lastName street postalCode city country dateOfBirth description'.split(' ');
/** What a contact has of its own, and of its place. */
const ownFields = /^(?:id|phone|ListId|cf_.*|\d+)$/i;

/** The standard fields of a Motion, with those that the integrator names. Throws `INVALID` for a name that is another thing's. */
export function contactFieldNames(more: readonly string[] = []): ReadonlySet<string> {
  for (const name of more)
    if (!/^[a-z]\w*$/i.test(name) || ownFields.test(name))
      throw new CtiError('INVALID', msg(str`fields: “${name}” cannot be a further field of a Motion contact.`), {
        field: 'fields',
      });
  return new Set([...standardFields, ...more]);
}

/** `3` and `cf_3` are custom field 3 (C-254); a standard field has its name. */
function contactField(key: string, known: ReadonlySet<string>, field: string): string {
  const name = key.trim();
  if (known.has(name)) return name;
  const [, id] = /^(?:cf_)?(\d+)$/.exec(name) ?? [];
  if (id) return `cf_${id}`;
  const message = msg(
    str`“${key}” is not a field of a Motion contact: write the number of a custom field, as 3 or cf_3, or one of ${[...known].join(', ')}.`,
  );
  throw new CtiError('INVALID', message, { field });
}

/** A contact as Motion takes it; what is not set is absent (C-253, C-254). `known` are the names that `contactFieldNames` gives. */
export function writeContact(
  { destination, firstName, lastName, data = [] }: Contact,
  list: number,
  path: string,
  known: ReadonlySet<string>,
): Record<string, unknown> {
  const own = { ...(firstName && { firstName }), ...(lastName && { lastName }) };
  const pairs = data.map(([key, value], at) => [contactField(key, known, `${path}data.${at}`), value] as const);
  const twice = pairs.findIndex(([name]) => Object.hasOwn(own, name));
  if (twice >= 0)
    throw new CtiError('INVALID', msg(str`“${pairs[twice]?.[0] ?? ''}” is there twice: leave one out.`), {
      field: `${path}data.${twice}`,
    });
  return { ...own, phone: destination, ListId: list, ...objectOfPairs(pairs, `${path}data`) };
}

/** Which contacts of a campaign count as the same: also those already called, those still to call, or none. */
export type DuplicateCheck = 'always' | 'onlyIfOpen' | 'never';
type YesNo = 'yes' | 'no';

/** A queue campaign: the 45 documented fields (contract 2.4.3). Of most only the example is known. */
export interface QueueCampaign {
  name: string;
  type: string;
  TrunkId: number;
  IntervalId: number;
  dialActive: boolean;
  dialMethod: string;
  dialCheckDuplicateType: DuplicateCheck;
  dialOrderByScheduledAt: string;
  /** `07:00-22:00,*,*,*`: hours, week days, days of the month, months. */
  dialGlobalInterval: string;
  dialPowerLevel: number;
  dialPredictiveOptimization: string;
  dialPredictiveOptimizationPercentage: number;
  dialPredictiveInterval: number;
  dialLimitQueue: number;
  dialRandomLastDigitCallerIdNumber: number;
  dialCutDigit: number;
  dialOriginateTimeout: number;
  dialQueueTimeout: number;
  dialQueueOptions: string;
  dialGlobalMaxRetry: number;
  dialCongestionMaxRetry: number;
  dialBusyMaxRetry: number;
  dialNoAnswerMaxRetry: number;
  dialCongestionRetryFrequency: number;
  dialBusyRetryFrequency: number;
  dialNoAnswerRetryFrequency: number;
  dialAMDInitialSilence: number;
  dialAMDGreeting: number;
  dialAMDAfterGreetingSilence: number;
  dialAMDTotalAnalysisTime: number;
  dialAMDMinWordLength: number;
  dialAMDBetweenWordsSilence: number;
  dialAMDMaximumNumberOfWords: number;
  dialAMDSilenceThreshold: number;
  dialAMDMaximumWordLength: number;
  strategy: string;
  timeout: number;
  retry: number;
  weight: number;
  autopause: YesNo;
  ringinuse: YesNo;
  timeoutrestart: YesNo;
  setinterfacevar: YesNo;
  setqueuevar: YesNo;
  setqueueentryvar: YesNo;
}

/** The documents' example, without its name, trunk and interval (M-11, C-255 to C-257). */
const template: Omit<QueueCampaign, 'name' | 'TrunkId' | 'IntervalId'> = {
  ...{
    type: 'outbound',
    dialActive: true,
    dialMethod: 'progressive',
    dialCheckDuplicateType: 'always',
    dialOrderByScheduledAt: 'ASC',
  },
  ...{ dialGlobalInterval: '07:00-22:00,*,*,*', dialPowerLevel: 1 },
  ...{ dialPredictiveOptimization: 'dropRate', dialPredictiveOptimizationPercentage: 3, dialPredictiveInterval: 10 },
  ...{ dialLimitQueue: 0, dialRandomLastDigitCallerIdNumber: 0, dialCutDigit: 0 },
  ...{ dialOriginateTimeout: 30, dialQueueTimeout: 3, dialQueueOptions: 'tTxX', dialGlobalMaxRetry: 4 },
  ...{ dialCongestionMaxRetry: 3, dialBusyMaxRetry: 3, dialNoAnswerMaxRetry: 3 },
  ...{ dialCongestionRetryFrequency: 150, dialBusyRetryFrequency: 150, dialNoAnswerRetryFrequency: 150 },
  ...{
    dialAMDInitialSilence: 2500,
    dialAMDGreeting: 1500,
    dialAMDAfterGreetingSilence: 800,
    dialAMDTotalAnalysisTime: 5000,
  },
  ...{
    dialAMDMinWordLength: 100,
    dialAMDBetweenWordsSilence: 50,
    dialAMDMaximumNumberOfWords: 3,
    dialAMDSilenceThreshold: 256,
    dialAMDMaximumWordLength: 5000,
  },
  ...{ strategy: 'rrmemory', timeout: 3, retry: 3, weight: 1 },
  ...{
    autopause: 'no',
    ringinuse: 'no',
    timeoutrestart: 'no',
    setinterfacevar: 'no',
    setqueuevar: 'no',
    setqueueentryvar: 'no',
  },
};

/** What a new campaign needs; all else has the documents' values. */
export type NewCampaign = Pick<QueueCampaign, 'name' | 'TrunkId' | 'IntervalId'> & Partial<QueueCampaign>;

/** All 45 fields. Throws `INVALID` for a field that nobody documents, one of another type, or another word than the documented ones. */
export function writeCampaign(campaign: NewCampaign): QueueCampaign {
  const { name, TrunkId, IntervalId } = campaign;
  const sample: QueueCampaign = { ...template, name: '', TrunkId: 0, IntervalId: 0 };
  for (const [field, value] of Object.entries(campaign)) {
    const known = Object.hasOwn(sample, field) ? sample[field as keyof QueueCampaign] : undefined;
    const isRight = typeof known === typeof value && (known !== 'no' || value === 'yes' || value === 'no');
    if (!isRight)
      throw new CtiError('INVALID', msg(str`“${field}” is not a field of a Motion campaign, or of another type.`), {
        field,
      });
  }
  if (!name.trim()) throw new CtiError('INVALID', msg('The campaign’s name is missing.'), { field: 'name' });
  motionId(TrunkId, 'TrunkId');
  motionId(IntervalId, 'IntervalId');
  const whole = { ...sample, ...campaign };
  if (['always', 'onlyIfOpen', 'never'].includes(whole.dialCheckDuplicateType)) return whole;
  throw new CtiError('INVALID', msg('dialCheckDuplicateType is always, onlyIfOpen or never.'), {
    field: 'dialCheckDuplicateType',
  });
}
