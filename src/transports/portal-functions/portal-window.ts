import { attempt } from '../../core/platform.js';

/** What a page shows of itself to scripts, as nobody declares it. */
type Globals = Record<string, unknown>;

/** Functions that the portal puts into the page of a form (C-382 to C-385, public code). */
export type FormFunction =
  'UC_makeCall_async' | 'UC_DispositionCall_async' | 'UC_TagRecord' | 'UC_pause' | 'UC_closeForm';
/** Functions of the page that frames the form (C-386, C-387, public code). */
export type FrameFunction = '__isInCall' | '__SendDTMF';
export type PortalFunction = FormFunction | FrameFunction;

const formFunctions: readonly FormFunction[] = [
  'UC_makeCall_async',
  'UC_DispositionCall_async',
  'UC_TagRecord',
  'UC_pause',
  'UC_closeForm',
];
const frameFunctions: readonly FrameFunction[] = ['__isInCall', '__SendDTMF'];
/** What the log may name. */
export const portalFunctions: readonly PortalFunction[] = [...formFunctions, ...frameFunctions];

const isFrames = (name: PortalFunction): boolean => name.startsWith('__');

/**
 * The page of a form that the portal serves, and the page around it. Everything is looked up at each use: the portal's scripts
 * may come late. A page around it of another origin is closed: there is nothing in it then, and nothing throws.
 */
export class PortalWindow {
  readonly #page: Window;

  constructor(page: Window) {
    this.#page = page;
  }

  /** Whether any of the portal's functions is there. */
  get isPortals(): boolean {
    return portalFunctions.some((name) => this.find(name));
  }

  /** One of the functions, ready to be called; nothing where it is not there. A form's own may stand around the page too. */
  find(name: PortalFunction): ((...values: readonly unknown[]) => unknown) | undefined {
    const { parent } = this.#page;
    for (const each of isFrames(name) ? [parent] : [this.#page, parent]) {
      const found = attempt(() => (each as unknown as Globals)[name]);
      if (typeof found === 'function') return (...values) => Reflect.apply(found, each, values) as unknown;
    }
    return undefined;
  }

  /** What the portal says of the call for which it opened the form (C-390); nothing where it was opened by hand. */
  get cti(): unknown {
    const { CTI } = this.#page as unknown as Globals;
    return attempt(() => (CTI as Partial<Node> | undefined)?.nodeType) === undefined ? CTI : undefined; // an element of that id
  }

  /** Whether the page has a place for it. */
  get hasCti(): boolean {
    return !!attempt(() => 'CTI' in this.#page);
  }

  /** Forms say this before they send the keys of a transfer (C-388). */
  beginTransfer(): void {
    attempt(() => ((this.#page.parent as unknown as Globals)['transfering'] = true));
  }
}
