// The examples in README.md for calls at other dialers: the text between two `// README` lines is what stands there.
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { CtiClient, type CommandType, type CtiSession } from '../src/index.js';
import { MotionBarTransport } from '../src/transports/motion-bar/motion-bar-transport.js';
import { PortalFunctionsTransport } from '../src/transports/portal-functions/portal-functions-transport.js';
import { panelFrame, SinchPanelTransport } from '../src/transports/sinch-panel/sinch-panel-transport.js';
import { SinchTransport } from '../src/transports/sinch/sinch-transport.js';
import { UcontactXTransport } from '../src/transports/ucontact-x/ucontact-x-transport.js';
import { VoicenterTransport } from '../src/transports/voicenter/voicenter-transport.js';

type Session = Pick<CtiSession, 'client'>;
const Portside = { CtiClient, PortalFunctionsTransport, UcontactXTransport };
const header = 'Bearer token';

/** Each makes its client as the README says. */
const examples: Record<string, (session: Session) => void> = {
  Voicenter(session) {
    // README
    const voicenter = new VoicenterTransport({
      baseUrl: '/voicenter', // your proxy: it asks who is there, and adds the account's code
      timeZone: 'Asia/Jerusalem',
      phone: { extension: 'SIPANA', userId: 1001, variables: ({ campaign }) => ({ campaign }) },
      services: { mute: {} }, // the proxy knows the host that pauses this account's recordings
    });
    session.client = new CtiClient({ transports: [voicenter] });
    // README
  },
  Sinch(session) {
    const iframe = Object.assign(new EventTarget(), { contentWindow: null }) as unknown as HTMLIFrameElement;
    // README
    const { src, allow, origin } = panelFrame('https://tenant.example/');
    Object.assign(iframe, { src, allow });
    const panel = new SinchPanelTransport({ panel: iframe, origin }); // where the panel frames this page: { frame: 'parent', origin }
    const sinch = new SinchTransport({ baseUrl: '/sinch/RI/obi', rmiUrl: '/sinch/RI/rmi', agent: panel.agent });
    session.client = new CtiClient({ transports: [panel, sinch] });
    // README
  },
  'the phone bar'(session) {
    const doctor: { phoneBar?: MotionBarTransport } = {};
    // README
    const bar = new MotionBarTransport(); // http://127.0.0.1:9888
    session.client = new CtiClient({ transports: [bar] });
    doctor.phoneBar = bar; // of a <cti-doctor>
    // README
  },
  'the portal’s functions and uContact X'(session) {
    // README
    const functions = new Portside.PortalFunctionsTransport({
      transferCodes: { blind: '##{to}#', attended: '#0{to}' },
    });
    const x = new Portside.UcontactXTransport({
      baseUrl: '/ucontact-x',
      authorization: () => header,
      ucontact: parent,
      origin: 'https://domain.ucontactcloud.com',
    });
    session.client = new Portside.CtiClient({ transports: [functions, x] }); // <cti-session own-client>
    x.addEventListener('changedTheme', ({ data }) => {}); // changedLanguage, sentDisposition, assignedInteraction, finishedInteraction
    // README
  },
};

/** What each is there for, of what needs no call. */
const can: Record<string, readonly string[]> = {
  Voicenter: ['call', 'agentState', 'login', 'blacklist', 'recordings'],
  Sinch: ['agentState', 'agentStates'],
  'the phone bar': ['call'],
  'the portal’s functions and uContact X': ['addContacts'],
};

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('import '))
    .join('\n');

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```(?:js|ts)\n([^]*?)```/g)].map(([, code = '']) => code);
const written = readFileSync('test/readme-examples.test.ts', 'utf8')
  .split(/^ +\/\/ README$/m)
  .filter((_, at) => at % 2 === 1)
  .map(lines);

/** A page inside another. */
const page = () => {
  const around = Object.assign(new EventTarget(), { postMessage: () => undefined });
  return Object.assign(new EventTarget(), { parent: around, top: around, location: new URL('https://form.example/') });
};

describe('an example in README.md', () => {
  const known = ['window', 'parent'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

  beforeEach(() => {
    const window = page();
    for (const [name, value] of Object.entries({ window, parent: window.parent }))
      Object.defineProperty(globalThis, name, { value, configurable: true });
  });

  afterEach(() => {
    for (const [name, before] of known)
      if (before) Object.defineProperty(globalThis, name, before);
      else delete (globalThis as Record<string, unknown>)[name];
  });

  for (const [at, [of, run]] of Object.entries(examples).entries())
    it(`of ${of} stands there word for word, and makes a client that can do what it is for`, () => {
      expect(blocks.map(lines)).to.include(written[at]);
      const session: Session = { client: undefined };
      run(session);
      for (const type of can[of] ?? [])
        expect(session.client?.supports(type as CommandType), type).to.have.property('ok', true);
      session.client?.close();
    });

  it('imports what the package gives', () => {
    const imported = new Set(
      blocks.flatMap((code) => [...code.matchAll(/'portside\/transports\/([^']+)'/g)].map(([, name]) => name)),
    );
    expect([...imported]).to.include.members(['voicenter', 'sinch-panel', 'sinch', 'motion-bar', 'integra', 'portal']);
    for (const name of imported)
      expect(
        [`${name}-transport`, 'index'].some((file) => existsSync(`src/transports/${name}/${file}.ts`)),
        name,
      ).to.equal(true);
  });
});
