import { expect } from 'chai';
import { CtiError } from '../../src/core/errors.js';

describe('an error', () => {
  it('stays what it is', () => {
    const error = new CtiError('BUSY', 'Wait.');
    expect(CtiError.from(error)).to.equal(error);
  });

  it('of another frame’s copy of the class keeps its code, words, field, detail and transport', () => {
    const theirs = Object.assign(new Error('Enter a number.'), {
      ...{ name: 'CtiError', code: 'INVALID', field: 'destination', detail: 'raw', transport: 'integra' },
    });
    const error = CtiError.from(theirs);
    expect(error).to.be.instanceOf(CtiError);
    expect(error).to.include({
      ...{ code: 'INVALID', message: 'Enter a number.', field: 'destination', detail: 'raw', transport: 'integra' },
    });
    expect(CtiError.from({ name: 'CtiError', code: 'TIMEOUT' })).to.include({ code: 'TIMEOUT', message: 'TIMEOUT' });
  });

  it('is a failure of ours for whatever else was thrown: it may have happened', () => {
    const bug = new TypeError('oops');
    expect(CtiError.from(bug)).to.include({ code: 'PROTOCOL', message: 'oops', cause: bug });
    for (const [thrown, message] of [
      ['text', 'text'],
      [undefined, 'undefined'],
      [null, 'null'],
      [7, '7'],
      [{ name: 'CtiError' }, '[object Object]'],
      [{ code: 'BUSY' }, '[object Object]'],
    ] as const)
      expect(CtiError.from(thrown), message).to.include({ code: 'PROTOCOL', message });
  });
});
