import { type Context, Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { notFound } from "../http/failure.ts";
import { answerFailure } from "../http/on-error.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import {
  aboutPath,
  accessibilityPath,
  cardPath,
  faviconIcoPath,
  logoPath,
  securityTxtPath,
  touchIconPath,
} from "../paths.ts";
import { CARD_PNG, FAVICON_ICO, TOUCH_ICON_PNG } from "../ui/icons.ts";
import { aboutPage } from "./about-page.tsx";
import { accessibilityPage } from "./accessibility-page.tsx";
import { securityTxt } from "./security-txt.ts";
import { readIdentity } from "../ui/site-identity.ts";

const A_DAY = "public, max-age=86400";

/** Pages about the site itself, and its pictures. */
export const aboutRoutes = new Hono<AppEnv>();

aboutRoutes.get(aboutPath(), publicPage(), (c) => aboutPage(c));
aboutRoutes.get(accessibilityPath(), publicPage(), (c) => accessibilityPage(c));

aboutRoutes.get(securityTxtPath(), (c) =>
  c.text(securityTxt(c.env, c.get("origin"), c.get("ctx").now()), 200, { "Cache-Control": A_DAY }),
);

const picture = (c: Context<AppEnv>, base64: string, type: string) =>
  c.body(
    Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)),
    200,
    { "Content-Type": type, "Cache-Control": A_DAY, "Cross-Origin-Resource-Policy": "cross-origin" },
  );

aboutRoutes.get(faviconIcoPath(), (c) => picture(c, FAVICON_ICO, "image/x-icon"));
aboutRoutes.get(touchIconPath(), (c) => picture(c, TOUCH_ICON_PNG, "image/png"));
aboutRoutes.get(cardPath(), (c) => picture(c, CARD_PNG, "image/png"));

const TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
};

aboutRoutes.get(logoPath(), async (c) => {
  const { logo } = readIdentity(c.env);
  const stored = logo === null ? null : await c.get("ctx").files.get(logo);
  if (logo === null || !stored) return answerFailure(c, notFound());
  const type = TYPES[logo.split(".").pop() ?? ""] ?? "application/octet-stream";
  return c.body(await stored.arrayBuffer(), 200, { "Content-Type": type, "Cache-Control": A_DAY });
});
