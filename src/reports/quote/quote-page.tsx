import type { Context } from "hono";
import { beijingDay } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { quoteScriptPath } from "../../http/assets.ts";
import { PICTURE_POLICY } from "../../http/security-headers.ts";
import { paragraphPath, passagePath } from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { embedCode, frameHeight } from "../../ui/embed-code.ts";
import { page } from "../../ui/layout.tsx";
import { Crumbs } from "../pages/report-crumbs.tsx";
import { Superseded } from "../pages/superseded.tsx";
import type { QuotedPassage } from "./passage.ts";
import { reportWords } from "../words.ts";
import { partQuery, type Quotation } from "./quotation.ts";
import { quoteText } from "./quote-text.ts";
import { quoteWords } from "./quote-words.ts";

/** One paragraph to take away: as a picture, as text with its source, as an address, as a frame. */
export function quotePage(c: Context<AppEnv>, passage: QuotedPassage, quotation: Quotation) {
  const { view, section, block } = passage;
  const { bureau, year, revision } = view;
  const origin = c.get("origin");
  const today = beijingDay(c.get("ctx").now());
  const path = passagePath(bureau.slug, year, section.slug, block.anchor, revision.number);
  const paragraph = paragraphPath(bureau.slug, year, section.slug, block.anchor, revision.number);
  const reading = { view, origin, today, frozen: true };
  const name = section.title || quoteWords.untitled;
  const card = `${path}.svg${partQuery(quotation)}`;
  const body = (
    <div class="head">
      <Crumbs reading={reading} section={section} />
      <h1>{quoteWords.title(name)}</h1>
      <Superseded reading={reading} section={section} dropped={false} />
      {passage.since && <p>{reportWords.fate[passage.since.fate]}</p>}
      <h2>{quoteWords.picture}</h2>
      <p>
        <img class="card" src={card} alt={quoteWords.card(quotation.text)} />
      </p>
      <p class="row share" data-card={card} data-name={`${bureau.slug}-${year}-${block.anchor}`}>
        <a href={card}>{quoteWords.svg}</a>
      </p>
      <p class="hint">{quoteWords.pictureHint}</p>
      <CopyField label={quoteWords.asText} value={quoteText(passage, quotation, origin, today)} long />
      <CopyField label={quoteWords.address} value={origin + paragraph} />
      <CopyField
        label={quoteWords.embed}
        value={embedCode({
          origin,
          path,
          title: quoteWords.embedTitle(`${name} - ${revision.title}`),
          height: frameHeight(quotation.text.length),
        })}
        long
      />
      <p>
        <a href={paragraph}>{quoteWords.original}</a>
      </p>
    </div>
  );
  c.header("Content-Security-Policy", PICTURE_POLICY);
  return page(
    c,
    {
      title: `${quoteWords.title(name)} - ${revision.title}`,
      path,
      section: "bureaus",
      demo: bureau.demo ? "all" : null,
      revision: revision.number,
      unlisted: true,
      script: true,
      scripts: [quoteScriptPath],
    },
    body,
  );
}
