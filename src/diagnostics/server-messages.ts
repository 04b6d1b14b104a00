import { msg, str } from '@lit/localize';
import type { Ask } from './finding.js';
import type { Cause } from './server-cause.js';
import type { ServerEvidence } from './server-evidence.js';

export interface Messages {
  title: string;
  text: string;
  ask: Ask;
}

/** To be read in a new tab, where the browser does say what it keeps from a page. */
const inATab = ({ origin }: URL) =>
  msg(
    str`Open ${origin}/ in a tab of its own: there the browser says which it is (ERR_NAME_NOT_RESOLVED: the name, ERR_CERT_…: the certificate, ERR_CONNECTION_REFUSED: nothing listens, ERR_CONNECTION_TIMED_OUT: a firewall).`,
  );

/** The header lines that an answer needs, as an administrator writes them. */
const allow = (origin: string) =>
  msg(
    str`With every answer, also to OPTIONS and with errors: Access-Control-Allow-Origin: ${origin}. With the answer to OPTIONS also: Access-Control-Allow-Headers: Authorization, Content-Type and Access-Control-Allow-Methods: POST. OPTIONS itself has to be answered with 200 or 204, without a sign-in.`,
  );

const proxy = () =>
  msg(
    'Or let a reverse proxy serve Integra on this page’s own origin (integra-url="/ucontact"): then none of it is needed.',
  );

const seems: Record<'dns' | 'refused' | 'certificate', () => string> = {
  dns: () => msg('its name is not known here (DNS)'),
  refused: () => msg('nothing listens at that port, or it is switched off'),
  certificate: () => msg('this browser does not trust its certificate'),
};

/** What to say and whom to ask for each cause, the likeliest of `causes` first. */
export function messagesFor(causes: readonly Cause[], { url, page }: ServerEvidence): Messages {
  const { origin, host, hostname } = url;
  const server = msg(str`the administrator of ${host}`);
  const network = msg('the administrators of this computer’s network');
  const here = msg('the administrator of this page’s server');
  const [cause] = causes;
  switch (cause) {
    case 'offline':
      return {
        title: msg('This computer is offline.'),
        text: msg('The browser says so. No server was asked.'),
        ask: { whom: network, what: msg('Connect this computer to the network.') },
      };
    case 'policy':
      return {
        title: msg('This page’s own policy forbids it to ask the Integra server.'),
        text: msg('The browser reported a breach of connect-src. Nothing was sent.'),
        ask: {
          whom: here,
          what: msg(
            str`Add to this page’s Content-Security-Policy: connect-src ${origin}. In uContact’s domain settings it is called “Connect src”.`,
          ),
        },
      };
    case 'mixed':
      return {
        title: msg('A page on https may not ask a server on http.'),
        text: msg('It looks like mixed content, which the browser blocks before anything is sent.'),
        ask: {
          whom: server,
          what: msg(str`Serve Integra over https, and set integra-url to https://${host}/. ${proxy()}`),
        },
      };
    case 'local-network':
      return {
        title: msg('The browser keeps this page away from the local network.'),
        text: msg('It looks as if the permission for the local network was not given, or not passed on to this frame.'),
        ask: {
          whom: msg('the agent, and the administrator of the page around this one'),
          what: msg(
            'Allow “Local network access” for this site in the browser. The iframe around this page needs allow="local-network-access".',
          ),
        },
      };
    case 'timeout':
      return {
        title: msg(str`No answer from ${host} in time.`),
        text: msg('It looks like a firewall that drops what is sent, or a server that hangs.'),
        ask: {
          whom: network,
          what: msg(
            str`Let this computer reach ${hostname} at port ${url.port || (url.protocol === 'https:' ? '443' : '80')}. If it can, ask the server’s administrator why it does not answer POST ${url.pathname}.`,
          ),
        },
      };
    case 'cors':
      return {
        title: msg('The Integra server is there, but this page may not read its answers (CORS).'),
        text: msg(
          'A request without an answer to read came through, one with did not. It looks like Access-Control-Allow-Origin, which is missing or names another origin, or like a redirect to a sign-in page.',
        ),
        ask: { whom: server, what: `${allow(page.origin)} ${proxy()}` },
      };
    case 'preflight':
      return {
        title: msg('The Integra server does not answer the browser’s question before a request (OPTIONS).'),
        text: msg(
          'A plain request came through. It looks as if OPTIONS gets no 200 or 204 with the right headers; often a sign-in is demanded of it.',
        ),
        ask: { whom: server, what: `${allow(page.origin)} ${proxy()}` },
      };
    case 'allow-headers':
      return {
        title: msg('The Integra server does not allow the header Authorization.'),
        text: msg(
          'Without it a request came through, also with a question before it; with it the browser did not send it. It looks like Access-Control-Allow-Headers. By the standard a * there does not take in Authorization.',
        ),
        ask: {
          whom: server,
          what: msg(str`Answer OPTIONS with Access-Control-Allow-Headers: Authorization, Content-Type. ${proxy()}`),
        },
      };
    default:
      return noAnswer(causes as readonly ('dns' | 'refused' | 'certificate')[], url, { server, network });
  }
}

function noAnswer(
  causes: readonly ('dns' | 'refused' | 'certificate')[],
  url: URL,
  { server, network }: { server: string; network: string },
): Messages {
  const [first = 'refused', ...others] = causes;
  const list = [first, ...others].map((cause) => seems[cause]()).join(msg('; or: '));
  const asks: Record<typeof first, string> = {
    dns: msg(str`Make the name ${url.hostname} known to this computer’s name server, or correct integra-url.`),
    refused: msg(str`See whether the server listens at ${url.host}, or correct integra-url.`),
    certificate: msg(
      str`Give ${url.hostname} a certificate from an authority that this browser trusts, for that very name, with the certificates in between, and not expired.`,
    ),
  };
  return {
    title: msg(str`Nobody answers at ${url.host}.`),
    text: msg(str`The browser does not say why. It looks as if ${list}. ${inATab(url)}`),
    ask: { whom: first === 'dns' ? network : server, what: [first, ...others].map((cause) => asks[cause]).join(' ') },
  };
}
