import { msg } from '@lit/localize';
import { hashOf } from '../codecs/hash.js';
import { CtiError } from '../core/errors.js';
import { writeJson } from '../codecs/write-json.js';

/** A value as it is kept: sealed, or readable where the integrator wants it so. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } | object;

/** A key that is kept in the database beside what it seals; `true` for none. */
export type KeptKey = CryptoKey | true;

const algorithm = 'AES-GCM';
const encode = (text: string) => new TextEncoder().encode(text);

/** Not on http pages. */
export const canSeal = (): boolean => 'subtle' in crypto;

export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);

/**
 * Seals values, each bound to the name that it is kept under, so that none can be put in another's place; and names calls
 * in a way that tells nothing of them.
 */
export class Sealing {
  readonly #aes: KeptKey;
  readonly #hmac: CryptoKey | undefined;

  private constructor(aes: KeptKey, hmac?: CryptoKey) {
    this.#aes = aes;
    this.#hmac = hmac;
  }

  /** With a key that is kept beside. `salt` stands there too. */
  static async withKept(key: KeptKey, salt: string): Promise<Sealing> {
    if (key === true) return new Sealing(key);
    const hmac = await crypto.subtle.importKey('raw', encode(salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Sealing(key, hmac);
  }

  /** With a secret of the page's back end, mixed with whose entries they are. Rejects with `INVALID` for what is no key. */
  static async withSecret(secret: CryptoKey | string, owner: string): Promise<Sealing> {
    const base = await baseKey(secret);
    const derive = (info: string, kind: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]) =>
      crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt: encode(owner), info: encode(info) },
        base,
        kind,
        false,
        uses,
      );
    const aes = await derive('portside outbox', { name: algorithm, length: 256 }, ['encrypt', 'decrypt']);
    return new Sealing(aes, await derive('portside calls', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']));
  }

  async seal(name: string, value: object): Promise<Sealed> {
    if (this.#aes === true) return value;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = encode(writeJson(value));
    return {
      iv,
      bytes: await crypto.subtle.encrypt({ name: algorithm, iv, additionalData: encode(name) }, this.#aes, bytes),
    };
  }

  /** What was sealed under a name, which nobody has checked. Rejects for what another key has sealed, or under another name. */
  async unseal(name: string | undefined, sealed: Sealed): Promise<unknown> {
    if (!('iv' in sealed && 'bytes' in sealed)) return sealed;
    const { iv, bytes } = sealed;
    const bound = name === undefined ? {} : { additionalData: encode(name) }; // version 0.1 bound nothing
    const text = await crypto.subtle.decrypt({ name: algorithm, iv, ...bound }, this.#aes as CryptoKey, bytes);
    return JSON.parse(new TextDecoder().decode(text)) as unknown;
  }

  /** The same call has the same name, for who has the key. */
  async nameOf(call: string): Promise<string> {
    if (!this.#hmac) return hashOf(encode(call));
    const sum = await crypto.subtle.sign('HMAC', this.#hmac, encode(call));
    return hashOf(new Uint8Array(sum));
  }
}

async function baseKey(secret: CryptoKey | string): Promise<CryptoKey> {
  const uses: KeyUsage[] = ['deriveKey'];
  if (typeof secret === 'string' && secret)
    return await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, uses);
  if (secret instanceof CryptoKey) {
    if (secret.algorithm.name === 'HKDF') return secret;
    if (secret.extractable)
      return await crypto.subtle.importKey('raw', await crypto.subtle.exportKey('raw', secret), 'HKDF', false, uses);
  }
  throw new CtiError('INVALID', msg('The outbox’s key is neither a text nor a key from which others can be made.'), {
    field: 'outboxKey',
  });
}
