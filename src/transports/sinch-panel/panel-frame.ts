import { msg, str } from '@lit/localize';
import { checkAddress } from '../../core/address.js';
import { CtiError } from '../../core/errors.js';
import { originOf } from '../../core/origin.js';
import { joinUrl } from '../http/fetch.js';

/** How the panel's frame is made. All names are the vendor's. */
export interface PanelFrameOptions {
  /** The page with the sign-in of the company (SSO) instead of the panel's own. */
  sso?: boolean;
  /** Whether the panel may not open a window of its own. True when absent: this page hears the frame and no other window. */
  denyPopout?: boolean;
  /** Pixels. */
  minWidth?: number;
  /** Pixels. */
  minHeight?: number;
}

/** What an iframe gets, and what `SinchPanelTransport` needs of it. */
export interface PanelFrame {
  src: string;
  /** The panel is a telephone: it needs the microphone. */
  allow: string;
  /** The panel's exact origin. */
  origin: string;
}

/**
 * The address of the panel that this page frames, and the frame's permissions (C-351, vendor code):
 *
 * ```js
 * const { src, allow, origin } = panelFrame('https://tenant.example/');
 * Object.assign(iframe, { src, allow });
 * const transport = new SinchPanelTransport({ panel: iframe, origin });
 * ```
 *
 * `salesforce=true` is there for every page: without it the panel tells the page around it nothing.
 *
 * @param tenant - address of the Contact Pro tenant, of what stands before `ecf/`
 * @throws CtiError `INVALID` for what is no web address, holds a user or a password, or for a size that is none
 */
export function panelFrame(tenant: string, options: PanelFrameOptions = {}): PanelFrame {
  const { sso = false, denyPopout = true, minWidth, minHeight } = options;
  checkAddress(tenant, 'tenant');
  const origin = originOf(tenant);
  if (!origin)
    throw new CtiError(
      'INVALID',
      msg(str`“${tenant}” is not an address of Sinch: write it like https://tenant.example/`),
      {
        field: 'tenant',
      },
    );
  const { pathname } = new URL(tenant);
  const query = ['salesforce=true'];
  if (denyPopout) query.push('denyPopout=true');
  for (const [name, size] of [
    ['minWidth', minWidth],
    ['minHeight', minHeight],
  ] as const) {
    if (size === undefined) continue;
    if (!(Number.isSafeInteger(size) && size > 0))
      throw new CtiError('INVALID', msg(str`“${name}”: a whole number of pixels is expected.`), { field: name });
    query.push(`${name}=${String(size)}`);
  }
  const page = joinUrl(origin + pathname, `ecf/latest/communicationpanel/${sso ? 'embedded_sso' : 'embedded'}.html`);
  return { src: `${page}?${query.join('&')}`, allow: 'microphone', origin };
}
