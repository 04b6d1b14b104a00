import { CtiBlacklistForm } from './elements/cti-blacklist-form/cti-blacklist-form.js';
import { CtiCallbacks } from './elements/cti-callbacks/cti-callbacks.js';
import { CtiCampaignBoard } from './elements/cti-campaign-board/cti-campaign-board.js';
import { CtiContacts } from './elements/cti-contacts/cti-contacts.js';
import { CtiListUpload } from './elements/cti-list-upload/cti-list-upload.js';
import { CtiRecordings } from './elements/cti-recordings/cti-recordings.js';
import { register } from './register.js';

/** The supervisor's elements, by their tags. */
register({
  'cti-blacklist-form': CtiBlacklistForm,
  'cti-callbacks': CtiCallbacks,
  'cti-campaign-board': CtiCampaignBoard,
  'cti-contacts': CtiContacts,
  'cti-list-upload': CtiListUpload,
  'cti-recordings': CtiRecordings,
});
