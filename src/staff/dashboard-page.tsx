import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { consolePage } from "./console-page.tsx";
import { ROLE_DUTIES, ROLE_NAMES } from "./role.ts";
import { words } from "./words.ts";

export const dashboardPage = (c: Context<AppEnv>) =>
  consolePage(
    c,
    { title: words.console, section: "console" },
    <div class="stack">
      <div class="head">
        <h1>{words.console}</h1>
      </div>
      <dl class="meta fit">
        {c.get("person").roles.map((role) => (
          <div class="full">
            <dt>{ROLE_NAMES[role]}</dt>
            <dd>{ROLE_DUTIES[role]}</dd>
          </div>
        ))}
      </dl>
    </div>,
  );
