import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { signInPath } from "../console-paths.ts";
import { consolePage } from "./console-page.tsx";
import { DEMO_PEOPLE } from "../staff/person.ts";
import { ROLE_DUTIES, ROLES } from "../staff/role.ts";
import { consoleWords } from "./words.ts";

export const signInPage = (c: Context<AppEnv>, next: string) =>
  consolePage(
    c,
    { title: consoleWords.signIn },
    <div class="stack">
      <div class="head">
        <h1>{consoleWords.signIn}</h1>
        <p>{consoleWords.signInLead}</p>
      </div>
      <form method="post" action={signInPath()}>
        <input type="hidden" name="next" value={next} />
        <ul class="lines">
          {ROLES.map((role) => (
            <li>
              <p class="hint">{ROLE_DUTIES[role]}</p>
              <p>
                <button class="btn plain" type="submit" name="role" value={role}>
                  {consoleWords.signInAs(DEMO_PEOPLE[role].name)}
                </button>
              </p>
            </li>
          ))}
        </ul>
      </form>
    </div>,
    200,
    null,
  );
