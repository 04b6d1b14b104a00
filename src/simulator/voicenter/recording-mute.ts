import { CodedRefusal, makeGuid, shown } from '../wire-schema.js';
import { checkNames, textOf, type ServiceCall, type VoicenterService } from './service.js';

/** 200 is done; the other numbers are made up, as no page names them (C-320). */
const messages: Readonly<Record<number, string>> = {
  200: 'Success',
  400: 'Parameters are not valid',
  404: 'UniqueIvrID not found',
};

const answer = (code: number, { faults }: Pick<ServiceCall, 'faults'>) => ({
  ErrorCode: faults.textErrorCode ? String(code) : code,
  Message: messages[code] ?? 'Error',
  ActionID: makeGuid(),
});

/** `"1"` and `"0"`; the numbers may be overlooked (C-319). */
function stateOf({ given, world }: ServiceCall): '0' | '1' {
  const { state } = given;
  if (state === '0' || state === '1') return state;
  const refusal = new CodedRefusal(400, `state is ${shown(state)}, neither the text 1 nor 0.`);
  if (state !== 0 && state !== 1) throw refusal;
  world.reading.overlook(refusal);
  return state === 1 ? '1' : '0';
}

/** `MuteUnmuteCalls`: mutes the recording of the calls that are on, of an extension or one alone; no secret (C-318 to C-322). */
export const recordingMute: VoicenterService = {
  path: /\/(api|Comet\/API)\/MuteUnmuteCalls$/, // the second of the older page (C-321)
  host: /^(monitor\w*|monapisec)\./,
  wrongCode: 400,
  run: (asked) => {
    const { given, world, faults } = asked;
    if (faults.muteCode) throw new CodedRefusal(faults.muteCode, 'A fault is set.');
    const { calls, extensions, muted } = world.state;
    checkNames(given, ['extension', 'ivrid', 'state'], 400);
    const state = stateOf(asked);
    const name = given['ivrid'] === undefined ? 'extension' : 'ivrid';
    if (name === 'ivrid' && given['extension'] !== undefined)
      throw new CodedRefusal(400, 'Either extension or ivrid, not both.');
    const value = textOf(given, name, 400, world.reading);
    const found = calls.filter((call) => call[name] === value);
    if (name === 'ivrid' && !found.length) throw new CodedRefusal(404, `There is no call ${value}.`);
    if (name === 'extension' && !extensions.some(({ username }) => username === value))
      throw new CodedRefusal(400, `There is no extension ${value}.`);
    for (const call of found) call.isMuted = state === '1';
    muted.push({ [name]: value, state });
    return answer(200, asked);
  },
  refuse: (code = 400, asked) => answer(code, asked),
};
