import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createSite } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inProject } from "../command/project.ts";
import { readMailboxAddress } from "./mailbox-address.ts";

vi.setConfig({ testTimeout: 30_000 });

const letterOf = (n: number) => `<digest-123456789${n}-20261201000000000@gongshi.example>`;
const bounce = (n: number, said = "550 5.1.1 user unknown") =>
  `From: MAILER-DAEMON@mx.example\r\nTo: notice@gongshi.example\r\n\r\n${said}\r\n.\r\nMessage-ID: ${letterOf(n)}\r\n`;
const person = "From: reader@mail.example\r\nSubject: hello\r\n\r\nFrom here, thanks.\r\n";

const folder = mkdtempSync(join(tmpdir(), "gongshi-bounces-"));
const told: string[][] = [];
let box: (string | null)[] = [];
let siteFails = false;

const site = createSite((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => (body += part.toString()));
  request.on("end", () => {
    const { letters } = JSON.parse(body) as { letters: string[] };
    response.statusCode = siteFails ? 503 : 200;
    response.setHeader("Content-Type", "application/json");
    if (!siteFails) told.push(letters);
    response.end(JSON.stringify(siteFails ? { detail: "稍后再试" } : { ended: letters.length, unknown: 0 }));
  });
});

/** A mailbox as RFC 1939 has it, for one user. */
const pop = createServer((socket) => {
  const marked = new Set<number>();
  const say = (line: string) => socket.write(`${line}\r\n`);
  const listed = () => box.flatMap((letter, at) => (letter === null ? [] : [`${at + 1} ${letter.length}`]));
  const answer = (verb: string, argument: string) => {
    if (verb === "PASS") return say(argument === "pass word" ? "+OK" : "-ERR wrong password");
    if (verb === "LIST") return say(["+OK", ...listed(), "."].join("\r\n"));
    if (verb === "RETR") return say(`+OK\r\n${(box[Number(argument) - 1] ?? "").replace(/^\./gm, "..")}.`);
    if (verb === "DELE") marked.add(Number(argument));
    say("+OK");
    if (verb === "QUIT") {
      box = box.map((letter, at) => (marked.has(at + 1) ? null : letter));
      socket.end();
    }
  };
  socket.on("error", () => {});
  say("+OK");
  socket.on("data", (data) => {
    for (const line of data.toString().split("\r\n").filter(Boolean)) {
      const [verb = "", ...rest] = line.split(" ");
      answer(verb.toUpperCase(), rest.join(" "));
    }
  });
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const run = (args: readonly string[], password = "pass%20word"): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      GONGSHI_TOKEN: "t",
      BOUNCE_MAILBOX: `pop3://notice%40gongshi.example:${password}@127.0.0.1:${portOf(pop)}`,
    };
    const command = [inProject("src/cli/bounces/bounces.ts"), ...args, "--site", `http://127.0.0.1:${portOf(site)}`];
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

beforeAll(async () => {
  await Promise.all([site, pop].map((server) => once(server.listen(0, "127.0.0.1"), "listening")));
});
afterAll(() => {
  site.close();
  pop.close();
  rmSync(folder, { recursive: true });
});

test("the mailbox is read: what came back is told to the site and deleted, other letters stay", async () => {
  box = [bounce(1), person, bounce(2), bounce(3, "452 4.2.2 try again")];
  siteFails = true;
  const failed = await run([]);
  expect(failed.code).toBe(1);
  expect(box.filter((letter) => letter !== null)).toHaveLength(4);
  siteFails = false;
  expect((await run(["--keep"])).output).toContain("停止订阅 2 项");
  expect(box.filter((letter) => letter !== null)).toHaveLength(4);
  expect(await run([])).toMatchObject({ code: 0 });
  expect(told).toEqual([
    [letterOf(1), letterOf(2)],
    [letterOf(1), letterOf(2)],
  ]);
  expect(box).toEqual([null, person, null, null]);
});

test("a wrong password is told without it", async () => {
  const refused = await run([], "secret");
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("notice@gongshi.example（127.0.0.1");
  expect(refused.output).not.toContain("secret");
});

test("an mbox has many letters", async () => {
  told.length = 0;
  const mbox = join(folder, "mbox");
  writeFileSync(
    mbox,
    [bounce(1), person.replace("From here", ">From here"), bounce(2)].map((one) => `From x\n${one}\n`).join(""),
  );
  expect((await run([mbox])).output).toContain("停止订阅 2 项；认不出或已停止的退信 0 封；不是确定的退信 1 封");
  expect(told).toEqual([[letterOf(1), letterOf(2)]]);
});

test.each(["", "imap://a:b@mail.example", "pop3s://mail.example", "pop3://a:b@mail.example", "x"])(
  "%s is no mailbox",
  (setting) => {
    expect(() => readMailboxAddress(setting)).toThrow(/BOUNCE_MAILBOX/);
  },
);
