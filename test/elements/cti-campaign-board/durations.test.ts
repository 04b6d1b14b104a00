import { expect } from 'chai';
import { durationsOf } from '../../../src/elements/cti-campaign-board/campaign-data.js';

describe('the times that Integra writes as text, on the campaign board', () => {
  const told: [text: unknown, seconds: number | undefined][] = [
    ['00:00:00-0', 0],
    ['01:02:10-17', 3730],
    ['100:00:01-2', 360_001],
    ['00:01:30', 90],
    ['00:75:00-0', undefined],
    ['130', undefined],
    [130, undefined],
    ['', undefined],
  ];
  for (const [text, seconds] of told)
    it(`are ${seconds ?? 'no'} seconds for ${JSON.stringify(text)}`, () => {
      expect(durationsOf({ talked: text, hold: '00:00:05-1' })).to.deep.equal({
        ...(seconds !== undefined && { talked: seconds }),
        hold: 5,
      });
    });

  it('are none where nothing is told', () => expect(durationsOf(undefined)).to.deep.equal({}));
});
