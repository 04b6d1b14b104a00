import { expect } from 'chai';
import { find, focused, setup, until } from './cti-blacklist-form.fixture.js';
import { press as key, typeKeys } from '../elements.fixture.js';

describe('<cti-blacklist-form> with the keyboard @engines', () => {
  it('is worked with the keyboard alone', async () => {
    const { element, server } = await setup();
    find(element, '#numbers').focus();
    await typeKeys('099123456');
    await key('Tab'); // the list of what is understood scrolls
    await key('Tab');
    await key('ArrowDown');
    expect(find(element, '[value=all]').checked).to.equal(true);
    find(element, '[name=blacklist]').focus();
    await key('Enter');
    await element.updateComplete;
    expect(focused(element)).to.equal('keep');
    await key('Escape');
    await element.updateComplete;
    expect(focused(element)).to.equal('blacklist');
    await key('Enter');
    await element.updateComplete;
    await key('Shift+Tab');
    expect(focused(element)).to.equal('yes');
    await key('Enter');
    await until(() => server.state.blacklist.length);
    expect(server.state.blacklist).to.deep.equal([{ phone: '099123456', campaign: '*' }]);
  });
});
