import { expect } from 'chai';
import '../src/define.js';

describe('the agent’s elements', () => {
  it('have the list of callbacks among them', () => {
    expect(document.createElement('cti-callbacks')).to.have.property('dialWindow', '');
  });
});
