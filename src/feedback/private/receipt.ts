import { sha256Hex } from "../../sha256.ts";
import { checkLetters, placeOfMistake } from "./receipt-check.ts";

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 28;
const GROUP = 4;

/** The last two letters follow from the others. */
const RANDOM = LENGTH - 2;

/** 26 letters of 5 bits. */
export const RECEIPT_BYTES = (RANDOM * 5 + 7) >> 3;

/** A receipt of 130 random bits and two check letters from at least 17 random bytes: 7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5JFG. */
export function toReceipt(bytes: Uint8Array): string {
  if (bytes.length < RECEIPT_BYTES) throw new RangeError("a receipt takes 17 bytes");
  let value = 0;
  let bits = 0;
  const letters: number[] = [];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && letters.length < RANDOM) {
      bits -= 5;
      letters.push((value >> bits) & 31);
    }
  }
  const text = [...letters, ...checkLetters(letters)].map((letter) => ALPHABET[letter]).join("");
  return groups(text).join("-");
}

/** The seven groups of a receipt in its plain form. */
export const groups = (receipt: string): string[] =>
  receipt.replaceAll("-", "").match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];

const LOOKALIKES: Record<string, string> = { I: "1", L: "1", O: "0" };

const MOST_TYPED = 200;

/** A code in its seven groups, whatever stands before or behind it. */
const WRITTEN = /(?<![0-9A-Z])(?:[0-9A-Z]{4}[^0-9A-Z]){6}[0-9A-Z]{4}(?![0-9A-Z])/;

/** The letters and digits of the code: without a label, a number, quotation marks, spaces, dashes or a full stop around them. */
function lettersOf(typed: string): string {
  const text = typed.slice(0, MOST_TYPED).normalize("NFKC").toUpperCase();
  return (WRITTEN.exec(text)?.[0] ?? text)
    .replace(/[^0-9A-Z]+/g, "")
    .replace(/[ILO]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

/**
 * A receipt from typed text: full-width letters, lower case, words pasted around them, I, L and O forgiven. Null
 * if it cannot be one.
 */
export function parseReceipt(typed: string): string | null {
  if (typed.length > MOST_TYPED) return null;
  const plain = lettersOf(typed);
  if (plain.length !== LENGTH) return null;
  for (const letter of plain) if (!ALPHABET.includes(letter)) return null;
  return groups(plain).join("-");
}

/** The typed text, in groups of four, to be compared with the written one. */
export const inGroups = (typed: string): string => groups(lettersOf(typed)).join(" ");

/** Why it cannot be a receipt, in words that say where to look. */
export function receiptFault(typed: string): string {
  const plain = lettersOf(typed);
  const wrong = groups(plain).findIndex((group) => Array.from(group).some((letter) => !ALPHABET.includes(letter)));
  if (wrong >= 0) return `第${wrong + 1}组“${groups(plain)[wrong]}”里有字母U，查询码里没有这个字母，请核对这一组。`;
  if (plain.length === 0) return "请填写查询码：28个字母和数字，每四个一组，共七组。";
  const [less, count] = [plain.length < LENGTH, Math.abs(LENGTH - plain.length)];
  return `查询码有28个字母和数字，现在${less ? "少" : "多"}了${count}个。下面已按四个一组排好，请逐组核对。`;
}

/** For a receipt that nobody holds: the group in which a single mistake would be. */
export function unknownReceipt(receipt: string): string {
  const letters = Array.from(receipt.replaceAll("-", ""), (letter) => ALPHABET.indexOf(letter));
  const place = placeOfMistake(letters);
  if (place === null) return "没有这个查询码。下面已按四个一组排好，请逐组核对：没有字母I、L、O、U，不分大小写。";
  const group = Math.floor(place / GROUP);
  return `没有这个查询码。如果只抄错一处，应在第${group + 1}组“${groups(receipt)[group]}”，请先核对这一组，再逐组核对。`;
}

/** The stored digest: SHA-256, hex. 130 random bits need no salt and no slow hash. */
export const receiptSha256 = (receipt: string): string => sha256Hex(receipt);
