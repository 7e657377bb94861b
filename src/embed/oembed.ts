import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { indicatorQuery, indicatorSearch } from "../indicators/asked.ts";
import { readIndicator } from "../indicators/read.ts";
import { bureauPath, homePath, indicatorPath, indicatorsPath, passagePath, reportPath, sectionPath } from "../paths.ts";
import { readQuotedPassage } from "../reports/quote/passage.ts";
import { readReportText, readSection } from "../reports/read.ts";
import { subtree } from "../reports/formats/reading.ts";
import type { Paragraph } from "../reports/report.ts";
import type { ReportView } from "../reports/view.ts";
import { blockText } from "../reports/anchors.ts";
import { embedCode, frameHeight } from "../ui/embed-code.ts";
import { uiWords } from "../ui/words.ts";
import { clip } from "./fit.ts";
import { type EmbedTarget, targetOfUrl } from "./target.ts";
import { embedWords } from "./words.ts";

const WIDTH = 640;
const CHART_HEIGHT = 460;
const REPORT_CHARACTERS = 400;
const CACHE_SECONDS = 86_400;

interface Asked {
  url: string;
  maxwidth?: number | undefined;
  maxheight?: number | undefined;
}

interface Piece {
  path: string;
  title: string;
  author: { name: string; url: string };
  /** The length of its text; null for a chart. */
  characters: number | null;
}

/**
 * oEmbed 1.0, type rich. A quotation stays at the revision of today: decision 0250. Throws not_found for foreign addresses, gone,
 * FormerSlug.
 */
export async function composeOembed(ctx: Ctx, origin: string, { url, maxwidth, maxheight }: Asked) {
  const target = targetOfUrl(url, origin);
  if (!target)
    throw new AppError("not_found", "这不是本站可以嵌入的网址。可以嵌入的是本站的报告、章节、段落和指标。", "url");
  const piece = await pieceOf(ctx, target);
  const width = Math.min(WIDTH, maxwidth ?? WIDTH);
  const natural = piece.characters === null ? CHART_HEIGHT : frameHeight(piece.characters, width);
  const height = Math.min(natural, maxheight ?? natural);
  const title = embedWords.frameTitle(piece.title);
  return {
    version: "1.0" as const,
    type: "rich" as const,
    title: piece.title,
    author_name: piece.author.name,
    author_url: origin + piece.author.url,
    provider_name: uiWords.siteLong,
    provider_url: origin + homePath(),
    cache_age: CACHE_SECONDS,
    width,
    height,
    html: embedCode({ origin, path: piece.path, title, height }),
  };
}

const lengthOf = (blocks: readonly Paragraph[]) => blocks.reduce((sum, block) => sum + blockText(block).length, 0);
const authorOf = ({ bureau }: ReportView) => ({ name: bureau.name, url: bureauPath(bureau.slug) });

async function pieceOf(ctx: Ctx, target: EmbedTarget): Promise<Piece> {
  if (target.kind === "indicator") {
    const { indicator } = await readIndicator(ctx, target.slug, indicatorQuery(target.parameters));
    const path = indicatorPath(target.slug) + indicatorSearch(target.parameters);
    return { path, title: indicator.name, author: { name: uiWords.site, url: indicatorsPath() }, characters: null };
  }
  const { bureau, year, revision } = target;
  if (target.kind === "paragraph") {
    const { view, section, block } = await readQuotedPassage(ctx, target);
    const path = passagePath(view.bureau.slug, year, section.slug, block.anchor, view.revision.number);
    return { path, title: titled(section.title, view), author: authorOf(view), characters: lengthOf([block]) };
  }
  if (target.kind === "section") {
    const view = await readSection(ctx, bureau, year, target.section, revision);
    const shown = subtree(view.sections, view.position);
    const path = sectionPath(view.bureau.slug, year, target.section, view.revision.number);
    const characters = lengthOf(shown.flatMap(({ blocks }) => blocks));
    return { path, title: titled(shown[0]?.title ?? "", view), author: authorOf(view), characters };
  }
  const view = await readReportText(ctx, bureau, year, revision);
  const path = reportPath(view.bureau.slug, year, view.revision.number);
  return { path, title: clip(view.revision.title, 80), author: authorOf(view), characters: REPORT_CHARACTERS };
}

const titled = (title: string, view: ReportView) =>
  clip(`${title || embedWords.untitled} - ${view.revision.title}`, 80);
