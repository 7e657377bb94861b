import { afterEach, expect, test, vi } from "vitest";
import { siteWithToken } from "./site-option.ts";

afterEach(() => vi.unstubAllEnvs());

test.each(["令牌", "gs_ab c"])(
  "a token that no header can carry is refused before anything is sent: %s",
  async (token) => {
    vi.stubEnv("GONGSHI_TOKEN", token);
    await expect(siteWithToken("http://127.0.0.1:1")).rejects.toThrow("GONGSHI_TOKEN");
  },
);
