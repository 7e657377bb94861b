import { expect, test } from "vitest";
import { parseSession, signSession } from "./session.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER_KEY = "f".repeat(64);
const session = { id: "a1", email: "officer@demo.invalid", until: "2026-11-21T10:00:00.000Z" };
const NOW = new Date("2026-11-21T09:00:00Z");

test("a signed session reads back", async () => {
  expect(await parseSession(await signSession(session, KEY), KEY, NOW)).toEqual(session);
});

test("a session signed with another key is nobody's", async () => {
  expect(await parseSession(await signSession(session, OTHER_KEY), KEY, NOW)).toBeNull();
});

test("a session that has run out is nobody's", async () => {
  expect(await parseSession(await signSession(session, KEY), KEY, new Date("2026-11-21T10:00:00Z"))).toBeNull();
});

test("every changed character breaks the signature", async () => {
  const cookie = await signSession(session, KEY);
  for (let index = 0; index < cookie.length - 1; index += 1) {
    const other = cookie[index] === "A" ? "B" : "A";
    expect(await parseSession(cookie.slice(0, index) + other + cookie.slice(index + 1), KEY, NOW)).toBeNull();
  }
});

test("another person's claim under a genuine signature is refused", async () => {
  const [, mac] = (await signSession(session, KEY)).split(".");
  const [said] = (await signSession({ ...session, email: "admin@demo.invalid" }, OTHER_KEY)).split(".");
  expect(await parseSession(`${said}.${mac}`, KEY, NOW)).toBeNull();
});

test.each(["", ".", "a.b", "x".repeat(3000), `${"A".repeat(40)}.`, "null"])("%j is no session", async (cookie) => {
  expect(await parseSession(cookie, KEY, NOW)).toBeNull();
});
