import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { formatSigningKey, parseSigningKey, type Signer } from "./keys.ts";
import { keepDevelopmentKey, loadDevelopmentKey } from "../store.ts";

const DEVELOPMENT_LOG = "localhost/ledger";

/**
 * The keys that sign checkpoints, the first of them the one readers know; more than one only while a key is replaced.
 * Throws `unavailable` if a production site has none, so that nothing is published outside the log.
 */
export async function requireSigners(ctx: Ctx): Promise<[Signer, ...Signer[]]> {
  const text = ctx.ledgerKey?.trim() || (await developmentKey(ctx));
  const signers = await Promise.all(text.split(/\s+/).map(parseSigningKey));
  const [first, ...more] = signers.filter((signer) => signer !== null);
  if (!first || more.length + 1 < signers.length)
    throw new AppError("unavailable", "公示日志的签名密钥（LEDGER_KEY）格式不对，暂不能发布。请管理员重新设置。");
  if (more.some(({ name }) => name !== first.name))
    throw new AppError("unavailable", "公示日志的几把签名密钥（LEDGER_KEY）名称不同，暂不能发布。请管理员重新设置。");
  return [first, ...more];
}

async function developmentKey(ctx: Ctx): Promise<string> {
  if (ctx.environment !== "development")
    throw new AppError(
      "unavailable",
      "公示日志还没有签名密钥，暂不能发布。请管理员运行 npm run ledger-key，并用 wrangler secret put LEDGER_KEY 保存。",
    );
  const kept = await loadDevelopmentKey(ctx.db);
  if (kept) return kept;
  await keepDevelopmentKey(ctx.db, await formatSigningKey(DEVELOPMENT_LOG, ctx.random(32)));
  return (await loadDevelopmentKey(ctx.db)) ?? "";
}
