import { amount } from '../value-checks.js';
import { boolean, filled, oneOf, type Shape } from '../wire-shape.js';

const positive = amount(0);

/** The 45 fields of a queue campaign and their types; which of them may be absent nobody says, so all are asked for (2.4.3). */
export const campaignShape = {
  name: filled,
  type: filled,
  TrunkId: positive,
  IntervalId: positive,
  dialActive: boolean,
  dialMethod: filled,
  dialCheckDuplicateType: oneOf('always', 'onlyIfOpen', 'never'),
  dialOrderByScheduledAt: filled,
  dialGlobalInterval: filled,
  dialPowerLevel: positive,
  dialPredictiveOptimization: filled,
  dialPredictiveOptimizationPercentage: positive,
  dialPredictiveInterval: positive,
  dialLimitQueue: positive,
  dialRandomLastDigitCallerIdNumber: positive,
  dialCutDigit: positive,
  dialOriginateTimeout: positive,
  dialQueueTimeout: positive,
  dialQueueOptions: filled,
  dialGlobalMaxRetry: positive,
  dialCongestionMaxRetry: positive,
  dialBusyMaxRetry: positive,
  dialNoAnswerMaxRetry: positive,
  dialCongestionRetryFrequency: positive,
  dialBusyRetryFrequency: positive,
  dialNoAnswerRetryFrequency: positive,
  dialAMDInitialSilence: positive,
  dialAMDGreeting: positive,
  dialAMDAfterGreetingSilence: positive,
  dialAMDTotalAnalysisTime: positive,
  dialAMDMinWordLength: positive,
  dialAMDBetweenWordsSilence: positive,
  dialAMDMaximumNumberOfWords: positive,
  dialAMDSilenceThreshold: positive,
  dialAMDMaximumWordLength: positive,
  strategy: filled,
  timeout: positive,
  retry: positive,
  weight: positive,
  autopause: filled,
  ringinuse: filled,
  timeoutrestart: filled,
  setinterfacevar: filled,
  setqueuevar: filled,
  setqueueentryvar: filled,
} satisfies Shape<Record<string, unknown>>;

/** A campaign's fields as they came. */
export type MotionCampaignWire = Record<keyof typeof campaignShape, string | number | boolean>;
