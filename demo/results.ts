// The results of the demo's contact centre: its pages offer them, and its simulated servers are set up with the same.
import type { DispositionNode } from '../src/simulator/index.js';

export const results = [
  {
    label: 'Sale',
    children: [
      { label: 'New customer' },
      { label: 'Upgrade', children: [{ label: 'Premium' }, { label: 'Family', requires: ['comment'] }] },
    ],
  },
  { label: 'Callback', requires: ['callback'], action: 'schedule' },
  {
    label: 'Not interested',
    children: [{ label: 'Price' }, { label: 'Has another provider' }, { label: 'Does not need it' }],
  },
  { label: 'No answer', action: 'respool' },
  { label: 'Voicemail', action: 'respool' },
  { label: 'Busy', action: 'respool' },
  { label: 'Wrong number', action: 'respool-alternative' },
  { label: 'Complaint', requires: ['comment'] },
  { label: 'Do not call', requires: ['comment'], action: 'blacklist' },
] satisfies DispositionNode[];
