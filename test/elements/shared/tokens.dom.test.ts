import { expect } from 'chai';
import { tokens } from '../../../src/elements/shared/tokens.styles.js';

/** The three parts of a colour as a browser computes it, 0 to 1. */
function partsOf(colour: string): number[] {
  const numbers = colour.match(/[\d.]+(?:e-?\d+)?/g)!.map(Number);
  return colour.startsWith('color(') ? numbers.slice(0, 3) : numbers.slice(0, 3).map((part) => part / 255);
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminanceOf(colour: string): number {
  const [red, green, blue] = partsOf(colour).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Reads the roles as they are where a person wants it light or dark, and with more contrast. */
function rolesOf(scheme: string, isMore: boolean) {
  const host = document.body.appendChild(document.createElement('div'));
  host.style.colorScheme = scheme;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens.cssText.replace('(prefers-contrast: more)', isMore ? 'all' : 'not all'));
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const probe = root.appendChild(document.createElement('i'));
  const colour = (role: string) => {
    probe.style.color = `var(--_${role})`;
    return getComputedStyle(probe).color;
  };
  return { colour, remove: () => host.remove() };
}

const grounds = ['surface', 'raised', 'sunken', 'hover'];
const outcomes = ['danger', 'unknown', 'info', 'good'];
const on = (role: string, all: string[]) => all.map((ground) => [role, ground] as const);

/** What is read stands out 4.5 to 1 from what it stands on. */
const texts = [
  ...on('text', grounds),
  ...on('muted', grounds),
  ...['accent', 'danger', 'unknown'].map((role) => [`on-${role}`, role] as const),
  ...['accent', ...outcomes].flatMap((role) => on(`on-${role}-tint`, [`${role}-tint`, 'surface'])),
  ...on('surface', ['info']), // the count of what waits
];

/** What tells a control or a state by its form stands out 3 to 1. */
const forms = [
  ...on('edge', ['surface', 'sunken']),
  ...on('accent', ['surface', 'sunken', 'hover']), // the focus
  ...outcomes.flatMap((role) => on(role, [`${role}-tint`, 'surface'])),
  ...['accent', ...outcomes].flatMap((role) => on(`${role}-edge`, ['surface'])),
];

describe('the colours of the design language', () => {
  for (const scheme of ['light', 'dark'])
    for (const isMore of [false, true])
      it(`stand out from each other in the ${scheme}${isMore ? ', where more contrast is wanted' : ''}`, () => {
        const { colour, remove } = rolesOf(scheme, isMore);
        const weak = (pairs: (readonly [string, string])[], least: number) =>
          pairs
            .map(([role, ground]) => ({ pair: `${role} on ${ground}`, is: contrast(colour(role), colour(ground)) }))
            .filter(({ is }) => is < least)
            .map(({ pair, is }) => `${pair}: ${is.toFixed(2)}`);
        expect(weak(texts, 4.5), 'texts').to.deep.equal([]);
        expect(weak(forms, 3), 'forms').to.deep.equal([]);
        remove();
      });

  it('change where more contrast is wanted, and a page’s own stay', () => {
    const [usual, more] = [rolesOf('light', false), rolesOf('light', true)];
    expect(more.colour('text')).to.equal('rgb(0, 0, 0)').and.not.equal(usual.colour('text'));
    document.body.style.setProperty('--cti-text', '#123456');
    expect(more.colour('text')).to.equal('rgb(18, 52, 86)');
    document.body.style.removeProperty('--cti-text');
    usual.remove();
    more.remove();
  });
});
