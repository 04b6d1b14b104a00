import { expect } from 'chai';
import { numbers, setup, until } from './cti-dialable.fixture.js';

describe('<cti-dialable> around thousands of numbers', () => {
  const most = 3000;
  const row = (at: number) => `<li>09${1 + (at % 9)} ${100 + (at % 900)} ${100 + (at % 800)}</li>`;
  let targets = new Set<Element>();
  const { observe, unobserve } = IntersectionObserver.prototype;

  before(() => {
    IntersectionObserver.prototype.observe = function (target) {
      targets.add(target);
      observe.call(this, target);
    };
    IntersectionObserver.prototype.unobserve = function (target) {
      targets.delete(target);
      unobserve.call(this, target);
    };
  });
  after(() => Object.assign(IntersectionObserver.prototype, { observe, unobserve }));

  /** A list whose rows were all looked through. */
  async function list(style = '') {
    scrollTo(0, 0);
    targets = new Set();
    const content = `<style>${style}</style><ul>${Array.from({ length: most }, (_, at) => row(at)).join('')}</ul>`;
    const page = await setup({ content });
    const rows = [...page.area.querySelectorAll('li')];
    await until(() => targets.has(rows.at(-1)!) && page.element.querySelector('cti-number'));
    return { ...page, rows, isButton: (at: number) => !!rows[at]?.querySelector('cti-number') };
  }

  it('watches some of those far away for all of them', async () => {
    const { element } = await list();
    expect(targets.size).to.be.within(most / 16, 1000);
    expect(numbers(element).length).to.be.below(most / 2);
  });

  it('makes those buttons that a jump brings into sight, backwards too', async () => {
    const { rows, isButton } = await list();
    for (const at of [most - 1, 1500, 700, 2200]) {
      expect(isButton(at)).to.equal(false);
      rows[at]?.scrollIntoView();
      await until(() => isButton(at) && isButton(at - 5));
    }
  });

  for (const [what, style, at] of [
    ['rows higher than the screen', 'li { height: 2000px }', 1507],
    ['all other rows hidden', '.some li:not(.this) { display: none }', 2005],
  ] as const)
    it(`misses none: ${what}`, async () => {
      const { rows, isButton, area } = await list(style);
      rows[at]?.classList.add('this');
      area.classList.add('some');
      rows[at]?.scrollIntoView();
      await until(() => isButton(at));
    });

  it('knows again what the page takes away and puts back', async () => {
    const { rows, isButton, area } = await list();
    const items = area.querySelector('ul')!;
    items.remove();
    await until(() => !targets.has(rows.at(-1)!));
    expect([...targets].filter((each) => items.contains(each)).length).to.equal(0);
    area.append(items);
    rows[2800]?.scrollIntoView();
    await until(() => isButton(2800));
  });
});
