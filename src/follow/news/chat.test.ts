import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hubOf, outletsOf, parseChatHook } from "../outlets.ts";
import { chatBody, signedAddress } from "./chat.ts";

const WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k";
const DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=t";
const lines = Array.from({ length: 12 }, (_, n) => ({ text: `新公示：第[${n}]份`, url: `https://g.example/${n}` }));

test("only the two services are posted to, whatever the setting says", () => {
  for (const url of [
    "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k",
    "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=k",
    "https://qyapi.weixin.qq.com@127.0.0.1/cgi-bin/webhook/send",
    "https://127.0.0.1/robot/send",
    "https://oapi.dingtalk.com/user/get",
    "https://oapi.dingtalk.com:8443/robot/send",
    "file:///etc/passwd",
    "x",
  ])
    expect(parseChatHook(url), url).toBeNull();
  const { chats } = outletsOf({ CHAT_WEBHOOKS: `${WECOM}\n ${DINGTALK}#SECx  https://evil.example/` });
  expect(chats).toEqual([
    { format: "wecom", url: WECOM, secret: null },
    { format: "dingtalk", url: DINGTALK, secret: "SECx" },
  ]);
});

test("WeCom and DingTalk get markdown of their own shape, ten lines at most, and no title makes a link", () => {
  const wecom = chatBody({ format: "wecom", url: WECOM, secret: null }, lines, "https://g.example");
  expect(wecom).toMatchObject({
    msgtype: "markdown",
    markdown: { content: expect.stringContaining("12条更新") as string },
  });
  const { content } = wecom.markdown as { content: string };
  expect(content.split("\n")).toHaveLength(12);
  expect(content).toContain("- [新公示：第 0 份](https://g.example/0)");
  expect(content).toContain("另有2条");
  const dingtalk = chatBody({ format: "dingtalk", url: DINGTALK, secret: null }, lines, "https://g.example");
  expect(dingtalk.markdown).toEqual({ title: "公示有12条更新", text: content });
});

test("a message stays below the 4,096 bytes of WeCom, whatever titles and addresses say, and tells how many are left out", () => {
  const long = Array.from({ length: 12 }, (_, n) => ({
    text: "😀题".repeat(200),
    url: `https://news.example/${n}?${"a(b)".repeat(220)}`,
  }));
  const hook = { format: "wecom", url: WECOM, secret: null } as const;
  const contentOf = (lines: typeof long) =>
    (chatBody(hook, lines, "https://g.example").markdown as { content: string }).content;
  expect(new TextEncoder().encode(contentOf(long)).length).toBeLessThanOrEqual(4096);
  expect(contentOf(long)).toMatch(/另有\d+条/);
  expect(contentOf(long).isWellFormed()).toBe(true);
  const endless = contentOf([{ text: "一\n二](x", url: `https://news.example/${"a".repeat(5000)}` }]);
  expect(endless.split("\n")[1]).toBe("- [一 二  x](https://g.example/)");
  expect(contentOf([{ text: "一", url: "https://news.example/a_(b)" }])).toContain("(https://news.example/a_%28b%29)");
});

test("DingTalk's address is signed as its documentation says", () => {
  const now = 1_764_000_000_000;
  const signed = new URL(signedAddress({ format: "dingtalk", url: DINGTALK, secret: "SECx" }, now));
  const expected = createHmac("sha256", "SECx").update(`${now}\nSECx`).digest("base64");
  expect(Object.fromEntries(signed.searchParams)).toEqual({
    access_token: "t",
    timestamp: String(now),
    sign: expected,
  });
  expect(signedAddress({ format: "wecom", url: WECOM, secret: null }, now)).toBe(WECOM);
});

test("a hub is an https address and nothing that breaks out of a header", () => {
  expect(hubOf("https://hub.example/")).toBe("https://hub.example/");
  for (const text of ["http://hub.example/", "", "x", 'https://hub.example/"><x', "https://hub.example/\r\nX: y"])
    expect(hubOf(text), text).toBeNull();
});
