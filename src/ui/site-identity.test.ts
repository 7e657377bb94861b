import { expect, test } from "vitest";
import { missingIdentity, readIdentity } from "./site-identity.ts";

const WHOLE = {
  SITE_SPONSOR: "示例市文明办",
  SITE_CONTACT: "电话 000-00000000",
  SITE_ICP: "示ICP备00000000号",
  SITE_POLICE: "示公网安备00000000000000号",
};

test("a site that says who runs it lacks nothing; each thing left out is named with its setting", () => {
  expect(missingIdentity(WHOLE)).toEqual([]);
  expect(missingIdentity({})).toHaveLength(4);
  expect(missingIdentity({ ...WHOLE, SITE_ICP: "  " })).toEqual([expect.stringContaining("请设置 SITE_ICP")]);
});

test("an address that is none leads nowhere and is reported", () => {
  for (const bad of ["javascript:alert(1)", "http://example.com", "//evil.example", "关于"]) {
    const settings = { ...WHOLE, SITE_TERMS_URL: bad };
    expect(readIdentity(settings).terms).toBeNull();
    expect(missingIdentity(settings)).toEqual([expect.stringContaining("SITE_TERMS_URL")]);
  }
  expect(readIdentity({ SITE_TERMS_URL: "/about" }).terms).toBe("/about");
  expect(readIdentity({ SITE_LOGO: "originals/x.svg" }).logo).toBeNull();
  expect(readIdentity({ SITE_LOGO: "site/logo.svg" }).logo).toBe("site/logo.svg");
});
