// A day of a made-up contact centre: how busy each campaign is at any time, the same on each computer.
import type { CampaignLoad } from '../src/simulator/index.js';

const minute = 60_000;

/** From 0 to 1, the same for the same text. */
function seedOf(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum / 9973;
}

/** Up and down between 0 and 1, in so many minutes; no two campaigns alike. */
const wave = (at: number, seed: number, minutes: number) =>
  0.5 + 0.5 * Math.sin((at / (minutes * minute) + seed) * 2 * Math.PI);

/** How many calls came since midnight: a few at night, most around noon. */
function callsSince(at: number, seed: number): number {
  const midnight = new Date(at).setHours(0, 0, 0, 0);
  const hours = (at - midnight) / (60 * minute);
  const share = hours < 8 ? hours * 0.01 : 0.08 + ((hours - 8) / 16) * 0.92;
  return (200 + 900 * seed) * share;
}

/** Some campaigns have nobody in them; of those that are called one is over its limits for some minutes, then another one. */
export function loadOf(campaign: string, at: number): CampaignLoad {
  const seed = seedOf(campaign);
  const isOut = campaign.endsWith('->');
  const loggedIn = seed < 0.15 ? 0 : 2 + Math.round(seed * 18);
  const rush = isOut ? 0 : Math.max(wave(at, seed, 38) * 1.5 - 0.7, 0) + 0.15 * wave(at, seed * 5, 3);
  const paused = Math.round(loggedIn * 0.2 * wave(at, seed * 3, 21));
  const onwrapup = Math.round(loggedIn * 0.15 * wave(at, seed * 7, 4));
  const free = isOut ? 0.15 + 0.25 * wave(at, seed, 9) : Math.max(0.4 - rush, 0);
  const busy = Math.max(Math.round(loggedIn * (1 - free)) - paused - onwrapup, 0);
  const callers = loggedIn ? Math.round(rush * 12) : 0;
  const totalcalls = loggedIn ? Math.round(callsSince(at, seed)) : 0;
  return {
    ...{ loggedIn, busy, paused, onwrapup, callers },
    ...{
      longestHoldTime: callers ? Math.round(15 + rush * 280 + 20 * wave(at, seed, 1)) : 0,
      holdTime: Math.round(12 + rush * 90),
      talkTime: Math.round(90 + seed * 160),
    },
    ...{ totalcalls, abandoned: Math.round(totalcalls * (0.01 + 0.05 * seed * wave(at, seed, 300))) },
    ...{ servicelevel: isOut ? 0 : 96 - rush * 45 - seed * 6, slevelthreshold: 20 },
  };
}

/** The hour before, a sample for each half minute: what a page would have kept. */
export const pastOf = (campaigns: readonly string[], now: number) =>
  Array.from({ length: 119 }, (_, index) => {
    const at = now - (119 - index) * 30_000;
    const figures = (campaign: string) => {
      const { loggedIn, busy, paused, onwrapup, ...rest } = loadOf(campaign, at);
      return { ...rest, loggedIn, busy, paused, onwrapup, available: Math.max(loggedIn - busy - paused - onwrapup, 0) };
    };
    return { at, campaigns: Object.fromEntries(campaigns.map((campaign) => [campaign, figures(campaign)])) };
  });
