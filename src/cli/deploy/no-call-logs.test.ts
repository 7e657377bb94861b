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
