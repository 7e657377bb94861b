import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { newPressPath, pressFeedBase, pressPath } from "../paths.ts";
import { feedAlternates } from "../ui/feeds/feed.ts";
import { page } from "../ui/layout.tsx";
import { Paging } from "../ui/paging.tsx";
import { pressSubject, usedPassagePath, type PressLine } from "./register.ts";
import { pressWords } from "./words.ts";

export interface PressView {
  rows: readonly PressLine[];
  total: number;
  page: number;
  size: number;
  /** Slug, or empty. */
  bureau: string;
  bureaus: readonly { slug: string; shortName: string }[];
}

const addressOf = (bureau: string, n: number) => {
  const query = new URLSearchParams([
    ...(bureau ? [["bureau", bureau]] : []),
    ...(n > 1 ? [["page", String(n)]] : []),
  ]).toString();
  return query ? `${pressPath()}?${query}` : pressPath();
};

/** The uses and discussions of reports, the latest recorded first. */
export function pressPage(c: Context<AppEnv>, view: PressView) {
  const { rows, bureau } = view;
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{pressWords.register}</h1>
        <p>{pressWords.lead}</p>
        <p class="row">
          <a class="btn plain" href={newPressPath()} rel="nofollow">
            {pressWords.suggest}
          </a>
          <a href={`${pressFeedBase()}.atom`}>{pressWords.feed}</a>
          <a href={`${pressPath()}.csv`}>{pressWords.table}</a>
        </p>
      </div>
      <Filter view={view} />
      {rows.length === 0 ? <p>{bureau ? pressWords.noneOf : pressWords.none}</p> : <Table rows={rows} />}
      <Paging page={view.page} size={view.size} total={view.total} href={(n) => addressOf(bureau, n)} />
    </div>
  );
  const alternates = feedAlternates({ base: pressFeedBase() }, pressWords.register);
  const head = { title: pressWords.register, path: addressOf(bureau, view.page), alternates };
  return page(c, { ...head, description: pressWords.lead }, body);
}

const Filter = ({ view: { bureau, bureaus } }: { view: PressView }) => (
  <form class="row filter" method="get" action={pressPath()}>
    <div>
      <label for="press-bureau">{pressWords.bureau}</label>
      <select id="press-bureau" name="bureau">
        <option value="">{pressWords.anyBureau}</option>
        {bureaus.map(({ slug, shortName }) => (
          <option value={slug} selected={slug === bureau}>
            {shortName}
          </option>
        ))}
      </select>
    </div>
    <button class="btn plain" type="submit">
      {pressWords.show}
    </button>
  </form>
);

const Table = ({ rows }: { rows: readonly PressLine[] }) => (
  <div class="scroll" tabindex={0} role="region" aria-label={pressWords.register}>
    <table>
      <thead>
        <tr>
          <th scope="col">{pressWords.day}</th>
          <th scope="col">{pressWords.medium}</th>
          <th scope="col">{pressWords.title}</th>
          <th scope="col">{pressWords.about}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={`use-${row.id}`}>
            <td>
              <time datetime={row.day}>{row.day}</time>
            </td>
            <td>{row.medium}</td>
            <td>
              <Source of={row} />
            </td>
            <td>
              <PressSubject of={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Leads away from the site. The copy beside it stays after the page is gone. */
const Source = ({ of: { title, address, archived } }: { of: PressLine }) => (
  <>
    <a href={address} rel="external nofollow noopener">
      {title}
    </a>
    {archived !== null && (
      <>
        {"　"}
        <a href={archived} rel="external nofollow noopener">
          {pressWords.archivedCopy}
        </a>
      </>
    )}
  </>
);

export function PressSubject({ of }: { of: PressLine }) {
  const place = usedPassagePath(of);
  return place === null ? <>{pressSubject(of)}</> : <a href={place}>{pressSubject(of)}</a>;
}
