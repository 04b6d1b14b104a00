// The form's page.
import { fillStorage } from './fill-storage.js';
import { openForm, type Form, type FormSettings } from './form.js';

declare global {
  interface Window {
    form: Form & { fill: () => Promise<void> };
    /** The test's ear. */
    hear: (what: 'told' | 'listed' | 'held' | 'portal', detail: unknown) => Promise<void>;
  }
}

const settings = JSON.parse(decodeURIComponent(location.search.slice(1))) as FormSettings;
const form = openForm(settings, (what, detail) => void window.hear(what, detail));
window.form = { ...form, fill: fillStorage };
