/** A path is an address at a page; so is what stands behind `http:` without its slashes, at a page of that scheme. */
const pages = ['http://a', 'https://a'];

/** Whether an address holds a user or a password: browsers refuse it, or put it where others read it. A path of a site is an address too. */
export const holdsSignIn = (address: string): boolean =>
  pages.some((page) => {
    if (!URL.canParse(address, page)) return address.includes('@');
    const { protocol, username, password } = new URL(address, page);
    return /^https?:$/.test(protocol) ? !!(username || password) : address.includes('@');
  });

/** The same of an origin, which is no path: also without its scheme. */
export const isSignedIn = (origin: string): boolean => holdsSignIn(origin) || holdsSignIn(`https://${origin}`);

/** The origin of a web address in the browser's own spelling; nothing for all that is no web address, and with a `*`. */
export function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin } = new URL(text); // that of `blob:https://…` is the same, and is no address of a page
  return /^https?:$/.test(protocol) && !/[*%]/.test(origin) ? origin : undefined; // some browsers write `*` as `%2A`
}

/** An origin as browsers report it: no path, no slash at the end, in lower case. */
export const isExactOrigin = (text: unknown): boolean => typeof text === 'string' && originOf(text) === text;

/** The origins of the pages that frame this one, the nearest first; none where the browser does not tell. */
export const framingOrigins = ({ location }: Window): readonly string[] =>
  'ancestorOrigins' in location ? [...location.ancestorOrigins] : [];
