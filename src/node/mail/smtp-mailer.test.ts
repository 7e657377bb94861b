import { afterAll, beforeAll, expect, test } from "vitest";
import { BounceError } from "../../follow/mailer.ts";
import { Undeliverable } from "../../outbox/undeliverable.ts";
import { type MailServer, startMailServer } from "./fixtures/mail-server.ts";
import { smtpFault, smtpMailer } from "./smtp-mailer.ts";

let server: MailServer;
let mailer: ReturnType<typeof smtpMailer>;

beforeAll(async () => {
  server = await startMailServer();
  mailer = smtpMailer(server.url, "公示 <notice@gongshi.example>");
});
afterAll(async () => {
  mailer.close();
  await server.stop();
});

const letterTo = (to: string) => ({
  to,
  subject: "【公示】东湖：1条更新",
  text: "有更正。\n",
  html: "<p>有更正。</p>",
  messageId: "<digest-1-2@gongshi.example>",
  headers: { "List-Unsubscribe": "<https://gongshi.example/follow/leave?t=x>" },
});

const sent = (to: string) =>
  mailer.send(letterTo(to)).then(
    () => null,
    (error: unknown) => error,
  );

test("a letter arrives as it was written", async () => {
  expect(await sent("reader@mail.example")).toBeNull();
  const [letter] = server.letters;
  expect(letter).toMatchObject({
    from: { name: "公示", address: "notice@gongshi.example" },
    to: [{ address: "reader@mail.example" }],
    subject: "【公示】东湖：1条更新",
    text: "有更正。\n",
    html: expect.stringContaining("<p>有更正。</p>") as string,
    messageId: "<digest-1-2@gongshi.example>",
  });
  expect(letter?.headers.find(({ key }) => key === "list-unsubscribe")?.value).toBe(
    "<https://gongshi.example/follow/leave?t=x>",
  );
});

test("only a mailbox that does not exist bounces; policy and a full box may do later, a letter refused for good never", async () => {
  expect(await sent("nobody@mail.example")).toBeInstanceOf(BounceError);
  for (const box of ["relay@mail.example", "full@mail.example"]) {
    const error = await sent(box);
    expect(error, box).toBeInstanceOf(Error);
    expect(error, box).not.toBeInstanceOf(BounceError);
    expect(error, box).not.toBeInstanceOf(Undeliverable);
  }
  expect(await sent("spam@mail.example")).toBeInstanceOf(Undeliverable);
});

test("no error tells the address: it is kept in the outbox", async () => {
  for (const box of ["nobody@mail.example", "relay@mail.example", "spam@mail.example"])
    expect(String(await sent(box))).not.toContain("mail.example");
});

test("a server that is not there is tried again later", async () => {
  const nowhere = smtpMailer("smtp://127.0.0.1:9", "notice@gongshi.example");
  const error = await nowhere.send(letterTo("reader@mail.example")).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(BounceError);
  nowhere.close();
});

test("an address of a server is smtp or smtps", () => {
  expect(smtpFault("smtps://name:pass%40word@mail.example:465")).toBeNull();
  expect(smtpFault("https://mail.example")).not.toBeNull();
  expect(smtpFault("mail.example")).not.toBeNull();
});
