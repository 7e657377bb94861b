import { expect, test } from "vitest";
import { securityTxt } from "./security-txt.ts";

const NOW = new Date("2026-11-30T10:00:00Z");
const ORIGIN = "https://gongshi.example.cn";
const fields = (text: string) => text.split("\n").filter(Boolean);

test("it names whom to write to, when it runs out, itself and the rules, as RFC 9116 has it", () => {
  const settings = {
    SECURITY_CONTACT: "mailto:safe@example.cn https://example.cn/report",
    SECURITY_POLICY: "https://example.cn/policy",
  };
  expect(fields(securityTxt(settings, ORIGIN, NOW))).toEqual([
    "Contact: mailto:safe@example.cn",
    "Contact: https://example.cn/report",
    "Expires: 2027-05-01T00:00:00.000Z",
    "Preferred-Languages: zh, en",
    "Canonical: https://gongshi.example.cn/.well-known/security.txt",
    "Policy: https://example.cn/policy",
  ]);
});

test.each([undefined, "", "safe@example.cn", "http://example.cn", "javascript:alert(1)"])(
  "without a contact that can be used (%s) it names the page of who runs the site",
  (contact) => {
    const text = securityTxt(contact === undefined ? {} : { SECURITY_CONTACT: contact }, ORIGIN, NOW);
    expect(fields(text)[0]).toBe("Contact: https://gongshi.example.cn/about");
    expect(text).not.toContain("Policy:");
  },
);

test("it always runs out within a year", () => {
  for (let month = 0; month < 12; month += 1) {
    const now = new Date(Date.UTC(2026, month, 15));
    const expires = Date.parse(/Expires: (.*)/.exec(securityTxt({}, ORIGIN, now))?.[1] ?? "");
    expect(expires).toBeGreaterThan(now.getTime());
    expect(expires - now.getTime()).toBeLessThan(365 * 86_400_000);
  }
});
