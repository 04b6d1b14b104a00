// How a page of the demo is shown, remembered in this tab: language with its dates, direction, theme, and the drawer.

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
}

/** A page in a frame has no head of its own. */
if (window.parent !== window) document.querySelector('.bar')?.setAttribute('hidden', '');
else {
  find('page-language')?.addEventListener('change', ({ target }) => set({ lang: (target as HTMLSelectElement).value }));
  find('page-direction')?.addEventListener('click', () => set({ isRightToLeft: !settings.isRightToLeft }));
  find('page-theme')?.addEventListener('click', () => set({ isDark: !(settings.isDark ?? system.matches) }));
  find('drawer-button')?.addEventListener('click', () => set({ isDrawerOpen: !settings.isDrawerOpen }));
  system.addEventListener('change', show);
  show();
}

export {};
