import { expect, test } from "vitest";
import { rotationReport } from "./rotation-report.ts";

const said = (...of: Parameters<typeof rotationReport>) => {
  const { done, lines } = rotationReport(...of);
  return { done, text: lines.join("\n") };
};

test("an old key can go only when the running site has sealed everything with a newer one", () => {
  const { done, text } = said({ newest: "k2", older: ["k1"], otherwise: [] }, 7);
  expect(done).toBe(true);
  expect(text).toContain("最新密钥：k2");
  expect(text).toContain("可以从 CONTACT_KEYS 里取下：k1");
});

test.each([
  ["no key is set", { newest: null, older: [], otherwise: [] }],
  [
    "no key is set and boxes are there",
    { newest: null, older: [], otherwise: [{ key: "k1", boxes: 3, known: false }] },
  ],
  ["a key is missing", { newest: "k2", older: [], otherwise: [{ key: "k1", boxes: 3, known: false }] }],
  ["boxes do not open", { newest: "k2", older: ["k1"], otherwise: [{ key: "k1", boxes: 1, known: true }] }],
])("where %s, none can go and the command fails", (_, answer) => {
  const { done, text } = said(answer, 0);
  expect(done).toBe(false);
  expect(text).toContain("一把都不能取下");
  expect(text).not.toContain("可以从");
  for (const { key, boxes } of answer.otherwise) expect(text).toContain(`还有 ${boxes} 份是用 ${key} 加密的`);
});

test("a site that does not know the new key yet is not told to drop the old one", () => {
  const { done, text } = said({ newest: "k1", older: [], otherwise: [] }, 0);
  expect(done).toBe(true);
  expect(text).toContain("最新密钥：k1");
  expect(text).toContain("还不知道它");
  expect(text).not.toContain("可以从");
});
