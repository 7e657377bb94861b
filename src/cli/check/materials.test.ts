import { expect, test } from "vitest";
import { type Component, materialFaults, parsePackageAudit } from "./materials.ts";

const component = (name: string, licence: string, more: Partial<Component> = {}): Component => ({
  name,
  version: "1.0.0",
  hashes: [{ alg: "SHA-512" }],
  licenses: [{ license: { id: licence } }],
  ...more,
});
const tool = { properties: [{ name: "cdx:npm:package:development", value: "true" }] };

test("a package needs a hash and a licence, and one that goes into the Worker a permissive licence", () => {
  const components = [
    component("good", "MIT"),
    component("either", "", { licenses: [{ expression: "MIT OR Apache-2.0" }] }),
    component("tool", "MPL-2.0", tool),
    component("loose", "MIT", { hashes: [] }),
    component("silent", "MIT", { licenses: [] }),
    component("strict", "MPL-2.0"),
  ];
  expect(materialFaults(components)).toEqual([
    "loose 1.0.0 has no SHA-512",
    "silent 1.0.0 names no licence",
    "strict 1.0.0 goes into the Worker under MPL-2.0",
  ]);
});

test("an audit that was not answered is told apart from one that found nothing", () => {
  const found = { high: 0, critical: 0, total: 0 };
  expect(parsePackageAudit(JSON.stringify({ metadata: { vulnerabilities: found } }))).toEqual(found);
  expect([parsePackageAudit('{"message":"405 Method Not Allowed"}'), parsePackageAudit("")]).toEqual([null, null]);
});
