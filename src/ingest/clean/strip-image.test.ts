import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { stripJpeg, stripPng } from "./strip-image.ts";

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));
const segment = (marker: number, content: number[]) => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
];
const text = (words: string) => [...Buffer.from(words, "latin1")];

/** Orientation 6 and a place, as a telephone writes them, little-endian. */
const EXIF = [
  ...text("Exif\0\0II*\0"),
  8,
  0,
  0,
  0,
  2,
  0,
  0x12,
  1,
  3,
  0,
  1,
  0,
  0,
  0,
  6,
  0,
  0,
  0,
  0x25,
  0x88,
  4,
  0,
  1,
  0,
  0,
  0,
  50,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  ...text("GPS 31.2304 121.4737"),
];
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const photo = bytes(
  [0xff, 0xd8],
  segment(0xe0, text("JFIF\0\x01\x01")),
  segment(0xe0, text("JFXX\0 GPS small copy")),
  segment(0xe2, text("MPF\0 GPS")),
  segment(0xee, text("Notes of Zhang")),
  segment(0xf7, text("GPS of a kind of its own")),
  segment(0xe1, EXIF),
  segment(0xe1, text("http://ns.adobe.com/xap GPS")),
  segment(0xfe, text("shot by GPS Zhang")),
  FRAME,
  SCAN,
  segment(0xfe, text("GPS again")),
  SCAN,
  [0xff, 0xd9],
  "GPS after the end",
);

test("a photograph loses place, comments and what follows its end, and stays upright", () => {
  const stripped = stripJpeg(photo) ?? new Uint8Array();
  const kept = Buffer.from(stripped).toString("latin1");
  for (const word of ["GPS", "Zhang", "adobe", "31.23"]) expect(kept).not.toContain(word);
  expect(kept).toContain(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]).toString("latin1"));
  expect(kept.split(Buffer.from(SCAN).toString("latin1"))).toHaveLength(3);
  expect(stripJpeg(stripped)).toEqual(stripped);
});

test("a picture loses its texts and keeps its own chunks", () => {
  const chunk = (name: string, content: string) => [0, 0, 0, content.length, ...text(name + content), 0, 0, 0, 0];
  const picture = bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", "0123456789abc"),
    chunk("tEXt", "Author\0Zhang"),
    chunk("eXIf", "GPS"),
    chunk("IDAT", "x"),
    chunk("tIME", "1234567"),
    chunk("IEND", ""),
    "GPS",
  );
  const kept = Buffer.from(stripPng(picture) ?? []).toString("latin1");
  for (const word of ["Zhang", "GPS", "tIME"]) expect(kept).not.toContain(word);
  for (const word of ["IHDR", "IDAT", "IEND"]) expect(kept).toContain(word);
});

test("a chunk that is longer than its kind may be is no picture", () => {
  const chunk = (name: string, content: string) => [0, 0, 0, content.length, ...text(name + content), 0, 0, 0, 0];
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  for (const end of [chunk("IEND", "GPS Zhang"), [...chunk("gAMA", "GPS Zhang"), ...chunk("IEND", "")]])
    expect(stripPng(bytes(start, chunk("IHDR", "0123456789abc"), chunk("IDAT", "x"), end))).toBeNull();
});

test.each([
  ["three bytes", [0xff, 0xd8, 0xff]],
  ["a beginning alone", [...photo.subarray(0, 60)]],
  ["no scan", [0xff, 0xd8, ...FRAME, 0xff, 0xd9]],
])("a jpg of %s is refused", (_, content) => {
  expect(stripJpeg(bytes(content))).toBeNull();
});

test("any bytes are answered, and never with an exception", () => {
  for (let cut = 0; cut < photo.length; cut += 1) {
    const broken = photo.slice();
    broken[cut] = 0xff;
    for (const part of [broken, photo.subarray(0, cut)]) expect(() => [stripJpeg(part), stripPng(part)]).not.toThrow();
  }
});

test("another program opens what is left, with its colours unchanged", ({ skip }) => {
  const run = (args: string[], input?: Uint8Array) => execFileSync("convert", args, { input, maxBuffer: 1e8 });
  try {
    run(["-version"]);
  } catch {
    skip("ImageMagick is not installed");
  }
  for (const [type, strip] of [
    ["jpg", stripJpeg],
    ["png", stripPng],
  ] as const) {
    const made = Uint8Array.from(
      run(["-size", "40x30", "gradient:red-blue", "-set", "comment", "GPS Zhang", `${type}:-`]),
    );
    const stripped = strip(made) ?? new Uint8Array();
    expect(Buffer.from(stripped).toString("latin1")).not.toContain("Zhang");
    expect(run([`${type}:-`, "rgb:-"], stripped).equals(run([`${type}:-`, "rgb:-"], made))).toBe(true);
  }
});
