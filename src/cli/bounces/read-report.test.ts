import { expect, test } from "vitest";
import { readBounceReport } from "./read-report.ts";

const LETTER = "<digest-1234567890-20261201000000000@gongshi.example>";

interface Told {
  action?: string;
  status?: string;
  returned?: "message/rfc822" | "text/rfc822-headers";
  letter?: string;
}

/** As a mail server writes it; every name is invented. */
const report = ({ action = "failed", status = "5.1.1", returned = "message/rfc822", letter = LETTER }: Told = {}) =>
  new TextEncoder().encode(
    [
      "From: Mail Delivery System <MAILER-DAEMON@mx.example>",
      "To: notice@gongshi.example",
      "Subject: Undelivered Mail",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
      "",
      "--part",
      "Content-Type: text/plain",
      "",
      "The letter could not be delivered.",
      "",
      "--part",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example",
      "",
      "Final-Recipient: rfc822; reader@mail.example",
      `Action: ${action}`,
      `Status: ${status}`,
      "Diagnostic-Code: smtp; 550 5.1.1",
      " no such mailbox",
      "",
      "--part",
      `Content-Type: ${returned}`,
      "",
      "Subject: =?utf-8?B?5YWs56S6?=",
      `Message-ID: ${letter}`,
      "To: reader@mail.example",
      "",
      ...(returned === "message/rfc822" ? ["Action: failed", ""] : []),
      "--part--",
      "",
    ].join("\r\n"),
  );

test.each<[string, Told, boolean]>([
  ["a mailbox that does not exist", {}, true],
  ["the same with the headers alone", { returned: "text/rfc822-headers" }, true],
  ["a mailbox that was closed", { status: "5.2.1" }, true],
  ["a delay", { action: "delayed", status: "4.4.1" }, false],
  ["a failure that may pass", { status: "4.2.2" }, false],
  ["a full mailbox", { status: "5.2.2" }, false],
  ["a policy about the sender", { status: "5.7.26" }, false],
  ["a letter that was relayed on", { action: "relayed", status: "2.0.0" }, false],
  ["a status that is none", { status: "5" }, false],
])("%s", async (_what, told, isFinal) => {
  expect(await readBounceReport(report(told))).toEqual({ letter: LETTER, isFinal });
});

/** As servers write that make no report; every name is invented. */
const notice = (from: string, type: string, said: string, more: readonly string[] = []) =>
  new TextEncoder().encode(
    [
      `From: ${from}`,
      "To: notice@gongshi.example",
      "Subject: failure notice",
      ...more,
      `Content-Type: ${type}; charset=utf-8`,
      "Content-Transfer-Encoding: 8bit",
      "",
      said,
      "",
    ].join("\r\n"),
  );

const QMAIL = (said: string) => `Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<reader@mail.example>:
${said}

--- Below this line is a copy of the message.

Return-Path: <notice@gongshi.example>
Received: (qmail 12 invoked by uid 89)
From: notice@gongshi.example
Message-ID: ${LETTER}
Subject: user unknown

550 5.1.1 no such user, spam`;
const daemon = "MAILER-DAEMON@mx.example";
const mixed = (said: string) =>
  [
    "--m",
    "Content-Type: text/html; charset=utf-8",
    "",
    said,
    "--m",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: ${LETTER}`,
    "Subject: x",
    "",
    "x",
    "--m--",
  ].join("\r\n");

test.each<[string, Uint8Array, boolean]>([
  ["qmail", notice(daemon, "text/plain", QMAIL("Sorry, no mailbox here by that name. 550 5.1.1 unknown user")), true],
  ["qmail of a full box", notice(daemon, "text/plain", QMAIL("552 5.2.2 mailbox is full")), false],
  [
    "qmail that cannot reach a server",
    notice(daemon, "text/plain", QMAIL("Connected to 192.0.2.1 but it did not answer")),
    false,
  ],
  [
    "a provider in China, in HTML, with the letter beside it",
    notice(
      "postmaster@mail.example",
      "multipart/mixed; boundary=m",
      mixed("<p>收件人邮件地址（reader@mail.example）<b>不存在</b>，邮件无法送达。</p>"),
    ),
    true,
  ],
  [
    "the same of a full box",
    notice(
      "postmaster@mail.example",
      "multipart/mixed; boundary=m",
      mixed("<p>对方邮箱空间不足，或该邮箱地址不存在。</p>"),
    ),
    false,
  ],
  [
    "the same that takes it for spam",
    notice(
      "postmaster@mail.example",
      "multipart/mixed; boundary=m",
      mixed("550 User not found or mail is rejected by spam policy"),
    ),
    false,
  ],
  [
    "one that names the letter in References",
    notice(daemon, "text/plain", "RCPT TO: 550 Invalid User", [`References: ${LETTER}`]),
    true,
  ],
  ["one of a suspended account", notice(daemon, "text/plain", `550 User suspended\nMessage-ID: ${LETTER}`), true],
])("%s, which writes no report", async (_what, bytes, isFinal) => {
  expect(await readBounceReport(bytes)).toEqual({ letter: LETTER, isFinal });
});

test("a report that returns nothing of the letter names it in References", async () => {
  const bytes = new TextDecoder()
    .decode(report({ letter: "" }))
    .replace("Subject: Undelivered", `References: ${LETTER}\r\nSubject: Undelivered`);
  expect(await readBounceReport(new TextEncoder().encode(bytes))).toEqual({ letter: LETTER, isFinal: true });
});

test.each<[string, Uint8Array]>([
  [
    "the answer of a person who quotes the letter",
    notice("reader@mail.example", "text/plain", `550 5.1.1 user unknown\nMessage-ID: ${LETTER}`, [
      `In-Reply-To: ${LETTER}`,
    ]),
  ],
  ["a notice about a letter of another site", notice(daemon, "text/plain", "550 5.1.1 <x-1@other.example>")],
  [
    "a letter of a person",
    new TextEncoder().encode("From: a@b.example\r\nSubject: Action: failed\r\n\r\nStatus: 5.1.1\r\n"),
  ],
  ["a report that does not say which letter it is about", report({ letter: "" })],
  ["a Message-ID that is none", report({ letter: "<a b@c>" })],
  ["nothing", new Uint8Array()],
  ["bytes", Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)],
  ["more than a report is long", new Uint8Array(1_000_001)],
])("%s is no report", async (_what, bytes) => {
  expect(await readBounceReport(bytes)).toBeNull();
});
