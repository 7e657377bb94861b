import { expect, test } from "vitest";
import { addressMeant } from "./pasted-address.ts";

const meant = (address: string) => addressMeant(new URL(address, "https://gongshi.test"));

test("an address pasted out of a sentence loses the mark behind it and its capitals", () => {
  for (const tail of ["。", "）", ".", ")", "，", "》", "”", "）。", "...", "、", "%20", "；"])
    expect(meant(`/reports/donghu/2023${tail}`), tail).toBe("/reports/donghu/2023");
  expect(meant("/Reports/DongHu/2023")).toBe("/reports/donghu/2023");
  expect(meant("/compare?section=volunteering。")).toBe("/compare?section=volunteering");
  expect(meant("/years/2023?page=2)")).toBe("/years/2023?page=2");
});

test("one that holds nothing of the kind is left alone, and none leads to another host", () => {
  for (const address of ["/reports/donghu/2023", "/search?q=%E6%8A%95%E8%AF%89", "/%E4%B8%AD", "/%ff"])
    expect(meant(address), address).toBeNull();
  expect(meant("/。")).toBe("/");
  expect(addressMeant({ pathname: "//evil.example。", search: "" })).toBeNull();
});
