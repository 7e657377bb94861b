/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { needsReportFiles, reportFile } from "../../cli/local/report-files.ts";
import type { Section } from "../report.ts";
import { findPromise } from "./promise.ts";

const section = (title: string, ...texts: string[]): Section => ({
  position: 0,
  parent: null,
  depth: 1,
  slug: "statement",
  numeral: "一、",
  heading: `一、${title}`,
  title,
  standard: title === "公开陈述" ? "statement" : null,
  blocks: texts.map((text, i) => ({ kind: "text", text, anchor: `a${i}` })),
});

describe("the promise of a report", () => {
  it("is the sentence that promises truth and accepts public supervision", () => {
    const found = findPromise([
      section("公开陈述", "本单位成立于1998年。", "特此公示。我们承诺内容真实，自愿接受社会监督。联系电话见末页。"),
    ]);
    expect(found).toEqual({ section: "statement", anchor: "a1", quote: "我们承诺内容真实，自愿接受社会监督。" });
  });

  it("may take two sentences that follow each other", () => {
    const found = findPromise([section("前言", "本报告内容真实、准确。欢迎社会各界予以监督！")]);
    expect(found?.quote).toBe("本报告内容真实、准确。欢迎社会各界予以监督！");
  });

  it.each([
    "本报告内容真实可靠，欢迎监督。",
    "本报告真实、准确，欢迎社会各界监督指正。",
    "我局承诺所载内容属实，敬请广大用户监督。",
    "内容真实，欢迎您提出宝贵意见。",
    "我们保证内容真实，自觉接受社会各界和广大市民的监督。",
    "数据准确，恳请予以监督。",
    "本报告真实，请公众监督、批评指正。",
  ])("has a family: %s", (text) => {
    expect(findPromise([section("公开陈述", text)])?.quote).toBe(text);
  });

  it.each([
    ["公开陈述", "我们的报告真实，依法接受国家节能减排主管部门的监督管理。"],
    ["公开陈述", "我们建立社会监督管理制度，数据真实。"],
    ["公开陈述", "本报告真实、全面地反映了情况。"],
    ["公开陈述", "我们依法接受主管部门的监督，内容真实。"],
    ["诚信服务", "承诺真实，接受社会监督。"],
  ])("is not invented: %s %s", (title, text) => {
    expect(findPromise([section(title, text)])).toBeNull();
  });

  const paragraphs = (text: string) => section("公开陈述", ...text.split(/\n+/).filter(Boolean));

  it("stands in the report of 西区 2019 and not in that of 松江 2023", (test) => {
    needsReportFiles(test);
    const [xiqu, songjiang] = ["xiqu-2019.txt", "songjiang-2023.txt"].map((name) =>
      readFileSync(reportFile(name), "utf8"),
    );
    expect(findPromise([paragraphs(xiqu ?? "")])?.quote).toMatch(/真实、诚信，接受社会监督。$/);
    expect(findPromise([paragraphs(songjiang ?? "")])).toBeNull();
  });
});
