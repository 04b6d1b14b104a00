// One thing is broken at a time: an attribute of the session, or the simulated server.
import { control } from './dialer-panel.js';

const cti = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const doctor = document.querySelector('cti-doctor') as HTMLElementTagNameMap['cti-doctor'];
const broken = document.querySelector('#broken') as HTMLSelectElement;
const framed = doctor.getAttribute('frame-url') ?? '';
const authorization = () => fetch('/control/authorization').then((answer) => answer.json() as Promise<string>);

interface Setting {
  integraUrl?: string;
  integraDialect?: string;
  portalOrigin?: string;
  frameUrl?: string;
  isSignedOut?: boolean;
  faults?: object;
}

const settings: Record<string, Setting> = {
  nothing: {},
  signIn: { isSignedOut: true },
  path: { integraUrl: '/nowhere' },
  policy: { integraUrl: 'https://ucontact.example' },
  dialect: { integraDialect: 'old' },
  proxy: { faults: { status502: true } },
  slow: { faults: { delay: 2_500 } },
  portal: { portalOrigin: 'https://ucontact.example' },
  frame: { frameUrl: 'https://crm.example/widget' },
};

broken.onchange = async () => {
  const {
    integraUrl = '/integra',
    integraDialect = '',
    portalOrigin = '',
    frameUrl = framed,
    isSignedOut,
    faults = {},
  } = settings[broken.value] ?? {};
  const signIn = isSignedOut ? undefined : authorization;
  Object.assign(cti, { integraUrl, integraDialect, portalOrigin, authorization: signIn });
  Object.assign(doctor, { frameUrl, disabled: true });
  await control('integra', faults);
  doctor.disabled = false;
};
cti.authorization = authorization;
