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

test.each<[string, Uint8Array]>([
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
