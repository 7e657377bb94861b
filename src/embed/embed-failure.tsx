import type { Context } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { type Failure, notFound, toFailure } from "../http/failure.ts";
import { homePath } from "../paths.ts";
import { embedPage, Out } from "./frame.tsx";
import { embedWords } from "./words.ts";

/** Says the fault within the frame, because a browser shows nothing of a page that it may not frame. */
export function embedFailure(c: Context<AppEnv>, error: unknown) {
  if (!(error instanceof AppError)) throw error;
  return show(c, toFailure(error));
}

export const embedNothing = (c: Context<AppEnv>) => show(c, { ...notFound(), detail: embedWords.notHere });

function show(c: Context<AppEnv>, { title, detail, facts, ways, status }: Failure) {
  const origin = c.get("origin");
  const [way = { href: homePath(), label: embedWords.home }] = ways;
  const body = (
    <>
      <h1>{title}</h1>
      <p>{detail}</p>
      {facts.map(([label, text]) => (
        <p class="hint">
          {label}：{text}
        </p>
      ))}
      <footer>
        <p>
          <Out href={origin + way.href}>{way.label}</Out>
        </p>
      </footer>
    </>
  );
  c.header("Cache-Control", "no-store");
  return embedPage(c, { title, status }, body);
}
