import { encodeQR } from "qr";
import { beijingDay } from "../../day.ts";
import { qrPath } from "../../ui/qr-code.tsx";
import { xmlText } from "../../ui/xml.ts";
import type { QuotedPassage } from "./passage.ts";
import { limitLines, breakLines } from "./lines.ts";
import type { Quotation } from "./quotation.ts";
import { quoteWords } from "./quote-words.ts";

const WIDTH = 720;
const MARGIN = 48;
const QUOTE = { size: 28, line: 48, most: 14, narrow: 22 };
const SMALL = { size: 18, line: 28, most: 5 };
const ADDRESS = { size: 14, line: 20, most: 6, characters: 54 };
const QR = 132;
const SERIF = "'Songti SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif";
const SANS = "'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',system-ui,sans-serif";
const MONO = "Menlo,Consolas,'Noto Sans Mono',monospace";
const COLOURS = {
  paper: "#fcfcfb",
  ink: "#1a1d1f",
  soft: "#525b60",
  line: "#d3dada",
  indigo: "#065279",
  ochre: "#8a3b0c",
};

interface Line {
  text: string;
  size: number;
  line: number;
  font: string;
  colour: string;
}

/** A quotation with its source and the way back to it, as a picture that needs no script and no font of ours. */
export async function cardSvg(passage: QuotedPassage, quotation: Quotation, address: string): Promise<string> {
  const { lines: quoted, cut } = limitLines(breakLines(quotation.text, QUOTE.narrow), QUOTE.most);
  const source = sourceLines(passage, address, cut || quotation.part !== null);
  const quoteTop = MARGIN + 56;
  const sourceTop = quoteTop + quoted.length * QUOTE.line + 28;
  const ends = placed(source, sourceTop + 26);
  const height = Math.max(ends.bottom, sourceTop + 26 + QR + 30) + MARGIN / 2;
  const svg = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={xmlText(quoteWords.card(quotation.text))}
      font-family={SANS}
    >
      <rect width={WIDTH} height={height} fill={COLOURS.paper} />
      <rect width={WIDTH} height="10" fill={COLOURS.indigo} />
      <text x={MARGIN} y={MARGIN + 14} font-family={SERIF} font-size="26" font-weight="700" fill={COLOURS.ink}>
        {quoteWords.brand}
      </text>
      <text x={WIDTH - MARGIN} y={MARGIN + 12} font-size={SMALL.size} fill={COLOURS.soft} text-anchor="end">
        {quoteWords.kind}
      </text>
      <g font-family={SERIF} font-size={QUOTE.size} fill={COLOURS.ink}>
        {quoted.map((text, at) => (
          <text x={MARGIN} y={quoteTop + at * QUOTE.line + 34}>
            {xmlText(text)}
          </text>
        ))}
      </g>
      <path d={`M${MARGIN} ${sourceTop}h${WIDTH - 2 * MARGIN}`} stroke={COLOURS.line} />
      {ends.lines.map(({ text, size, font, colour, y }) => (
        <text x={MARGIN} y={y} font-size={size} font-family={font} fill={colour}>
          {xmlText(text)}
        </text>
      ))}
      <Qr address={address} x={WIDTH - MARGIN - QR} y={sourceTop + 20} />
    </svg>
  );
  return String(await svg);
}

/** The source below the quotation, in lines that leave room for the QR code. */
function sourceLines({ view, section, since }: QuotedPassage, address: string, isExcerpt: boolean): Line[] {
  const { bureau, revision } = view;
  const small = (text: string, colour = COLOURS.soft, most = 2): Line[] =>
    limitLines(breakLines(text, 24), most).lines.map((each) => ({ text: each, ...SMALL, font: SANS, colour }));
  const day = beijingDay(revision.publishedAt);
  return [
    ...small(`${bureau.name}《${revision.title}》`, COLOURS.ink, 3),
    ...small(quoteWords.edition(section.title || quoteWords.untitled, revision.number, day)),
    ...(since ? small(quoteWords.newer(since.revision), COLOURS.ochre) : []),
    ...(bureau.demo ? small(quoteWords.demo, COLOURS.ochre) : []),
    ...(isExcerpt ? small(quoteWords.excerpt) : []),
    ...inPieces(address).map((text) => ({ text, ...ADDRESS, font: MONO, colour: COLOURS.ink })),
  ];
}

const inPieces = (address: string) =>
  Array.from({ length: Math.ceil(address.length / ADDRESS.characters) }, (_, n) =>
    address.slice(n * ADDRESS.characters, (n + 1) * ADDRESS.characters),
  ).slice(0, ADDRESS.most);

function placed(lines: readonly Line[], top: number) {
  let bottom = top;
  const set = lines.map((each) => {
    bottom += each.line;
    return { ...each, y: bottom - each.line / 3 };
  });
  return { lines: set, bottom };
}

function Qr({ address, x, y }: { address: string; x: number; y: number }) {
  const rows = encodeQR(address, "raw", { ecc: "medium" });
  return (
    <>
      <svg x={x} y={y} width={QR} height={QR} viewBox={`0 0 ${rows.length} ${rows.length}`}>
        <path fill="#fff" d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} />
        <path stroke="#000" d={qrPath(rows)} />
      </svg>
      <text x={x + QR / 2} y={y + QR + 22} font-size="15" fill={COLOURS.soft} text-anchor="middle">
        {quoteWords.scan}
      </text>
    </>
  );
}
