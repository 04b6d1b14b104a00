import { expect } from 'chai';
import { RowRenderer } from '../../../src/elements/cti-campaign-board/row-renderer.js';
import { holdClock } from '../../clock.js';

describe('the rows of a campaign board', () => {
  it('are drawn in slices, and the later painting takes over from one that is not done', async () => {
    const clock = holdClock({ only: 'moments' }); // however slow the machine is, eight rows take no time
    const body = document.createElement('div');
    const painter = new RowRenderer();
    const ids = Array.from({ length: 25 }, (_, at) => `c${at}`);
    const paint = (of: readonly string[], look: string) =>
      painter.paint(
        body,
        of,
        () => look,
        (row, id) => (row.textContent = `${id} ${look}`),
      );
    const texts = () => [...body.querySelectorAll('[role=row]')].map(({ textContent }) => textContent);
    const first = paint(ids, 'old');
    expect(texts()).to.have.length(8);
    const later = [...ids].reverse().slice(0, 12);
    const both = Promise.all([first, paint(later, 'new')]);
    expect(texts()).to.have.length(8);
    await clock.tickAsync(1_000);
    expect(await both).to.deep.equal([false, true]);
    expect(texts()).to.deep.equal(later.map((id) => `${id} new`));
    expect(body.children).to.have.length(2);
  });
});
