import type { Context } from "hono";
import { bureausPath, homePath, yearsPath } from "../paths.ts";
import { page } from "../ui/layout.tsx";
import type { AppEnv } from "./app-env.ts";
import type { Failure } from "./failure.ts";
import { httpWords } from "./words.ts";

const CONSOLE = "/staff";
const CONSOLE_WAYS = [{ href: CONSOLE, label: httpWords.console }];
const USUAL_WAYS = [
  { href: homePath(), label: httpWords.home },
  { href: bureausPath(), label: httpWords.bureaus },
  { href: yearsPath(), label: httpWords.years },
];

/** Says what happened, shows the record, and offers ways on. */
export function errorPage(c: Context<AppEnv>, failure: Failure) {
  const { title, detail, ways, facts, status } = failure;
  const inConsole = c.req.path === CONSOLE || c.req.path.startsWith(`${CONSOLE}/`);
  const body = (
    <div class="head">
      <p class="hint">{status}</p>
      <h1>{title}</h1>
      <p>{detail}</p>
      {facts.length > 0 && (
        <dl class="meta fit">
          {facts.map(([label, text]) => (
            <div class="full">
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul class="ways">
        {[...ways, ...(inConsole ? CONSOLE_WAYS : USUAL_WAYS)].map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <p class="hint">
        {httpWords.requestId} <span class="mono">{c.get("requestId")}</span>
      </p>
    </div>
  );
  return page(c, { title, path: c.req.path, unlisted: true }, body, status);
}
