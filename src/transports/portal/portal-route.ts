import { msg, str } from '@lit/localize';
import { framingOrigins } from '../../core/origin.js';

/** Which window the portal is: the one that frames this page, or the topmost one. */
export type PortalTarget = 'parent' | 'top';

/** Where to post, or why not. `proved` is false until the window behind the origin has answered. */
export type PortalRoute = { origin: string; proved: boolean } | { problem: string };

/** Finds the way to the portal (U-04, U-07, C-007, C-039). */
export function routeToPortal(option: string | undefined, target: PortalTarget, page: Window = window): PortalRoute {
  const portal = page[target];
  if (!portal || portal === page) return { problem: msg('This page is not inside a uContact portal.') };
  const { sure, hint } = framingOrigin(page, portal, target);
  if (option) {
    if (sure && sure !== option)
      return {
        problem: msg(str`The portal is set to ${option}, but this page is framed by ${sure}. Correct portal-origin.`),
      };
    return { origin: option, proved: sure === option };
  }
  const found = sure ?? hint;
  // Whoever frames this page may be no portal: it has to answer before it is told a number.
  if (found) return { origin: found, proved: false };
  return { problem: msg('The portal’s address cannot be found out in this browser: set portal-origin.') };
}

/** What the browser tells of the framing page: surely, or only as the page this one was opened from. */
function framingOrigin(
  page: Window,
  portal: Window,
  target: PortalTarget,
): { sure?: string | undefined; hint?: string | undefined } {
  const own = ownOrigin(portal);
  if (own) return { sure: own };
  const ancestors = framingOrigins(page);
  const ancestor = target === 'top' ? ancestors.at(-1) : ancestors[0];
  // `null` is a page without an origin, or one that asks for no referrer: it may be the portal.
  if (ancestor && ancestor !== 'null') return { sure: ancestor };
  // After a click inside the frame the referrer is this site itself and says nothing of the parent.
  const { referrer } = page.document;
  const opener = URL.canParse(referrer) ? new URL(referrer).origin : undefined;
  return { hint: target === 'parent' && opener !== page.location.origin ? opener : undefined };
}

/** The origin of a window that this page may look into, which is one of its own origin. */
function ownOrigin(framing: Window): string | undefined {
  try {
    return framing.location.origin === 'null' ? undefined : framing.location.origin;
  } catch {
    return undefined; // another origin: the browser keeps it closed
  }
}
