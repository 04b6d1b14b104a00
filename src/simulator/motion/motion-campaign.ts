import { amount, oneOf, truth } from '../value-checks.js';
import { filled, type Shape } from '../wire-shape.js';

const number = amount(0);

/** The 45 fields of a queue campaign and their types; which of them may be absent nobody says, so all are asked for (2.4.3). */
export const campaignShape = {
  name: filled,
  type: filled,
  TrunkId: number,
  IntervalId: number,
  dialActive: truth,
  dialMethod: filled,
  dialCheckDuplicateType: oneOf('always', 'onlyIfOpen', 'never'),
  dialOrderByScheduledAt: filled,
  dialGlobalInterval: filled,
  dialPowerLevel: number,
  dialPredictiveOptimization: filled,
  dialPredictiveOptimizationPercentage: number,
  dialPredictiveInterval: number,
  dialLimitQueue: number,
  dialRandomLastDigitCallerIdNumber: number,
  dialCutDigit: number,
  dialOriginateTimeout: number,
  dialQueueTimeout: number,
  dialQueueOptions: filled,
  dialGlobalMaxRetry: number,
  dialCongestionMaxRetry: number,
  dialBusyMaxRetry: number,
  dialNoAnswerMaxRetry: number,
  dialCongestionRetryFrequency: number,
  dialBusyRetryFrequency: number,
  dialNoAnswerRetryFrequency: number,
  dialAMDInitialSilence: number,
  dialAMDGreeting: number,
  dialAMDAfterGreetingSilence: number,
  dialAMDTotalAnalysisTime: number,
  dialAMDMinWordLength: number,
  dialAMDBetweenWordsSilence: number,
  dialAMDMaximumNumberOfWords: number,
  dialAMDSilenceThreshold: number,
  dialAMDMaximumWordLength: number,
  strategy: filled,
  timeout: number,
  retry: number,
  weight: number,
  autopause: filled,
  ringinuse: filled,
  timeoutrestart: filled,
  setinterfacevar: filled,
  setqueuevar: filled,
  setqueueentryvar: filled,
} satisfies Shape<Record<string, unknown>>;

/** A campaign's fields as they came. */
export type MotionCampaignWire = Record<keyof typeof campaignShape, string | number | boolean>;
