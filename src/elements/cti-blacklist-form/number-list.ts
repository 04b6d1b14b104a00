import { bareNumber, plainNumber, readPhone } from '../../codecs/phone.js';

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

const lines = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/;
/** What stands between two numbers of a line; also what begins an item of a list, and quotes. */
const between = /[,;|\t，；、｜]/;
const around = /^(?:[\s"'<•·*]|-\s)+|(?<![\s"'>])[\s"'>]+$/g;
const ordinal = /^\d{1,3}[.)]\s+(?=\S)(?=(?:\D*\d){5})/;
const written = /^\+?[\d\s().-]+$/;

const digitsOf = (text: string) => text.replace(/\D/g, '').length;

/** Numbers of a line that only a space keeps apart: whole ones, not the groups of one. */
function apart(piece: string): string[] {
  const parts = piece.split(/\s+/);
  return parts.length > 1 && written.test(piece) && parts.every((part) => digitsOf(part) >= 7) ? parts : [piece];
}

/** What may be numbers of a line, each with what stands there for it. */
function piecesOf(line: string): { piece: string; text: string }[] {
  return line.split(between).flatMap((text) => {
    const piece = plainNumber(text).replace(around, '').replace(ordinal, '');
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
  text.split(lines).forEach((line, at) => {
    for (const { piece, text } of piecesOf(line)) {
      const { phone, problem } = readPhone(piece, { least: 3 });
      const bare = bareNumber(piece);
      const same = known.get(bare);
      if (problem !== undefined) wrong.push({ text, line: at + 1, why: problem });
      else if (same) same.times++;
      else known.set(bare, { phone: asTyped ? phone : bare, written: phone, times: 1 });
    }
  });
  return { numbers: [...known.values()], wrong };
}
