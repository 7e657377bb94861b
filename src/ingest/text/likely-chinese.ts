/** Characters that make up a large part of any Chinese report, simplified and traditional. */
const COMMON = new Set(
  "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用生到作地于於出分对對成会會可主发發年动動同工也能下过過说說产產种種面方后後多定行学學法所民得经經十三之进進等部度家电電力如水化高自二理起小现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開合还還其些然前外天政四日社义義事平形相全表间間样樣与與关關各重新线線内內数數正心明看原利比或但质質气氣第向道命条條没結结解问問意建月公无無系很情者最立代想已通并並提直题題党黨程展五果料员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊路级級少图圖山统統接知较較将將组組见見计計别別期根论論运運农農指几幾九区區强強放决決西被干做必战戰先则則任取据據处處给給色光门門即保治北造百规規热熱领領七海口东東导導器压壓志世金增争爭济濟油思术術极極交受联聯什认認六共权權收证證改清己美再采採转轉更单單风風切打白教速花带帶安场場身车車例真务務具万萬每目至达達走积積示议議声聲报報完类類八离離华華名确確才科张張信节節话話米整空元况今集温溫传傳土许許步群广廣石记記需段研界拉林律究观觀越织織装裝影算低持音众眾书書布复復容须須际際非验驗断斷深难難近千周委素技备備半办辦青省列习習便响響约約支般史感劳勞便团團往酸历歷市克何除消构構府称稱准精值号號率族维維划劃选選标標写寫存候亲親快效院查江型养養易置派层層片始却卻专專状狀育厂廠京识識适適属屬包火住调調满滿县縣局照参參红紅细細引听聽该該价價严嚴服供责責任履职職众编編单位",
);
const LONGEST = 60_000;

/**
 * How much of a text is what Chinese reports are written with, from 0 to 1; text that was decoded by the wrong table has next to none
 * of it, and characters of other scripts besides.
 */
export function likelyChinese(text: string): number {
  let han = 0;
  let common = 0;
  let strange = 0;
  for (const c of text.slice(0, LONGEST)) {
    const code = c.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    if (COMMON.has(c)) common++;
    if (isHan(code)) han++;
    else if (!isUsual(code)) strange++;
  }
  if (han === 0) return strange === 0 ? 1 : 0;
  return (common / han) * (1 - Math.min(1, (strange * 4) / (han + strange)));
}

const isHan = (code: number) =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code >= 0x20000;
/** Punctuation, forms of numbers, full-width signs, boxes and arrows. */
const isUsual = (code: number) =>
  (code >= 0xa0 && code <= 0xff) ||
  (code >= 0x2010 && code <= 0x27bf) ||
  (code >= 0x2e80 && code <= 0x303f) ||
  (code >= 0x3200 && code <= 0x33ff) ||
  (code >= 0xe000 && code <= 0xf8ff) ||
  (code >= 0xfe30 && code <= 0xffef);
