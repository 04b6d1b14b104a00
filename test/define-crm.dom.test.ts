import { expect } from 'chai';
import '../src/define-crm.js';

describe('the CRM’s elements', () => {
  it('have the list of callbacks among them', () => {
    expect(document.createElement('cti-callbacks')).to.have.property('dialWindow', '');
  });
});
