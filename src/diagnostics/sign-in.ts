import { msg, str } from '@lit/localize';
import type { Outcome } from './finding.js';
import { causesOf, readable } from './server-cause.js';
import type { ServerEvidence } from './server-evidence.js';

/** Whether the server takes the page's sign-in. */
export function checkSignIn(evidence: ServerEvidence | undefined): Outcome {
  if (!evidence)
    return {
      state: 'unknown',
      title: msg('There is no server to sign in to.'),
      text: msg('No Integra address is set.'),
      facts: {},
    };
  const { authorization, url } = evidence;
  const { status = 0, body } = readable(evidence) ?? {};
  const facts = { authorization, status };
  const integrator = msg('whoever built this page');
  const isRefused =
    status === 401 || status === 403 || (status >= 300 && status < 400) || (body === 'web page' && status < 300);
  if (authorization === 'failed')
    return {
      state: 'bad',
      title: msg('The page’s authorization function gives no sign-in.'),
      text: msg(
        'It failed, gave nothing, or did not end in time. In a frame of another site the browser may keep back the cookies that it needs.',
      ),
      ask: {
        whom: integrator,
        what: msg(
          'See what authorization() does on this page, and whether the page’s own back end knows the agent there without a third-party cookie.',
        ),
      },
      facts,
    };
  if (!status || causesOf(evidence).length)
    return {
      state: 'unknown',
      title: msg('The sign-in could not be tried.'),
      text: msg('The server could not be asked.'),
      facts,
    };
  if (!isRefused) {
    if (status >= 300)
      return {
        state: 'unknown',
        title: msg('The server did not say whether it takes the sign-in.'),
        text: msg(str`It answered HTTP ${status}.`),
        facts,
      };
    const title =
      authorization === 'given' ? msg('The server takes the sign-in.') : msg('The server wants no sign-in.');
    return { state: 'good', title, text: msg('It answered a reading operation.'), facts };
  }
  if (authorization === 'none')
    return {
      state: 'bad',
      title: msg(str`The server wants a sign-in (HTTP ${status}), and the page gives none.`),
      text: msg('The session has no authorization function.'),
      ask: {
        whom: integrator,
        what: msg(
          'Set session.authorization to a function that returns the whole header value, for example "Basic …".',
        ),
      },
      facts,
    };
  return {
    state: 'bad',
    title:
      status < 300 || (status >= 300 && status < 400)
        ? msg('The server sends to a sign-in page.')
        : msg(str`The server does not take the sign-in (HTTP ${status}).`),
    text:
      status === 403
        ? msg('It may know the user, who may not do this.')
        : msg('The token is over, or what stands before it is another word than the server wants.'),
    ask: {
      whom: msg(str`the administrator of ${url.host}`),
      what: msg(
        'Ask for a user of the API that may read queuesummary, how long its token holds, and whether the header begins with Basic or Bearer.',
      ),
    },
    facts,
  };
}
