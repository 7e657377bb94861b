import { DeployRefusal } from "./refused.ts";

/** Runs wrangler with these arguments and answers what it printed; throws if it failed. */
export type Wrangler = (args: string[]) => Promise<string>;

/** Messages of wrangler if it could ask nobody, with a remedy for each. */
const KNOWN: [RegExp, string][] = [
  [
    /set a CLOUDFLARE_API_TOKEN|not authenticated|Failed to fetch auth token|Invalid API Token|\[code: (?:10000|9109|6003)\]/i,
    "没有登录 Cloudflare，或登录已失效。请运行 npx wrangler login；没有浏览器的机器请设置环境变量 CLOUDFLARE_API_TOKEN 和 CLOUDFLARE_ACCOUNT_ID（所需权限见 docs/deploy.md）。",
  ],
  [
    /mandatory to specify an account ID|More than one account available/i,
    "这个登录能进多个 Cloudflare 账户。请用环境变量 CLOUDFLARE_ACCOUNT_ID 说明用哪一个。",
  ],
  [
    /Unable to resolve Cloudflare|fetch failed|connectivity issue|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/,
    "连不上 Cloudflare。请检查网络（需要代理的话设置 HTTPS_PROXY），然后再运行同一条命令。",
  ],
];

const NO_WORKER = /Worker "[^"]*".* not found/;

/** True if wrangler answered that the account has no such Worker yet. */
export const saysNoWorker = (error: unknown) => NO_WORKER.test(String(error));

/** wrangler, whose failures before anything could be asked are told in Chinese with what to do. */
export const explained =
  (wrangler: Wrangler): Wrangler =>
  (args) =>
    wrangler(args).catch((error: unknown) => {
      const [, advice] = KNOWN.find(([sign]) => sign.test(String(error))) ?? [];
      throw advice && !saysNoWorker(error) ? new DeployRefusal(`${advice}\n（wrangler ${args.join(" ")}）`) : error;
    });
