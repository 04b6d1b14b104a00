// How a page of the demo is shown, remembered in this tab: language with its dates, direction, theme, and the drawer. A page
// tells the demo's pages in its frames, which may be of another origin.

interface Settings {
  lang?: string;
  isRightToLeft?: boolean;
  /** As the system says when absent. */
  isDark?: boolean;
  isDrawerOpen?: boolean;
}

const name = 'portside-demo';
const root = document.documentElement;
const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`);
const origins = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${location.port}`);
/** Only a page that is there can be told. */
const loaded = new WeakSet<HTMLIFrameElement>();
const system = matchMedia('(prefers-color-scheme: dark)');

/** A browser may forbid a page to keep anything: then each page begins as it is. */
function read(): Settings {
  try {
    return Object(JSON.parse(sessionStorage.getItem(name) ?? '{}')) as Settings;
  } catch {
    return {};
  }
}

let settings = read();

function set(change: Settings): void {
  settings = { ...settings, ...change };
  try {
    sessionStorage.setItem(name, JSON.stringify(settings));
  } catch {
    // it holds for this page
  }
  show();
}

function show(): void {
  const { lang = 'en-GB', isRightToLeft = false, isDark, isDrawerOpen = false } = settings;
  root.lang = lang;
  root.dir = isRightToLeft ? 'rtl' : 'ltr';
  if (isDark !== undefined) root.dataset['theme'] = isDark ? 'dark' : 'light';
  const language = find<HTMLSelectElement>('page-language');
  if (language) language.value = lang;
  find('page-direction')?.setAttribute('aria-pressed', String(isRightToLeft));
  find('page-theme')?.setAttribute('aria-pressed', String(isDark ?? system.matches));
  find('drawer-button')?.setAttribute('aria-expanded', String(isDrawerOpen));
  find('drawer')?.toggleAttribute('hidden', !isDrawerOpen);
  for (const frame of document.querySelectorAll('iframe')) tell(frame);
}

/** Tells the page in a frame, if it is one of the demo. */
function tell(frame: HTMLIFrameElement): void {
  const { origin, pathname } = new URL(frame.src, location.href);
  const { lang, isRightToLeft, isDark } = settings;
  if (pathname.startsWith('/demo/') && loaded.has(frame))
    frame.contentWindow?.postMessage({ [name]: { lang, isRightToLeft, isDark } }, origin);
}

function onLoad({ target }: Event): void {
  if (!(target instanceof HTMLIFrameElement)) return;
  loaded.add(target);
  tell(target);
}

/** The page around tells this one, and nothing else that listens here hears of it. */
function listen(event: MessageEvent<unknown>): void {
  const told = Object(event.data)[name] as Settings | undefined;
  if (!told || event.source !== window.parent || !origins.includes(event.origin)) return;
  event.stopImmediatePropagation();
  settings = { ...settings, ...told };
  show();
}

find('page-language')?.addEventListener('change', ({ target }) => set({ lang: (target as HTMLSelectElement).value }));
find('page-direction')?.addEventListener('click', () => set({ isRightToLeft: !settings.isRightToLeft }));
find('page-theme')?.addEventListener('click', () => set({ isDark: !(settings.isDark ?? system.matches) }));
find('drawer-button')?.addEventListener('click', () => set({ isDrawerOpen: !settings.isDrawerOpen }));
system.addEventListener('change', show);
document.addEventListener('load', onLoad, true);
/** A page in a frame has no head of its own. */
if (window.parent !== window) {
  document.querySelector('.bar')?.setAttribute('hidden', '');
  window.addEventListener('message', listen, true);
}
show();

export {};
