import { msg, str } from '@lit/localize';
import type { Facts, Outcome } from './finding.js';
import { bareUrl } from './mask.js';
import { causesOf, readable } from './server-cause.js';
import type { Probe, ServerEvidence } from './server-evidence.js';
import { messagesFor } from './server-messages.js';

/** Slower than this, an agent waits. Milliseconds. */
const slow = 2_000;

const told = (probe: Probe | undefined) =>
  probe
    ? [probe.end, probe.status, probe.body, `${probe.ms} ms`].filter((each) => each !== undefined).join(', ')
    : 'not asked';

/** Everything that was seen, for whoever doubts the verdict. */
function factsOf(evidence: ServerEvidence): Facts {
  const { url, page, isOnline, asSent, plain, reach, asked, others = [], authorization, localNetwork } = evidence;
  const causes = causesOf(evidence);
  return {
    ...{ url: bareUrl(url), page: page.origin, online: isOnline, looksLike: causes, authorization },
    'POST as Portside sends it': told(asSent),
    ...(plain && plain !== asSent && { 'POST without Authorization': told(plain) }),
    ...(asked && { 'OPTIONS, then POST without Authorization': told(asked) }),
    ...(reach && { 'GET no-cors': told(reach) }),
    ...Object.fromEntries(others.map((other) => [`GET no-cors ${other.url.origin}`, told(other.probe)])),
    ...(localNetwork.length && { localNetwork }),
  };
}

const notGiven = (): Outcome => ({
  state: 'unknown',
  title: msg('No Integra server is set.'),
  text: msg('The session has no integra-url, or diagnose() was not told the address (integraUrl).'),
  facts: {},
});

/** Whether the Integra server can be reached from here, and what it looks like when not. */
export function checkServer(evidence: ServerEvidence | undefined, integraUrl = ''): Outcome {
  if (!evidence && integraUrl)
    return {
      ...notGiven(),
      state: 'bad',
      title: msg('integra-url is no address.'),
      text: msg('Write it like https://ucontact.example/ or /ucontact, without user and password.'),
    };
  if (!evidence) return notGiven();
  const facts = factsOf(evidence);
  const causes = causesOf(evidence);
  if (causes.length) return { state: 'bad', ...messagesFor(causes, evidence), facts };
  const { url } = evidence;
  const { status = 0, body, ms = 0 } = readable(evidence) ?? {};
  const whom = msg(str`the administrator of ${url.host}`);
  if (status === 404 || status === 405)
    return {
      state: 'bad',
      title: msg('A server answers, but there is no Integra behind this address.'),
      text: msg(str`POST ${url.pathname} got HTTP ${status}.`),
      ask: {
        whom,
        what: msg(
          'Ask what stands before Integra/resources/ in the address, and whether a proxy in between passes POST on. Then correct integra-url.',
        ),
      },
      facts,
    };
  if (status >= 500 || status === 429)
    return {
      state: status === 429 ? 'warning' : 'bad',
      title: msg(str`The Integra server fails (HTTP ${status}).`),
      text:
        status === 502 || status === 503 || status === 504
          ? msg('A proxy answers, and the server behind it does not.')
          : msg('It was reached and could not do a reading operation.'),
      ask: { whom, what: msg(str`Look into the server’s log for POST ${url.pathname} at the time of this report.`) },
      facts,
    };
  if (status >= 200 && status < 300 && body !== 'list')
    return {
      state: 'warning',
      title: msg('The answer does not look like Integra’s.'),
      text:
        body === 'web page'
          ? msg('It is a web page: a sign-in page, or a proxy’s own.')
          : msg('A list of campaigns was expected.'),
      ask: {
        whom,
        what: msg(
          str`Ask whether POST ${url.pathname} reaches Integra itself, and whether this sign-in may read queuesummary.`,
        ),
      },
      facts,
    };
  if (ms > slow)
    return {
      state: 'warning',
      title: msg(str`The Integra server answers slowly: ${ms} ms.`),
      text: msg('An agent waits as long for each call and result.'),
      ask: {
        whom,
        what: msg(str`Look how long POST ${url.pathname} takes at the server itself, and how far away it is.`),
      },
      facts,
    };
  return {
    state: 'good',
    title: msg(str`The Integra server answers in ${ms} ms.`),
    text: msg('This page may read its answers.'),
    facts,
  };
}
