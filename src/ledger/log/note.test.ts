import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBase64, toBase64 } from "./base64.ts";
import { checkpointText, openCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { formatSigningKey, parseSigningKey, parseVerifierKey, type Signer } from "./keys.ts";
import { formatNote, isKeyName, parseNote } from "./note.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const makeSigner = async (name: string, fill: number): Promise<Signer> =>
  (await parseSigningKey(await formatSigningKey(name, new Uint8Array(32).fill(fill))))!;
const signer = await makeSigner("log.example/ledger", 1);
const stranger = await makeSigner("witness.example", 2);
const text = checkpointText({ origin: signer.name, size: 12, root: new Uint8Array(32).fill(9) });
const signed = formatNote({ text, signatures: [await signer.sign(text)] });

describe("a signed checkpoint", () => {
  test("is opened with its key", async () => {
    expect(await openCheckpoint(utf8(signed), signer)).toMatchObject({ ok: true, checkpoint: { size: 12 } });
  });

  test("is not accepted with any single byte changed", async () => {
    const bytes = utf8(signed);
    for (let at = 0; at < bytes.length; at += 1)
      for (const bit of [1, 0x20, 0x80]) {
        const opened = await openCheckpoint(bytes.with(at, bytes[at]! ^ bit), signer);
        expect(opened.ok, `byte ${at} bit ${bit}`).toBe(false);
      }
  });

  test("is not accepted cut short or lengthened", async () => {
    for (const other of [signed.slice(0, -1), `${signed}\n`, `${signed} `, `\n${signed}`, text, `${text}\n`, ""])
      expect((await openCheckpoint(utf8(other), signer)).ok, JSON.stringify(other)).toBe(false);
  });

  test("is accepted beside signatures of keys we do not know, and refused without one we do", async () => {
    const both = formatNote({ text, signatures: [await stranger.sign(text), await signer.sign(text)] });
    expect((await openCheckpoint(utf8(both), signer)).ok).toBe(true);
    const other = formatNote({ text, signatures: [await stranger.sign(text)] });
    expect(await openCheckpoint(utf8(other), signer)).toEqual({ ok: false, fault: "unsigned" });
  });

  test("is refused if the known key signed it once well and once badly", async () => {
    const bad = await signer.sign("something else\n");
    const note = formatNote({ text, signatures: [await signer.sign(text), bad] });
    expect(await openCheckpoint(utf8(note), signer)).toEqual({ ok: false, fault: "unsigned" });
  });

  test("is refused under the name of another log", async () => {
    const foreign = checkpointText({ origin: "other.example/ledger", size: 1, root: new Uint8Array(32) });
    const note = formatNote({ text: foreign, signatures: [await signer.sign(foreign)] });
    expect(await openCheckpoint(utf8(note), signer)).toEqual({ ok: false, fault: "other-origin" });
  });
});

test.each([
  "log.example/ledger\n012\n",
  "log.example/ledger\n-1\n",
  "log.example/ledger\n1e3\n",
  "\n1\n",
  "a\n90071992547409920\n",
])("%j begins no checkpoint", (start) => {
  expect(parseCheckpoint({ text: `${start}${toBase64(new Uint8Array(32))}\n`, signatures: [] })).toBeNull();
});

test.each(["", "a b", "a+b", "a\u3000b", "a\u00a0b", "\ud800"])("%j is no key name", (name) => {
  expect(isKeyName(name)).toBe(false);
});

test("a note with control characters, bad UTF-8 or an empty signature is none", () => {
  expect(parseNote(utf8(signed.replace("12", "12\t")))).toBeNull();
  expect(parseNote(utf8(signed.replace("\n", "\r\n")))).toBeNull();
  expect(parseNote(Uint8Array.from([0xff, ...utf8(signed)]))).toBeNull();
  expect(parseNote(utf8("text\n\n— name AAAAAA==\n"))).toBeNull();
});

test("keys with another id, type or length are none", async () => {
  const skey = await formatSigningKey("log.example/ledger", new Uint8Array(32).fill(1));
  expect(await parseSigningKey(skey.replace(signer.keyId, "00000000"))).toBeNull();
  expect(await parseSigningKey(skey.slice(0, -4))).toBeNull();
  expect(parseVerifierKey(skey)).toBeNull();
  expect(parseVerifierKey(`log.example/ledger+${signer.keyId}+${toBase64(new Uint8Array(33))}`)).toBeNull();
});

test("base64 has one spelling for each string of bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(parseBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
  for (const other of ["AB==", "AAB=", "AA", "A===", "AA==\n", "-_-_", " AAA"]) expect(parseBase64(other)).toBeNull();
});
