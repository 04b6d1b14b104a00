import { expect } from 'chai';
import { hasDigits, originateTime, varName } from '../../../src/transports/voicenter/voicenter-codec.js';

describe('a number of Voicenter', () => {
  const number = '972502454546';

  it('has the digits that a person types, in any spelling, with the zero or the code of the country or without', () => {
    for (const part of [
      '0502454546',
      '(050) 245-45-46',
      '+972 50 245 4546',
      '00972502454546',
      '5024',
      '02454546',
      '',
      '-',
    ])
      expect(hasDigits(number, part), part).to.equal(true);
    expect(hasDigits('+972 50-245-4546', '502454546')).to.equal(true);
    expect(hasDigits('972500045', '50004'), 'zeros inside').to.equal(true);
  });

  it('has no others', () => {
    for (const part of ['0502454547', '5204', '4546 9', '504']) expect(hasDigits(number, part), part).to.equal(false);
    expect(hasDigits('', '1')).to.equal(false);
    expect(hasDigits('97254', '5004'), 'zeros inside').to.equal(false);
  });
});

describe('an instant for Voicenter', () => {
  it('is in seconds, the earlier one of an hour that comes twice [C-225]', () => {
    expect(originateTime('2026-07-01 10:00:00', 'Asia/Jerusalem')).to.equal(Date.UTC(2026, 6, 1, 7) / 1_000);
    expect(originateTime('2026-10-25 01:30:00', 'Asia/Jerusalem')).to.equal(Date.UTC(2026, 9, 24, 22, 30) / 1_000);
  });

  it('ends before a number of twelve digits', () => {
    expect(originateTime('5138-11-16 09:46:39', 'UTC')).to.equal(99_999_999_999);
    expect(() => originateTime('5138-11-16 09:46:40', 'UTC'))
      .to.throw()
      .with.include({ code: 'INVALID', field: 'at' });
  });

  it('needs a zone', () => {
    for (const zone of [undefined, ''])
      expect(() => originateTime('2026-07-01 10:00:00', zone, 'contact.at'))
        .to.throw()
        .with.include({ code: 'INVALID', field: 'contact.at' });
  });
});

describe('a custom key of Voicenter', () => {
  it('has its prefix once [C-221]', () => {
    expect(['a', 'var_a', 'VAR_a', ''].map(varName)).to.deep.equal(['var_a', 'var_a', 'var_VAR_a', 'var_']);
  });
});
