import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishRealReports, needsReports } from "./real-reports.ts";
import { exact, search } from "./archive.ts";

/** What a careful person expects of the two real reports. */
describe("searching the real reports", () => {
  beforeEach(needsReports);
  beforeAll(publishRealReports);

  it("finds two-character words, single characters, numbers and Traditional characters", async () => {
    expect((await search("投诉")).hits[0]?.section).toBe("honest-service");
    expect(await exact("蜂")).toEqual(["xiqu/2019/volunteering"]);
    expect(await exact("38.5%")).toEqual(["xiqu/2019/honest-service"]);
    expect(await exact("無償獻血")).toEqual(["songjiang/2023/relief"]);
    expect(await exact("“总量下降”")).toEqual(["xiqu/2019/honest-service"]);
    expect(await exact("２０１９")).toEqual(await exact("2019"));
  });

  it("marks the original text, spaces and all", async () => {
    expect((await search("2019年度")).hits.map(({ snippet }) => snippet).join()).toContain("<mark>2019 年度</mark>");
  });

  it("excludes", async () => {
    const all = await exact("志愿服务");
    const without = await exact("志愿服务 -进博会");
    expect(without.length).toBeLessThan(all.length);
    expect(await exact("志愿服务 -志愿服务")).toEqual([]);
  });

  it("finds a sentence that a page break cut, as printed and joined", async () => {
    expect(await exact("员工发放奖\n\n学金")).toEqual(["xiqu/2019/labour-protection"]);
    expect(await exact("员工发放奖学金")).toEqual(["xiqu/2019/labour-protection"]);
  });

  it("answers a question that names its bureau with that bureau's section", async () => {
    const [first] = (await search("上海松江电信局 志愿者人数是多少")).hits;
    expect(first).toMatchObject({ bureau: "songjiang", year: 2023, section: "volunteering" });
    expect(first?.snippet).toContain("137人");
  });

  it("takes an abbreviation for the full name, and says so", async () => {
    const { hits, notices } = await search("西区局 进博会");
    expect(hits.filter(({ tier }) => tier === "exact").length).toBeGreaterThan(2);
    expect(notices.join()).toContain("中国国际进口博览会");
  });
});

describe("bad input", () => {
  it.each([
    [{ page: "-1" }, "page"],
    [{ page: "1000000000" }, "page"],
    [{ size: "0" }, "size"],
    [{ size: "101" }, "size"],
    [{ year: ["20x9"] }, "year"],
    [{ sort: "price" }, "sort"],
  ])("%j is refused with a sentence in Chinese", async (params, field) => {
    await expect(search("投诉", params)).rejects.toMatchObject({ code: "invalid", field, message: /\p{Script=Han}/u });
  });

  it("says what it left out of account", async () => {
    expect((await search("安".repeat(16_384))).notices.join()).toContain("只用了前 600 个字");
    expect((await search(Array.from({ length: 200 }, (_, i) => `词${i}`).join(" "))).notices.join()).toContain("词");
    expect((await search("投诉", { bureau: ["nobody"] })).notices.join()).toContain("nobody");
    expect((await search("-投诉")).notices.join()).toContain("排除");
    expect((await search("年:abc")).notices.join()).toContain("年份");
  });
});
