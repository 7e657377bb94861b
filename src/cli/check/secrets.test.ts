import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { formatSigningKey } from "../../ledger/log/keys.ts";
import { newBearerToken } from "../site/bearer-token.ts";
import { secretsIn } from "./secrets.ts";

test("each kind of secret that this site has is recognised as it is made", async () => {
  const made = [
    await formatSigningKey("gongshi.sh.cn/ledger", randomBytes(32)),
    `k1:${randomBytes(32).toString("base64")}`,
    newBearerToken(),
    `MEILI_INDEX_KEY=${randomBytes(32).toString("hex")}`,
    `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${randomUUID()}`,
  ];
  for (const secret of made) expect(secretsIn(`const kept = "${secret}";`), secret).toHaveLength(1);
});

test("names and descriptions of secrets are none", () => {
  const text =
    "LEDGER_KEY: `PRIVATE+KEY+name+id+base64`; CONTACT_KEYS=k1:BASE64; MEILI_SEARCH_KEY=… GONGSHI_TOKEN=gs_…";
  expect(secretsIn(text)).toEqual([]);
});
