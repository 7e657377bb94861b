import words from "./heading-words.json" with { type: "json" };
import { standardCandidates, titleKey } from "./standard-outline.ts";

const UNNUMBERED = new Set(words.unnumbered.map(titleKey));
const OUTERMOST = new Set([...words.closing, ...words.opening].map(titleKey));

/** 附录A 指标索引, 附表 */
const APPENDIX = /^附\s{0,4}[录件表](?:\s{0,2}[A-Za-z0-9一二三四五六七八九十]{1,2}(?:[\s：:、.].{1,20})?)?$/;

/** 安全篇, 服务篇 */
export function isVolumeTitle(title: string): boolean {
  return /^\p{Script=Han}{1,7}篇$/u.test(title);
}

/** A title that reports use for a heading, standard section or not. */
export function isKnownTitle(title: string): boolean {
  return (
    title.length <= 30 &&
    (UNNUMBERED.has(titleKey(title)) || APPENDIX.test(title.trim()) || standardCandidates(title).length > 0)
  );
}

/** 前言, 结束语 and their like stand outside every chapter. */
export function isOutermostTitle(title: string): boolean {
  return OUTERMOST.has(titleKey(title)) || APPENDIX.test(title.trim());
}
