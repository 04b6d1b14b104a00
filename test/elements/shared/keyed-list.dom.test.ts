import { expect } from 'chai';
import { html, render } from 'lit';
import { keyedList } from '../../../src/elements/shared/keyed-list.js';
import { fc } from '../../seeded.js';

interface Row {
  id: number;
  text: string;
}

let page: HTMLElement;

beforeEach(() => {
  page = document.body.appendChild(document.createElement('main'));
});

afterEach(() => page.remove());

const draw = (rows: readonly Row[], { isList = true, hasFoot = false } = {}) =>
  render(
    html`<ul>
      ${
        isList
          ? keyedList(
              rows,
              ({ id }) => id,
              ({ id, text }) => html`<li id="row-${id}">${text} <input aria-label=${text} /></li>`,
            )
          : 'Nothing yet.'
      }${hasFoot ? html`<li>foot</li>` : ''}
    </ul>`,
    page,
  );
const rowsOf = (...ids: number[]): Row[] => ids.map((id) => ({ id, text: `row ${id}` }));
const list = () => page.querySelector('ul') as HTMLElement;
const items = () => [...page.querySelectorAll('li')];
const texts = () => items().map(({ textContent }) => textContent?.trim());

describe('a list with keys', () => {
  it('shows the rows in their order, and each key keeps its nodes, whatever comes and goes around it', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 7 }));
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 6 }), fc.boolean(), (lists, hasFoot) => {
        for (const wanted of lists) {
          const before = new Map(items().map((item) => [item.id, item]));
          draw(rowsOf(...wanted), { hasFoot });
          expect(texts()).to.deep.equal([...wanted.map((id) => `row ${id}`), ...(hasFoot ? ['foot'] : [])]);
          const others = items().filter(({ id }) => id && before.has(id) && !page.contains(before.get(id) as Node));
          expect(others.map(({ id }) => id)).to.deep.equal([]);
        }
      }),
    );
  });

  it('leaves nothing of the rows that have gone', () => {
    draw([]);
    const before = list().childNodes.length;
    for (const ids of [[1, 2, 3], [3, 4], []]) draw(rowsOf(...ids));
    expect(list().childNodes.length).to.equal(before);
  });

  it('leaves the focus where it is when rows before and behind it go, and new ones come', () => {
    draw(rowsOf(1, 2, 3));
    const input = page.querySelector<HTMLInputElement>('#row-2 input')!;
    input.focus();
    input.value = 'half typed';
    draw(rowsOf(4, 2, 5));
    expect(document.activeElement?.parentElement?.id).to.equal('row-2');
    expect([input.value, texts()]).to.deep.equal(['half typed', ['row 4', 'row 2', 'row 5']]);
  });

  it('takes the new text of a row', () => {
    draw(rowsOf(1, 2));
    draw([{ id: 1, text: 'another' }]);
    expect(texts()).to.deep.equal(['another']);
  });

  it('shows a key that comes twice as often as it comes', () => {
    const twice = [...rowsOf(1, 2), { id: 1, text: 'again' }];
    for (const rows of [twice, twice, rowsOf(1), twice]) {
      draw(rows);
      expect(texts()).to.deep.equal(rows.map(({ text }) => text));
    }
    draw([]);
    expect(texts()).to.deep.equal([]);
  });

  it('takes the place of something else, and gives it back', () => {
    draw([], { isList: false });
    draw(rowsOf(1));
    expect(list().textContent?.trim()).to.equal('row 1');
    draw(rowsOf(1), { isList: false });
    expect(list().textContent?.trim()).to.equal('Nothing yet.');
    draw(rowsOf(2));
    expect(list().textContent?.trim()).to.equal('row 2');
  });
});
