import { readFileSync } from "node:fs";
import { experimental_readRawConfig } from "wrangler";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { CONFIGS, ENVIRONMENTS } from "../command/environment.ts";

interface Logging {
  observability?: { logs?: { invocation_logs?: boolean } };
  logpush?: boolean;
  tail_consumers?: unknown[];
}

test.each(CONFIGS.flatMap((file) => [undefined, ...ENVIRONMENTS].map((name) => [file, name] as const)))(
  "%s, environment %s: no call is logged, nor sent elsewhere",
  (file, name) => {
    const { rawConfig } = experimental_readRawConfig({ config: inProject(file) });
    const own = (name === undefined ? rawConfig : rawConfig.env?.[name]) as Logging;
    expect(own.observability?.logs?.invocation_logs).toBe(false);
    expect(own.logpush ?? false).toBe(false);
    expect(own.tail_consumers ?? []).toEqual([]);
  },
);

test("the proxies before a server of one's own log no visitor's address and no page's", () => {
  const nginx = readFileSync(inProject("docs/self-hosting/nginx.conf"), "utf8");
  const format = /log_format gongshi '([^']*)'/.exec(nginx)?.[1] ?? "";
  const variables = format.match(/\$\w+/g) ?? [];
  expect(variables).toEqual(["$time_iso8601", "$request_method", "$status", "$body_bytes_sent", "$request_time"]);
  const servers = nginx.split(/^server \{/m).slice(1);
  expect(servers).toHaveLength(2);
  for (const server of servers) {
    expect(server.match(/access_log .*/g)).toEqual(["access_log /var/log/nginx/gongshi.log gongshi;"]);
    expect(server.match(/error_log .*/g)).toEqual(["error_log /var/log/nginx/gongshi-error.log crit;"]);
  }
  const caddy = readFileSync(inProject("docs/self-hosting/Caddyfile"), "utf8");
  expect(caddy).toContain("exclude http.log.access http.log.error");
  expect(caddy.match(/^\s*log\b/gm)).toHaveLength(1);
});
