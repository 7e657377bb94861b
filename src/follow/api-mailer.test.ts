import { expect, test } from "vitest";
import { Undeliverable } from "../outbox/undeliverable.ts";
import { apiMailer, mailerOf } from "./api-mailer.ts";
import { BounceError } from "./mailer.ts";

const letter = {
  to: "reader@mail.example",
  subject: "【公示】",
  text: "有更正。",
  html: "<p>有更正。</p>",
  messageId: "<1@gongshi.example>",
  headers: { "List-Unsubscribe": "<https://gongshi.example/follow/leave?t=x>" },
};
const api = { url: "https://mail.example/send", token: "t", from: "公示 <notice@gongshi.example>" };

const answering = (status: number) => async () => new Response(null, { status });
const sent = (status: number) =>
  apiMailer(api, answering(status))
    .send(letter)
    .then(
      () => null,
      (error: unknown) => error,
    );

test("a letter is one POST of JSON with the token", async () => {
  let asked: Request | undefined;
  const mailer = apiMailer(api, async (input, init) => {
    asked = new Request(input as string, init as RequestInit);
    return new Response(null, { status: 202 });
  });
  await mailer.send(letter);
  expect(asked?.method).toBe("POST");
  expect(asked?.headers.get("authorization")).toBe("Bearer t");
  expect(await asked?.json()).toEqual({
    from: api.from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    headers: { "Message-ID": letter.messageId, ...letter.headers },
  });
});

test("410 is a mailbox that is gone, another 4xx a letter that never goes, the rest is tried again", async () => {
  expect(await sent(202)).toBeNull();
  expect(await sent(410)).toBeInstanceOf(BounceError);
  for (const status of [400, 401, 422]) expect(await sent(status), String(status)).toBeInstanceOf(Undeliverable);
  for (const status of [408, 425, 429, 500, 503]) {
    const error = await sent(status);
    expect(error, String(status)).toBeInstanceOf(Error);
    expect(error, String(status)).not.toBeInstanceOf(Undeliverable);
    expect(error, String(status)).not.toBeInstanceOf(BounceError);
    expect(String(error)).not.toContain("mail.example");
  }
});

test("mail is off unless address, token and sender are set, and the address is https", () => {
  const given = { MAIL_API_URL: api.url, MAIL_API_TOKEN: "t", MAIL_FROM: api.from };
  expect(mailerOf(given)).toBeDefined();
  for (const name of ["MAIL_API_URL", "MAIL_API_TOKEN", "MAIL_FROM"] as const)
    expect(mailerOf({ ...given, [name]: "" }), name).toBeUndefined();
  expect(mailerOf({ ...given, MAIL_API_URL: "http://mail.example/" })).toBeUndefined();
});
