import { CtiDialable } from './elements/cti-dialable.js';
import { CtiDoctor } from './elements/cti-doctor.js';
import { CtiPanel } from './elements/cti-panel.js';
import { CtiScreenPop } from './elements/cti-screen-pop.js';

/** The elements for a CRM's page, by their tags. They use the agent's, which `./define.js` registers. */
const elements: Record<string, CustomElementConstructor> = {
  'cti-dialable': CtiDialable,
  'cti-doctor': CtiDoctor,
  'cti-panel': CtiPanel,
  'cti-screen-pop': CtiScreenPop,
};

// A page that loads two copies keeps the first: a tag cannot be defined twice.
for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
