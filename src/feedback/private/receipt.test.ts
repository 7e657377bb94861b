import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameDigest } from "../guard/digest.ts";
import {
  groups,
  inGroups,
  parseReceipt,
  RECEIPT_BYTES,
  receiptFault,
  receiptSha256,
  toReceipt,
  unknownReceipt,
} from "./receipt.ts";

const bytes = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: 32 });

describe("receipts", () => {
  it("are seven groups of four clear characters", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(toReceipt(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
      }),
    );
  });

  it("carry every bit of the first 130", () => {
    const zero = toReceipt(new Uint8Array(18));
    for (let bit = 0; bit < 130; bit += 1) {
      const random = new Uint8Array(18);
      random[bit >> 3] = 128 >> (bit & 7);
      expect(toReceipt(random)).not.toBe(zero);
    }
  });

  it("name the group in which one letter is wrong, wherever it stands", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 27 }), (random, at) => {
        const plain = toReceipt(random).replaceAll("-", "");
        const other = plain[at] === "Z" ? "Y" : "Z";
        const typed = groups(plain.slice(0, at) + other + plain.slice(at + 1));
        const group = Math.floor(at / 4);
        expect(unknownReceipt(typed.join("-"))).toContain(`第${group + 1}组“${typed[group]}”`);
      }),
    );
  });

  it("are refused from too little randomness", () => {
    expect(() => toReceipt(new Uint8Array(16))).toThrow(RangeError);
  });

  it("are read back however they are typed", () => {
    const receipt = "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J01";
    for (const typed of [
      receipt,
      receipt.toLowerCase(),
      ` ${receipt.replaceAll("-", "")}\n`,
      receipt.replaceAll("-", " — "),
      receipt.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
      receipt.replace("01", "oI"),
      receipt.replace("01", "Ol"),
      groups(receipt).join("\u200b "),
      `查询码：${receipt}。`,
      `“${receipt}”`,
      `『${receipt.replaceAll("-", " ")}』；`,
      `第35611号意见，查询码：${receipt}`,
      `[${receipt}](https://example.cn/a)`,
    ])
      expect(parseReceipt(typed)).toBe(receipt);
  });

  it("are nothing when a character is missing, added or foreign", () => {
    for (const typed of [
      "",
      "7K3M",
      "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J0",
      "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J01A",
      "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J0U",
      "查询码",
      "0".repeat(5000),
    ])
      expect(parseReceipt(typed)).toBeNull();
  });

  it("say which group cannot be right, or how many characters are wrong", () => {
    expect(receiptFault("7K3M-9QUA-4TWD-H2RP-6VBE-N8CY-5J01")).toContain("第2组“9QUA”");
    expect(receiptFault("7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J0")).toContain("少了1个");
    expect(receiptFault("7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J0111")).toContain("多了2个");
    expect(receiptFault("查询码")).toContain("请填写");
    expect(inGroups("查询码：7k3m9qxa4twdh2rp6vben8cy5j0")).toBe("7K3M 9QXA 4TWD H2RP 6VBE N8CY 5J0");
  });

  it("read back what was made", () => {
    fc.assert(fc.property(bytes, (random) => parseReceipt(toReceipt(random)) === toReceipt(random)));
  });

  it("are kept as a digest that is compared whole", () => {
    const digest = receiptSha256(toReceipt(new Uint8Array(18)));
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(sameDigest(digest, digest)).toBe(true);
    expect(sameDigest(digest, `${digest.slice(0, 63)}x`)).toBe(false);
    expect(sameDigest(digest, digest.slice(0, 63))).toBe(false);
  });
});
