import { AppError } from "../errors.ts";
import { uiWords } from "./words.ts";

/** The page asked for, from 1. Throws `invalid` for anything that is not a plain whole number. */
export function requirePage(text: string | undefined, total: number, size: number) {
  if (text === undefined) return 1;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new AppError("invalid", uiWords.badPage, "page");
  const page = Number(text);
  if (page > 1 && (page - 1) * size >= total) throw new AppError("not_found", uiWords.noPage(page));
  return page;
}

interface PagingProps {
  page: number;
  size: number;
  total: number;
  /** The address of a page. */
  href: (page: number) => string;
}

const AROUND = 2;

export function Paging({ page, size, total, href }: PagingProps) {
  const last = Math.ceil(total / size);
  if (last <= 1) return <></>;
  const shown = Array.from({ length: last }, (_, index) => index + 1).filter(
    (n) => n === 1 || n === last || Math.abs(n - page) <= AROUND,
  );
  return (
    <nav class="row pages" aria-label={uiWords.pages}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {uiWords.previousPage}
        </a>
      )}
      {shown.map((n) => (n === page ? <b aria-current="page">{n}</b> : <a href={href(n)}>{n}</a>))}
      {page < last && (
        <a href={href(page + 1)} rel="next">
          {uiWords.nextPage}
        </a>
      )}
    </nav>
  );
}
