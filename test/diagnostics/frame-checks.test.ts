import { expect } from 'chai';
import { matchesSource, readPolicies, refusalOf } from '../../src/diagnostics/frame-checks.js';

const self = 'https://forms.example';

describe('a Content-Security-Policy, as the doctor reads it', () => {
  it('may be several, and the first of equal directives counts', () => {
    const [one, two, ...more] = readPolicies(
      "default-src 'self'; Frame-Ancestors https://a.example  https://b.example;frame-ancestors *, sandbox",
    );
    expect([one?.get('frame-ancestors'), two?.get('sandbox'), more]).to.deep.equal([
      ['https://a.example', 'https://b.example'],
      [],
      [],
    ]);
    expect(readPolicies('')).to.deep.equal([]);
  });

  for (const [source, origin, isIn] of [
    ["'self'", self, true],
    ["'self'", 'https://forms.example:8443', false],
    ["'none'", self, false],
    ['*', 'https://portal.example', true],
    ['https:', 'https://portal.example', true],
    ['https:', 'http://portal.example', false],
    ['http:', 'https://portal.example', true],
    ['https://portal.example', 'https://portal.example', true],
    ['HTTPS://Portal.Example/', 'https://portal.example', true],
    ['https://portal.example', 'https://portal.example:8443', false],
    ['https://portal.example:8443', 'https://portal.example:8443', true],
    ['https://portal.example:*', 'https://portal.example:8443', true],
    ['http://portal.example', 'https://portal.example', true],
    ['https://portal.example', 'http://portal.example', false],
    ['portal.example', 'https://portal.example', true],
    ['portal.example', 'http://portal.example', false],
    ['*.example', 'https://portal.example', true],
    ['*.portal.example', 'https://portal.example', false],
    ['https://other.example', 'https://portal.example', false],
    ['', 'https://portal.example', false],
  ] as const)
    it(`${source || 'nothing'} ${isIn ? 'takes in' : 'leaves out'} ${origin}`, () =>
      expect(matchesSource(source, origin, self)).to.equal(isIn));

  for (const [headers, header] of [
    [{}, undefined],
    [{ 'X-Frame-Options': 'SAMEORIGIN' }, 'X-Frame-Options'],
    [{ 'X-Frame-Options': 'deny' }, 'X-Frame-Options'],
    [{ 'X-Frame-Options': 'ALLOW-FROM https://portal.example' }, undefined],
    [{ 'X-Frame-Options': 'DENY', 'Content-Security-Policy': 'frame-ancestors https://portal.example' }, undefined],
    [{ 'Content-Security-Policy': "frame-ancestors 'none'" }, 'frame-ancestors'],
    [{ 'Content-Security-Policy': 'frame-ancestors' }, 'frame-ancestors'],
    [{ 'Content-Security-Policy': "frame-ancestors *, frame-ancestors 'self'" }, 'frame-ancestors'],
    [{ 'Content-Security-Policy-Report-Only': "frame-ancestors 'none'" }, undefined],
  ] as const)
    it(`${JSON.stringify(headers)} refuses by ${header ?? 'nothing'}`, () =>
      expect(refusalOf(new Headers(headers), 'https://portal.example', self)).to.equal(header));
});
