import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { checkAttachment, displayName } from "./private/attachment.ts";
import { cleanText } from "./clean-text.ts";
import { median } from "./register/statistics.ts";
import { parseSubmission } from "./submission.ts";
import { networkOf } from "./guard/visitor.ts";

const text = (raw: unknown) => parseSubmission({ kind: "error", text: raw });
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)));

describe("what a citizen may submit", () => {
  it.each([
    ["", "至少10个字"],
    ["   \n ", "至少10个字"],
    ["\u200b".repeat(50), "至少10个字"],
    ["九个字九个字九个字", "现在9个字"],
    ["长".repeat(5001), "现在5001个字"],
  ])("refuses text that is too short or too long", (raw, told) => {
    const parsed = text(raw);
    expect(parsed.ok ? "" : parsed.errors[0]?.message).toContain(told);
  });

  it("counts characters as a reader does, from 10 to 5,000", () => {
    for (const raw of ["十个字十个字十个字十", "长".repeat(5000), "𠮷".repeat(5000)]) expect(text(raw).ok).toBe(true);
  });

  it("keeps markup as the text it is", () => {
    const parsed = text("<script>alert(1)</script> 请核对");
    expect(parsed.ok && parsed.value.text).toBe("<script>alert(1)</script> 请核对");
  });

  it("takes out what nobody can see and what turns the reading direction", () => {
    expect(cleanText("甲\u200b乙\u202e丙\u2066丁\ufeff戊\u0000己\u{e0041}")).toBe("甲乙丙丁戊己");
    expect(cleanText("👩‍👩‍👧 与 ❤️")).toBe("👩‍👩‍👧 与 ❤️");
    expect(cleanText("甲\u200d乙")).toBe("甲乙");
    expect(cleanText("一行\r\n二行\u2028三行\r四行")).toBe("一行\n二行\n三行\n四行");
  });

  it("names every field that needs another look", () => {
    const parsed = parseSubmission({
      kind: "spam",
      text: 1,
      title: "题".repeat(61),
      contact: {},
      year: "20x3",
      section: "../x",
    });
    expect(parsed.ok ? [] : parsed.errors.map(({ field }) => field)).toEqual([
      "kind",
      "text",
      "title",
      "contact",
      "year",
      "section",
    ]);
  });
});

describe("attachments", () => {
  const docx = (more: Record<string, Uint8Array> = {}) =>
    zipSync({ "[Content_Types].xml": bytes("<Types/>"), "word/document.xml": bytes("<w/>"), ...more });
  const why = (name: string, content: Uint8Array) => {
    const checked = checkAttachment({ name, bytes: content });
    return checked.ok ? checked.type : checked.message;
  };

  it("are known by their content", () => {
    expect(why("a.pdf", bytes("%PDF-1.7"))).toBe("pdf");
    const jpeg = "ffd8ffc0000b080001000101011100ffda0008010100003f0001ffd9";
    const png = "89504e470d0a1a0a0000000049484452000000000000000049444154000000000000000049454e4400000000";
    expect(why("a.JPEG", new Uint8Array(Buffer.from(jpeg, "hex")))).toBe("jpg");
    expect(why("a.png", new Uint8Array(Buffer.from(png, "hex")))).toBe("png");
    expect(why("a.docx", docx())).toBe("docx");
  });

  it("are refused when the name says another thing", () => {
    expect(why("合同.pdf", bytes("MZ\u0090"))).toContain("不是pdf");
    expect(why("a.png", bytes("%PDF-1.7"))).toContain("与文件名不符");
    expect(why("a.docx", zipSync({ "x.txt": bytes("x") }))).toContain("不是docx");
    const holds = (part: string) => zipSync({ "[Content_Types].xml": bytes("<Types/>"), [part]: bytes("<x/>") });
    expect(why("a.xlsx", holds("xl/workbook.xml"))).toMatch(/Excel.*pdf/);
    expect(why("a.docx", holds("xl/workbook.xml"))).toMatch(/Excel.*pdf/);
    expect(why("a.pptx", holds("ppt/presentation.xml"))).toMatch(/PowerPoint.*pdf/);
    expect(why("a.odt", holds("META-INF/manifest.xml"))).toMatch(/OpenDocument.*docx/);
    expect(why("a.zip", holds("a.jpg"))).toMatch(/压缩包.*不是docx/);
    expect(why("a.tiff", bytes("II*\0\b"))).toMatch(/TIFF.*jpg/);
    expect(why("a.docm.docx", docx({ "word/vbaProject.bin": bytes("x") }))).toContain("宏");
    expect(why("a.jpg", bytes("\0\0\0\u0018ftypheic"))).toMatch(/HEIC.*导出.*jpg/);
    expect(why("a.jpg", bytes("RIFF\0\0\0\0WEBPVP8 "))).toMatch(/WebP.*jpg/);
    expect(why("a.png", bytes("GIF89a"))).toContain("GIF");
    expect(why("a.docx", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))).toContain("旧格式");
    expect(why("a.jpg", new Uint8Array([0xff, 0xd8, 0xff]))).toContain("不完整");
    expect(why("a.pdf", new Uint8Array(5 * 1024 * 1024 + 1))).toContain("5 MB");
    expect(why("a.pdf", new Uint8Array())).toContain("空");
  });

  it("are refused when they would unpack into too much, without being unpacked", () => {
    const bomb = docx({ "word/media/zero.bin": new Uint8Array(60 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.threadCpuUsage();
    expect(why("a.docx", bomb)).toContain("解开后过大");
    expect(process.threadCpuUsage(before).user).toBeLessThan(100_000);
    expect(why("a.docx", bytes("PK", [3, 4], "not a zip"))).toContain("打不开");
  });

  it("have names that are safe to show", () => {
    expect(displayName("../../etc/合同\u202e.pdf")).toBe("合同.pdf");
    expect(displayName('C:\\x\\a"b<c>.png')).toBe("abc.png");
  });
});

describe("small things", () => {
  it("one household is one network", () => {
    expect(networkOf("2001:db8:1:2:aaaa::1")).toBe(networkOf("2001:0db8:0001:0002:bbbb:cccc:1:2"));
    expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
    expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  });

  it("a median is the middle", () => {
    expect([median([]), median([3]), median([1, 9]), median([1, 2, 100])]).toEqual([null, 3, 5, 2]);
  });
});
