import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { accessibilityPath, newFeedbackPath } from "../paths.ts";
import { page } from "../ui/layout.tsx";
import { siteWords } from "./words.ts";

/** 无障碍声明: the measures taken, how to use them, and the known faults. */
export function accessibilityPage(c: Context<AppEnv>) {
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{siteWords.accessibility}</h1>
        <p>{siteWords.accessibilityLead}</p>
      </div>
      <section class="side rule">
        <h2>{siteWords.can}</h2>
        <Named rows={siteWords.ways} />
      </section>
      <section class="side rule" id="keys">
        <h2>{siteWords.keys}</h2>
        <Named rows={siteWords.keyTable} />
      </section>
      <section class="side rule">
        <h2>{siteWords.standard}</h2>
        <p class="lead">{siteWords.standardText}</p>
      </section>
      <section class="side rule">
        <h2>{siteWords.browsers}</h2>
        <p class="lead">{siteWords.browsersText}</p>
      </section>
      <section class="side rule">
        <h2>{siteWords.limits}</h2>
        <ul class="lines">
          {siteWords.limitTexts.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </section>
      <section class="side rule">
        <h2>{siteWords.report}</h2>
        <p>
          {siteWords.reportText}
          <a href={newFeedbackPath({})}>{siteWords.reportLink}</a>
        </p>
      </section>
    </div>
  );
  const head = { title: siteWords.accessibility, path: accessibilityPath() };
  return page(c, { ...head, description: siteWords.accessibilityLead }, body);
}

const Named = ({ rows }: { rows: readonly (readonly string[])[] }) => (
  <ul class="lines named">
    {rows.map(([name, text]) => (
      <li>
        <b>{name}</b>
        <p>{text}</p>
      </li>
    ))}
  </ul>
);
