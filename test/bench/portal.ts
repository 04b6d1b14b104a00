// The portal's side: `?portal=` says which. All of them give the same answers to the form that they frame.
import { PortalSimulator } from '../../src/simulator/index.js';
import { answeredCall, ctiOf, type DialerCall } from '../../src/simulator/portal/actions.js';
import Porthole from '../../vendor/porthole.js';

const options = new URLSearchParams(location.search);
const formOrigin = location.origin.replace('localhost', '127.0.0.1');

/** The call's variables: some words, or 10 kB of them. */
const variables = (count: number) =>
  Array.from({ length: count }, (_, i) => `variable${i}=${'x'.repeat(88)}`).join(':');
const calls: Record<string, DialerCall> = { small: {}, large: { entry: { data: variables(100) } } };

let cti: unknown;
let heard = 0;
let dialled = 0;

/** What a portal answers, with nothing in between. */
function answer(question: unknown, post: (answer: unknown) => void) {
  heard++;
  const { action } = question as { action: string };
  if (action === 'CTI') post({ CTI: cti });
  if (action === 'call') post({ guid: `guid-${++dialled}` });
}

const portals: Record<string, () => ((call: DialerCall) => void) | void> = {
  raw() {
    addEventListener('message', ({ data, source }) =>
      answer(data, (reply) => source?.postMessage(reply, { targetOrigin: formOrigin })),
    );
  },
  porthole() {
    const proxy = new Porthole.WindowProxy(null, 'form');
    proxy.addEventListener(({ data }) => answer(data, (reply) => proxy.post(reply, formOrigin)));
  },
  simulator() {
    const portal = new PortalSimulator({ frame: 'form', formOrigin });
    addEventListener('message', () => heard++);
    return (call) => {
      portal.clear();
      portal.answerCall(call);
    };
  },
};

const setCall = portals[options.get('portal') ?? '']?.();

Object.assign(window, {
  /** Answers from now on with a CTI object of that size; gives its length as JSON. */
  setAnswer(size: string) {
    heard = 0;
    const call = calls[size] ?? {};
    cti = ctiOf(answeredCall(call), 'object');
    setCall?.(call);
    return JSON.stringify({ CTI: cti }).length;
  },
  /** How many messages have come since. */
  heard: () => heard,
});

const frame = document.createElement('iframe');
frame.name = 'form';
frame.allow = 'cross-origin-isolated';
frame.src = `${formOrigin}/test/bench/form.html?form=${options.get('form')}`;
document.body.append(frame);
