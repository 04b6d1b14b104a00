import { msg, str } from '@lit/localize';
import { bareNumber } from '../../codecs/phone.js';

/** A number that was understood. */
export interface ReadNumber {
  /** As it would be sent. */
  phone: string;
  /** As it is written, the first time. */
  written: string;
  /** How often it is there. */
  times: number;
}

/** What was not understood. */
export interface WrongPiece {
  text: string;
  /** From 1. */
  line: number;
  why: string;
}

export interface ReadNumbers {
  /** Each once, in the order of their first place. */
  numbers: ReadNumber[];
  wrong: WrongPiece[];
}

/** What copying from messengers and office programs leaves between the digits, and nobody sees. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
const lines = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/;
/** What stands between two numbers of a line; also what begins an item of a list, and quotes. */
const between = /[,;|\t]/;
const around = /^(?:[\s"'<•·*]|-\s)+|(?<![\s"'>])[\s"'>]+$/g;
const ordinal = /^\d{1,3}[.)]\s+(?=\S)(?=(?:\D*\d){5})/;
const written = /^\+?[\d\s().-]+$/;
const dates = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([.-])\d{1,2}\1(?:\d{4}|\d{2}))(?:\s.*)?$/;

const digitsOf = (text: string) => text.replace(/\D/g, '').length;

/** Why a piece is no telephone number; nothing when it is one. What only might be one is not guessed at. */
function problemOf(piece: string): string | undefined {
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(piece))
    return msg('A spreadsheet has shortened this number: show its column as text, and copy it again.');
  if (dates.test(piece)) return msg('This looks like a date.');
  if (/^\d{5,}\.\d{1,2}$/.test(piece)) return msg('This looks like an amount.');
  if (!written.test(piece))
    return /\d/.test(piece) ? msg('There is more than a number in it.') : msg('This is no number.');
  const digits = digitsOf(piece);
  if (digits < 3) return msg('This is too short for a number.');
  if (digits > 18) return msg(str`This has ${digits} digits: are these two numbers?`);
  return undefined;
}

/** Numbers of a line that only a space keeps apart: whole ones, not the groups of one. */
function apart(piece: string): string[] {
  const parts = piece.split(/\s+/);
  return parts.length > 1 && written.test(piece) && parts.every((part) => digitsOf(part) >= 7) ? parts : [piece];
}

/** What may be numbers of a line, each with what stands there for it. */
function piecesOf(line: string): { piece: string; text: string }[] {
  return line.split(between).flatMap((text) => {
    const piece = text
      .replace(around, '')
      .replace(ordinal, '')
      .replace(/^tel:\s*/i, '');
    const parts = apart(piece);
    return parts.length > 1
      ? parts.map((part) => ({ piece: part, text: part }))
      : piece
        ? [{ piece, text: text.trim() }]
        : [];
  });
}

/**
 * Reads numbers that were pasted from anywhere: one a line, or with commas, semicolons, tabs or bars between them. They
 * are sent without spaces, dots, hyphens and brackets; `asTyped` as they are written. The same number counts once.
 */
export function readNumbers(text: string, asTyped = false): ReadNumbers {
  const known = new Map<string, ReadNumber>();
  const wrong: WrongPiece[] = [];
  const clean = text.replace(unseen, '').replace(dashes, '-');
  for (const [at, line] of clean.split(lines).entries()) {
    for (const { piece, text } of piecesOf(line.normalize('NFKC'))) {
      const why = problemOf(piece);
      const bare = bareNumber(piece);
      const same = known.get(bare);
      if (why) wrong.push({ text, line: at + 1, why });
      else if (same) same.times++;
      else known.set(bare, { phone: asTyped ? piece : bare, written: piece, times: 1 });
    }
  }
  return { numbers: [...known.values()], wrong };
}
