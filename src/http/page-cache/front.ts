import { type Display, toDisplay } from "../display.ts";
import { knownVersion } from "./archive-version.ts";
import { answerKept } from "./kept-answer.ts";
import { recall } from "./page-memory.ts";
import { dayOf } from "./today.ts";

const MOST = 20_000;

/** Which kept page an address had, and while what stays as it was. */
interface Front {
  key: string;
  version: number;
  day: string;
}

const fronts = new Map<string, Front>();

const nameOf = (url: string, display: Display) => (display === "normal" ? url : `${display} ${url}`);

export function rememberFront(url: string, display: Display, front: Front) {
  if (fronts.size >= MOST) fronts.clear();
  fronts.set(nameOf(url, display), front);
}

/** A kept page without routing or middleware, for as long as the archive's version is known; else null. */
export function answerAtOnce(request: Request): Response | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const front = fronts.get(nameOf(request.url, displayOf(request)));
  if (!front) return null;
  const now = Date.now();
  if (front.version !== knownVersion(now) || front.day !== dayOf(now)) return null;
  const page = recall(front.key);
  if (!page) return null;
  return answerKept(request, page, crypto.randomUUID());
}

function displayOf(request: Request): Display {
  const cookie = request.headers.get("Cookie");
  return toDisplay(/(?:^|;\s*)display=([\w-]+)\s*(?:;|$)/.exec(cookie ?? "")?.[1]);
}
