import { execFileSync } from "node:child_process";
import { crc32, deflateSync, inflateSync } from "node:zlib";
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

/** A profile as systems make one for a screen: how its colours are, whose it is, and its serial number. */
function profile(): Uint8Array {
  const tags: [string, string][] = [
    ["desc", "desc Zhang's screen"],
    ["mmod", "mmod serial 12345"],
    ["rXYZ", "XYZ of red"],
    ["rTRC", "curv of red"],
  ];
  let at = 132 + tags.length * 12;
  const all = new Uint8Array(at + 100);
  const view = new DataView(all.buffer);
  all.set(bytes("acsp"), 36);
  all.set(bytes("ZHNG"), 48);
  all.set(bytes("digest of Zhang"), 84);
  view.setUint32(128, tags.length);
  for (const [i, [name, content]] of tags.entries()) {
    all.set(bytes(name), 132 + i * 12);
    view.setUint32(136 + i * 12, at);
    view.setUint32(140 + i * 12, content.length);
    all.set(bytes(content), at);
    at += content.length;
  }
  return all;
}

test("a profile of colours keeps the colours, and tells neither screen, serial number nor owner", () => {
  const whole = profile();
  const piece = (n: number, part: Uint8Array) => segment(0xe2, [...text("ICC_PROFILE\0"), n, 2, ...part]);
  const jpeg = bytes(
    [0xff, 0xd8],
    piece(1, whole.subarray(0, 190)),
    piece(2, whole.subarray(190)),
    FRAME,
    SCAN,
    [0xff, 0xd9],
  );
  const plainJpeg = Buffer.from(stripJpeg(jpeg) ?? []).toString("latin1");
  const named = Buffer.concat([Buffer.from("iCCPZhang's screen\0\0"), deflateSync(whole)]);
  const chunk = (content: Uint8Array) => {
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length - 4);
    sum.writeUInt32BE(crc32(content));
    return [...length, ...content, ...sum];
  };
  const png = bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk(bytes("IHDR0123456789abc")),
    chunk(named),
    chunk(bytes("IDATx")),
    chunk(bytes("IEND")),
  );
  const stripped = Buffer.from(stripPng(png) ?? []);
  const at = stripped.indexOf("iCCP");
  const length = stripped.readUInt32BE(at - 4);
  expect(stripped.readUInt32BE(at + 4 + length)).toBe(crc32(stripped.subarray(at, at + 4 + length)));
  const plainPng = inflateSync(stripped.subarray(at + 9, at + 4 + length)).toString("latin1");
  const inOne = plainJpeg.replaceAll(/\xff\xe2..ICC_PROFILE\0../gs, "");
  for (const plain of [inOne, plainPng]) {
    for (const word of ["Zhang", "serial", "ZHNG", "digest"]) expect(plain).not.toContain(word);
    for (const word of ["XYZ of red", "curv of red", "acsp"]) expect(plain).toContain(word);
  }
  expect(stripped.toString("latin1")).not.toContain("Zhang");
});

test("a segment of no known kind is no part of a picture", () => {
  const odd = bytes(
    [0xff, 0xd8],
    segment(0x02, text("GPS Zhang")),
    segment(0xb0, text("GPS")),
    FRAME,
    SCAN,
    [0xff, 0xd9],
  );
  expect(Buffer.from(stripJpeg(odd) ?? []).toString("latin1")).not.toContain("GPS");
});
