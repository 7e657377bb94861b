import { sha256Hex } from "../../../src/sha256.ts";
import { toPdf } from "../models/model-pdf.ts";

const BUREAUS = ["示例市东湖电信局", "示例市西山供水局", "示例市南桥邮政局"];
const YEARS = [2022, 2023];
const WORKS = ["登记志愿者", "走访社区", "培训员工", "修缮设施", "节约用水", "服务老人"];

export interface ReportChoice {
  bureau: string;
  year: number;
  version: number;
}

/** A report as a share of all there could be, and a draft of it. */
export function choose(about: number, version: number): ReportChoice {
  const at = Math.floor(about * BUREAUS.length * YEARS.length);
  return {
    bureau: BUREAUS[at % BUREAUS.length] ?? "",
    year: YEARS[Math.floor(at / BUREAUS.length)] ?? 2022,
    version,
  };
}

export interface InventedFile {
  bytes: Uint8Array;
  fileName: string;
  sha256: string;
  /** All its words. */
  source: string;
}

/** A short invented report as a file; drafts differ in words, numbers and sections. */
export function fileOf(report: ReportChoice, isPdf: boolean): InventedFile {
  const source = textOf(report);
  const text = new TextEncoder().encode(source);
  const bytes = isPdf ? toPdf(text) : text;
  const fileName = `第${report.version}稿.${isPdf ? "pdf" : "txt"}`;
  return { bytes, fileName, sha256: sha256Hex(bytes), source };
}

function textOf({ bureau, year, version }: ReportChoice): string {
  const works = WORKS.filter((_, at) => (version >> at) & 1 || at === version % WORKS.length);
  const sections = works.map((work, at) => `${at + 1}、${work}\n\n全年${work}${version * 7 + at}次，第${version}稿。`);
  return `${bureau}
${year}年度社会责任报告

一、公开陈述

本报告内容真实，欢迎社会各界监督。演示数据，内容均为虚构。

二、社会责任履行情况

${sections.join("\n\n")}

三、报告预期与展望

明年继续改进服务，计划完成${version + 3}项。
`;
}
