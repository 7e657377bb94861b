import { isClosed } from "../signs/closing.ts";
import { isHan, rankOf } from "../signs/numeral.ts";
import type { Para } from "../para.ts";

/** The roles that a numbered paragraph may have in its series. */
interface Member {
  para: Para;
  /** A title alone on its line, a title with its text behind it, one with a colon between (建设：…), or running text. */
  shape: "title" | "run-in" | "label" | "prose";
  /** For a run-in: the place at which its text begins. */
  end: number;
  /** Text of its own stands behind it or below it, before the next of its series. */
  hasText: boolean;
}

const LONGEST_PHRASE = 60;
const LONGEST_STOPPED = 30;
const FIRST_SENTENCE = /^[^。！？；\n]{2,60}[。！？]/;
/** A figure with its unit, a clause of a rule: no title. */
const FIGURE = /\d\s?(?:[万亿]?(?:元|吨|人|人次|户|件|个|名|次|平方米|公里|千瓦时)|%|％|个百分点)/;
const CLAUSE = /[的者]，|[，、](?:应当|不得|予以|必须|由|并处)/;
const MOST_COMMAS = 3;
const LONGEST_LABEL = 16;
const LABEL = /^[^。：:；;，,、！？\s\d]{2,16}[：:](?=.)/;

/**
 * Series that count up vote as a whole: if nearly all of 一、 or （一） are short phrases and most have text of their own, all of them
 * are headings, be the text behind the phrase or below it. Answers those that are.
 */
export function voteSeries(groups: Para[][], paras: Para[]): ReadonlySet<Para> {
  const next = new Map(paras.map((para, at) => [para, paras[at + 1]]));
  const voted = new Set<Para>();
  for (const group of groups) {
    if (group.length < 2 || group.some((para) => para.role === "item")) continue;
    const members = group.map((para) => memberOf(para, next.get(para)));
    for (const member of isHan(group[0]?.numeral?.style ?? "dot") ? hanVote(members) : plainVote(members)) {
      const { para, end, shape } = member;
      if (end > 0 && (para.role !== "heading" || (shape === "run-in" && para.inlineAt === 0 && para.mark === 0)))
        para.inlineAt = end;
      member.para.role = "heading";
      voted.add(member.para);
    }
  }
  return voted;
}

function hanVote(members: Member[]): Member[] {
  const sure = members.filter(({ shape }) => shape === "title" || shape === "run-in");
  const withLabels = members.filter(({ shape }) => shape !== "prose");
  const titled = sure.length * 2 >= members.length ? withLabels : sure;
  const withText = titled.filter((member) => member.hasText);
  return titled.length * 4 >= members.length * 3 && withText.length * 3 >= members.length * 2 ? titled : [];
}

/** 1、 and 2. with their text below them, a full stop behind the title or not. */
function plainVote(members: Member[]): Member[] {
  const titles = members.filter(
    ({ shape, para }) => shape === "title" && (para.numeral?.rest.length ?? 99) <= LONGEST_STOPPED,
  );
  const withText = titles.filter((member) => member.hasText);
  const areSentences = titles.every(({ para }) => para.text.endsWith("。"));
  if (areSentences && withText.length < titles.length) return [];
  return titles.length * 4 >= members.length * 3 && withText.length * 3 >= members.length * 2 ? titles : [];
}

/** Points of which fewer than half have text of their own are a list, with whatever stands between them. */
export function isBareList(group: Para[], paras: Para[]): boolean {
  const next = new Map(paras.map((para, at) => [para, paras[at + 1]]));
  const withText = group.filter((para) => para.inlineAt > 0 || goesBelow(para, next.get(para)));
  return group.length > 2 && withText.length * 2 <= group.length;
}

function memberOf(para: Para, next: Para | undefined): Member {
  const numeral = para.numeral;
  const rest = numeral?.rest ?? "";
  const lead = numeral?.printed.length ?? 0;
  const sentence = FIRST_SENTENCE.exec(rest.slice(0, LONGEST_PHRASE + 2))?.[0] ?? "";
  if (sentence !== "" && rest.length > sentence.length)
    return { para, shape: isPhrase(sentence) ? "run-in" : "prose", end: lead + sentence.length, hasText: true };
  const label = LABEL.exec(rest.slice(0, LONGEST_LABEL + 2))?.[0] ?? "";
  if (label !== "" && rest.length > label.length * 2)
    return { para, shape: "label", end: lead + label.length, hasText: true };
  const whole = rest.length <= LONGEST_PHRASE && isPhrase(rest) && !/[；;，,、：:]$/.test(rest);
  return { para, shape: whole ? "title" : "prose", end: 0, hasText: goesBelow(para, next) };
}

function isPhrase(text: string): boolean {
  if (FIGURE.test(text) || CLAUSE.test(text) || /[；;]/.test(text)) return false;
  return (text.match(/[，,]/g)?.length ?? 0) <= MOST_COMMAS;
}

function goesBelow(para: Para, next: Para | undefined): boolean {
  if (!next) return false;
  if (!next.numeral || !para.numeral) return next.role !== "heading" || next.mark === 0 || isClosed(next.text);
  return rankOf(next.numeral.style) > rankOf(para.numeral.style) || isDeeperPath(para, next);
}

const isDeeperPath = (para: Para, next: Para) => (next.numeral?.path.length ?? 0) > (para.numeral?.path.length ?? 0);
