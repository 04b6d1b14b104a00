/** Which pages of other origins may ask, and read the answers. */
export interface CorsOptions {
  /** `*` for every origin, which is the default, or those that may: `https://crm.example`. */
  origin?: '*' | readonly string[];
  /** `Access-Control-Allow-Methods`. */
  methods?: readonly string[];
  /** `Access-Control-Allow-Headers`, in any letter case, `*` as browsers take it; whatever is asked for when absent. */
  headers?: readonly string[];
  /** `Access-Control-Max-Age`, seconds; a browser asks again each time when 0. */
  maxAge?: number;
  /** `true` lets a page send cookies. */
  credentials?: boolean;
}

/** What goes wrong first when a page of another origin asks. What a request asks for happens all the same. */
export interface CorsFaults {
  /** No answer has a CORS header: a server that was never set up for pages. */
  corsNone?: boolean;
  /** Names another origin than the page's. */
  corsOrigin?: boolean;
  /** The preflight allows no header, so that the browser sends nothing that has `Authorization`. */
  corsHeaders?: boolean;
  /** The preflight is fine and the answer has no CORS header: a proxy that adds them to some answers only. */
  corsAnswer?: boolean;
  /** Status of the preflight's answer, for example 405, 401 or 302; of a redirect the target is `/sign-in`. */
  preflight?: number;
}

interface PreflightAnswer {
  status: number;
  headers: Record<string, string>;
  /** Why a browser will not send the request. */
  refused?: string;
}

const list = (text: string | null) =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter(Boolean);

/** Answers `OPTIONS`, and lets pages of other origins read the answers, as far as the options say. */
export class Cors {
  readonly #options: Required<Omit<CorsOptions, 'headers'>> & Pick<CorsOptions, 'headers'>;

  constructor(options: CorsOptions) {
    this.#options = {
      origin: '*',
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      maxAge: 0,
      credentials: false,
      ...options,
    };
  }

  /** What an `OPTIONS` is answered with, whatever its path. */
  preflight(request: Request, faults: CorsFaults): PreflightAnswer {
    const { methods, maxAge } = this.#options;
    if (faults.preflight) {
      const redirect = faults.preflight >= 300 && faults.preflight < 400;
      const headers = redirect ? { Location: '/sign-in' } : {};
      return { status: faults.preflight, headers, refused: 'A fault is set.' };
    }
    const asked = list(request.headers.get('Access-Control-Request-Headers'));
    const allowed = faults.corsHeaders ? [] : (this.#options.headers?.map((each) => each.toLowerCase()) ?? asked);
    const method = request.headers.get('Access-Control-Request-Method');
    const origins = this.#originHeaders(request, faults);
    const refused = this.#problem({ asked, allowed, method, origin: request.headers.get('Origin'), origins });
    return {
      status: 204,
      headers: {
        Allow: methods.join(', '),
        ...origins,
        ...(Object.keys(origins).length > 0 && {
          'Access-Control-Allow-Methods': methods.join(', '),
          ...(allowed.length > 0 && { 'Access-Control-Allow-Headers': allowed.join(', ') }),
          'Access-Control-Max-Age': String(maxAge),
        }),
      },
      ...(refused !== undefined && { refused }),
    };
  }

  /** Adds to an answer what lets the page read it. */
  allow(answer: Response, request: Request, faults: CorsFaults): Response {
    if (faults.corsAnswer) return answer;
    for (const [name, value] of Object.entries(this.#originHeaders(request, faults))) answer.headers.set(name, value);
    return answer;
  }

  /** Nothing for a request that no page of another origin makes, and for an origin that may not. */
  #originHeaders(request: Request, faults: CorsFaults): Record<string, string> {
    const origin = request.headers.get('Origin');
    const { origin: allowed, credentials } = this.#options;
    if (!origin || faults.corsNone || (allowed !== '*' && !allowed.includes(origin))) return {};
    const said = faults.corsOrigin ? 'https://another.example' : allowed === '*' && !credentials ? '*' : origin;
    return {
      'Access-Control-Allow-Origin': said,
      ...(said !== '*' && { Vary: 'Origin' }),
      ...(credentials && { 'Access-Control-Allow-Credentials': 'true' }),
      'Access-Control-Expose-Headers': 'Location, Retry-After', // Sinch tells the id of a new customer there (C-196)
    };
  }

  #problem(asked: {
    asked: string[];
    allowed: string[];
    method: string | null;
    origin: string | null;
    origins: Record<string, string>;
  }): string | undefined {
    const { origin, method, origins } = asked;
    if (!origin || !method) return undefined; // no preflight: no page asks
    const said = origins['Access-Control-Allow-Origin'];
    if (said === undefined) return `A page of ${origin} is not allowed to ask.`;
    if (said !== '*' && said !== origin) return `The answer allows ${said}, not ${origin}.`;
    const { methods, credentials } = this.#options;
    // Where cookies go along a `*` is a name like any other, and for `Authorization` it never stands.
    const allows = (all: readonly string[], one: string) =>
      all.includes(one) || (all.includes('*') && !credentials && one !== 'authorization');
    // GET, HEAD and POST need no leave.
    if (!/^(GET|HEAD|POST)$/.test(method) && !allows(methods, method)) return `${method} is not allowed.`;
    const missing = asked.asked.filter((each) => !allows(asked.allowed, each));
    return missing.length ? `The header ${missing.join(', ')} is not allowed.` : undefined;
  }
}
