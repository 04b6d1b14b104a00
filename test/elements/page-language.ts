// Tells the elements' code in which language its page is, in Node and in a browser.

const browser = Object.getOwnPropertyDescriptor(globalThis, 'navigator');

/** The page's language from now on; `users` are those of the browser. */
export function setPageLanguage(lang: string, users: readonly string[] = ['en-GB']): void {
  if (typeof HTMLElement === 'function') document.documentElement.lang = lang;
  else Object.defineProperty(globalThis, 'document', { value: { documentElement: { lang } }, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: { languages: users }, configurable: true });
}

/** As it was: the tests' page is in British English, and Node has none. */
export function resetPageLanguage(): void {
  if (typeof HTMLElement === 'function') document.documentElement.lang = 'en-GB';
  else Reflect.deleteProperty(globalThis, 'document');
  if (browser) Object.defineProperty(globalThis, 'navigator', browser);
  else Reflect.deleteProperty(globalThis, 'navigator');
}
