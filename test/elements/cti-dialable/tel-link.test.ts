import { expect } from 'chai';
import { telOf } from '../../../src/elements/cti-dialable/tel-link.js';
import { bareNumber } from '../../../src/codecs/phone.js';

/** What a link dials, and the extension that it tells; why not, when it is refused. */
function reading(href: string): string {
  const { number, extension, problem } = telOf(href) ?? { number: '', extension: '', problem: 'no link' };
  return problem || `${bareNumber(number)}${extension && ` ext ${extension}`}`;
}

const two = 'There are two numbers in this: leave one, written with spaces or hyphens at most.';
const letters = 'There are letters in it: write the number in digits.';

describe('a tel: link', () => {
  for (const [href, dials] of [
    ['tel:+598-2901-2345', '+59829012345'],
    ['tel:+598-2901-2345;ext=12', '+59829012345 ext 12'],
    ['tel:2901-2345;phone-context=+598', '+59829012345'],
    ['tel:2901-2345;ext=12;phone-context=+598', '+59829012345 ext 12'],
    ['tel:7946-0958;phone-context=%2B44-20', '+442079460958'],
    ['tel:863-1234;Phone-Context=+1-914', '+19148631234'],
    ['tel:099123456;phone-context=+598', '+59899123456'],
    ['tel:06-1234-5678;phone-context=+39', '+390612345678'],
    ['tel:+598-2901-2345;phone-context=+1', '+59829012345'],
    ['tel:+598-2901-2345;phone-context=example.com', '+59829012345'],
    ['tel:0059829012345;phone-context=+1', '0059829012345'],
    ['tel:911;phone-context=+1', '911'],
    ['tel:*31#29012345;phone-context=+598', '*31#29012345'],
    ['TEL://099%20123%20456', '099123456'],
    ['tel:%2B59899123456', '+59899123456'],
    ['tel:\u202a099123456\u202c', '099123456'],
    ['tel:*123#', '*123#'],
    ['tel:1', '1'],
    ['tel:+44(0)2079460958', '+442079460958'],
    ['tel:0044(0)2079460958', '00442079460958'],
    ['tel:+390612345678', '+390612345678'],
    ['tel:18005551212,,1234567#', '18005551212 ext 1234567'],
    ['tel:18005551212,12', '18005551212 ext 12'],
    ['tel:18005551212p12', '18005551212 ext 12'],
    ['tel:18005551212ww12', '18005551212 ext 12'],
    ['tel:2901-2345x12', '29012345 ext 12'],
    ['tel:2901-2345 ext. 12', '29012345 ext 12'],
    ['tel:1-800-FLOWERS', '18003569377'],
    ['tel:1-800-flowers', '18003569377'],
    ['tel:+1 (888) GIBILL-1', '+18884424551'],
    ['tel:888-GIBILL-1', '8884424551'],
    ['tel:1-800-FLOWERS;ext=12', '18003569377 ext 12'],
  ] as const)
    it(`${href} dials ${dials}`, () => expect(reading(href)).to.equal(dials));

  for (const [href, why] of [
    ['tel:099123456/099654321', two],
    ['tel:099123456,099654321', two],
    ['tel:099123456;099654321', two],
    ['tel:099123456 099654321', two],
    ['tel:099123456-home', letters],
    ['tel:1-800-FLOWERS-AND-MORE', letters],
    ['tel:863-1234;phone-context=+1-914-555', two],
    ['tel:1001;phone-context=pbx.example.com', letters],
    ['tel:29012345;phone-context=', letters],
    ['tel:29012345;phone-context=598', letters],
    ['tel:29012345;phone-context=+598;phone-context=+44', letters],
    ['tel:N/A', 'This is not a number.'],
    ['tel:30.11.2026', 'This is a date.'],
    ['tel:099&123', 'There are two numbers in this: leave one, written with spaces or hyphens at most.'],
  ] as const)
    it(`${href} is refused: ${why}`, () => expect(reading(href)).to.equal(why));

  it('leaves an empty one, and other addresses, to the page', () => {
    for (const href of ['tel:', 'tel: ', 'callto:099123456', 'sip:099123456@x', 'https://x/tel:1', '#tel:1'])
      expect(telOf(href), href).to.equal(undefined);
  });
});
