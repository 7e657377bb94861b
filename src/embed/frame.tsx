import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { embedSheetPath, frameScriptPath } from "../http/assets.ts";
import { FRAMABLE_POLICY } from "../http/security-headers.ts";

type Theme = "light" | "dark";

interface FrameHead {
  title: string;
  /** The page that the piece is of; absolute. */
  about?: string;
  status?: ContentfulStatusCode;
}

/** The colours of the page around, if it says them; else those of the reader's device. */
const themeOf = (c: Context<AppEnv>): Theme | undefined => {
  const theme = c.req.query("theme");
  return theme === "light" || theme === "dark" ? theme : undefined;
};

/** A finished piece: anybody may frame it, and it sets and reads no cookie. */
export function embedPage(c: Context<AppEnv>, { title, about, status = 200 }: FrameHead, body: Child) {
  c.header("Content-Security-Policy", FRAMABLE_POLICY);
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  if (about !== undefined) c.header("Link", `<${about}>; rel="canonical"`);
  const frame = (
    <html lang="zh-CN" data-theme={themeOf(c)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        {about !== undefined && <link rel="canonical" href={about} />}
        <link rel="stylesheet" href={embedSheetPath} />
        <script src={frameScriptPath} defer></script>
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>
  );
  return c.html(html`<!DOCTYPE html>${frame}`, status);
}

/** Out of the frame, into a window of its own. */
export const Out = ({ href, children }: { href: string; children: Child }) => (
  <a href={href} target="_blank" rel="noopener">
    {children}
  </a>
);
