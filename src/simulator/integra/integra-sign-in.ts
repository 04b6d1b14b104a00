import { makeGuid } from '../guid.js';
import { operation } from './operation.js';
import type { IntegraFixtures } from './integra-world.js';
import { WireRefusal } from '../wire-shape.js';

/** A token as the server makes it: `<user>:<uuid>` in base64, ready to stand after the scheme. */
export function openSession({ state, now }: IntegraFixtures, user: string): string {
  const bytes = new TextEncoder().encode(`${user}:${makeGuid()}`);
  const token = btoa(String.fromCharCode(...bytes));
  state.sessions.push({ user, token, startedAt: now() });
  return token;
}

/** Whether the header's value is the scheme and a living token (U-60). */
export function isSignedIn({ state, scheme }: IntegraFixtures, header: string | null): boolean {
  return state.sessions.some(({ token }) => header === `${scheme} ${token}`);
}

const replies: Record<IntegraFixtures['tokenReply'], (user: string, token: string) => string> = {
  text: (_user, token) => token,
  list: (user, token) => JSON.stringify([user, '1001', token]),
  object: (user, token) => JSON.stringify({ name: user, md5secret: token }),
};

/** `auth/getUserToken`: the token, or `0` when name and password are wrong. */
export const getUserToken = operation(['user', 'password'], ({ user, password }, world) => {
  if (world.users[user] !== password) throw new WireRefusal('The name or the password is wrong.');
  return replies[world.tokenReply](user, openSession(world, user));
});

/** `auth/EndSession`: `1`, and the token is dead. */
export const endSession = operation(['user', 'token'], ({ user, token }, { state }) => {
  const index = state.sessions.findIndex((session) => session.user === user && session.token === token);
  if (index < 0) throw new WireRefusal('There is no such session.');
  state.sessions.splice(index, 1);
  return '1';
});
