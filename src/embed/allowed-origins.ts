// Which page may frame the widget: an allow-list in the widget's own page, and nothing that the other side says.
import { msg, str } from '@lit/localize';
import { signInText } from '../core/address.js';
import { framingOrigins, isExactOrigin, isSignedIn, originOf } from '../core/origin.js';

/** The origins that may be spoken to, or why none is: a sentence for the page. */
export type AllowedOrigins = { origins: string[] } | { refusal: string };

/** Reads `<meta name="portside-hosts" content="https://crm.example https://…">` and holds it against all pages around this one. */
export function readAllowedOrigins(page: Window): AllowedOrigins {
  if (page.parent === page)
    return { refusal: msg('This page is the inside of a frame: a CRM page shows it with embedCti.') };
  const text = page.document.querySelector<HTMLMetaElement>('meta[name="portside-hosts"]')?.content ?? '';
  const origins = text.split(/\s+/).filter(Boolean);
  if (!origins.length) return { refusal: msg('No page may frame this one yet: its portside-hosts is empty.') };
  if (origins.some(isSignedIn)) return { refusal: msg(str`portside-hosts: ${signInText()}`) };
  const wrong = origins.find((origin) => !isExactOrigin(origin));
  if (wrong)
    return {
      refusal: msg(str`“${wrong}” in portside-hosts is not an exact origin: write it like https://crm.example`),
    };
  const around = framingOrigins(page);
  const [framing] = around;
  if (!framing) return { origins }; // not every browser tells; then the handshake shows it
  // A stranger further out could lay the agent's page under its own, and have the agent press what nobody sees.
  const stranger = around.find((origin, at) => !origins.includes(origin) && (at === 0 || origin !== portalOf(page)));
  if (!stranger) return { origins: [framing] };
  return {
    refusal: msg(str`This page may not be framed by ${stranger}. Whoever serves it decides that in portside-hosts.`),
  };
}

/** The portal that the widget's session speaks to, as whoever serves the page wrote it. */
const portalOf = ({ document }: Window) =>
  originOf(
    document.querySelector('template')?.content.querySelector('cti-session')?.getAttribute('portal-origin') ?? '',
  );
