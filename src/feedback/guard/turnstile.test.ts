import { expect, test } from "vitest";
import { turnstileOf } from "./turnstile.ts";

const KEYS = { TURNSTILE_SITE_KEY: "0x-site", TURNSTILE_SECRET: "0x-secret", SITE_ORIGIN: "https://g.example" };
const GOOD = { success: true, action: "feedback", hostname: "g.example" };

const answering =
  (answer: unknown): typeof fetch =>
  async () =>
    typeof answer === "string" ? new Response(answer, { status: 503 }) : Response.json(answer);

test("is off where no key is set", () => {
  expect(turnstileOf({ SITE_ORIGIN: "https://g.example" })).toBeNull();
});

test("asks the service with the secret and the token, and takes its word", async () => {
  const sent: string[] = [];
  const send: typeof fetch = async (_, init) => {
    sent.push(String(init?.body));
    return Response.json(GOOD);
  };
  expect(await turnstileOf(KEYS, send)?.verify("token")).toBe(true);
  expect(sent).toEqual(["secret=0x-secret&response=token"]);
});

test.each([
  ["a refusal", { ...GOOD, success: false }],
  ["a token of another form", { ...GOOD, action: "login" }],
  ["a token of another site", { ...GOOD, hostname: "evil.example" }],
  ["a success that is no boolean", { ...GOOD, success: "true" }],
  ["null", null],
  ["no JSON", "<html>"],
])("%s lets nothing through", async (_, answer) => {
  expect(await turnstileOf(KEYS, answering(answer))?.verify("token")).toBe(false);
});

test("a service that cannot be reached lets nothing through", async () => {
  const down: typeof fetch = () => Promise.reject(new Error("down"));
  expect(await turnstileOf(KEYS, down)?.verify("token")).toBe(false);
});

test("an empty or enormous token is not even sent", async () => {
  const never: typeof fetch = () => {
    throw new Error("sent");
  };
  const turnstile = turnstileOf(KEYS, never);
  expect([await turnstile?.verify(""), await turnstile?.verify("x".repeat(5000))]).toEqual([false, false]);
});

test.each(["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET", "SITE_ORIGIN"])("without %s nothing passes", async (name) => {
  expect(await turnstileOf({ ...KEYS, [name]: "" }, answering(GOOD))?.verify("token")).toBe(false);
});
