import { expect, it } from "vitest";
import { differingSettings, projectSettings } from "./settings.ts";
import { isSupported } from "./writing/version.ts";

it("the synonyms, stop words and dictionary are those of search/, folded", () => {
  const { synonyms, stopWords, dictionary } = projectSettings();
  expect(synonyms?.["进博会"]).toEqual(["中国国际进口博览会", "进口博览会"]);
  expect(stopWords).toContain("多少");
  expect(dictionary).toEqual([]);
});

it("settings differ by their values: the order of a set and what a server adds do not count", () => {
  const wanted = projectSettings();
  const live = { ...wanted, stopWords: [...(wanted.stopWords ?? [])].reverse(), separatorTokens: [] };
  expect(differingSettings(live)).toEqual([]);
  expect(differingSettings({ ...live, rankingRules: [...(wanted.rankingRules ?? [])].reverse() })).toEqual([
    "rankingRules",
  ]);
  expect(differingSettings({ ...live, synonyms: {} })).toEqual(["synonyms"]);
  expect(differingSettings({})).toHaveLength(Object.keys(wanted).length);
});

it("versions before 1.18 and from 2 on are refused", () => {
  expect(["1.17.1", "1.18.0", "1.50.0", "2.0.0", ""].map(isSupported)).toEqual([false, true, true, false, false]);
});
