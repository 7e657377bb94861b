// Settings that a deployment may leave out. Those that are secrets are set with `wrangler secret put`.
interface Env {
  /** `name.cloudflareaccess.com`: the Access team whose tokens are accepted. */
  ACCESS_TEAM_DOMAIN?: string;
  /** The audience tag of the Access application that guards /staff. */
  ACCESS_AUD?: string;
  /** Who runs the site, in the footer of every page and on /about: 主办单位, 承办单位, 联系方式. */
  SITE_SPONSOR?: string;
  SITE_OPERATOR?: string;
  SITE_CONTACT?: string;
  /** ICP 备案号, 公安备案号, 政府网站标识码. */
  SITE_ICP?: string;
  SITE_POLICE?: string;
  SITE_CODE?: string;
  /** The address for mistakes of the site, and that of its terms: `https://…` or a path of this site. */
  SITE_CORRECTION_URL?: string;
  SITE_TERMS_URL?: string;
  /**
   * The addresses for weaknesses, for security.txt: `mailto:…` or `https://…`, several separated by blanks; and the rules,
   * `https://…`.
   */
  SECURITY_CONTACT?: string;
  SECURITY_POLICY?: string;
  /** Key of a picture in the bucket of originals: `site/logo.svg`. */
  SITE_LOGO?: string;
  /** Under which terms the whole archive (/data) may be used: `CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/`. */
  DATA_LICENCE?: string;
  /** OpenID Connect: people sign in at this provider; with the two below it takes the place of Access. */
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  /** Secret. */
  OIDC_CLIENT_SECRET?: string;
  /** `on`: pages are read from copies of the database in other regions too; for Cloudflare alone. */
  DB_REPLICAS?: string;
  /** `local`: staff sign in with accounts of this site, if there is no provider and no proxy. */
  STAFF_ACCOUNTS?: string;
  /** A proxy that signs people in and hands on a signed token: its issuer, its audience, and the address of its keys. */
  STAFF_TOKEN_ISSUER?: string;
  STAFF_TOKEN_AUDIENCE?: string;
  STAFF_TOKEN_JWKS?: string;
  /** The header it stands in. */
  STAFF_TOKEN_HEADER?: string;
  /** Comma-separated addresses that become admins when they first sign in. */
  ADMIN_EMAILS?: string;
  /** Secret: its path or query holds the key of the group bot. */
  WEBHOOK_URL?: string;
  /** The same for what supervisors alone may know of; in the same format. */
  SUPERVISORS_WEBHOOK_URL?: string;
  /** `generic` (default) or `wecom`. */
  WEBHOOK_FORMAT?: string;
  /** The address of a site without `SITE_ORIGIN`, for what is told outside of an answer; set by the commands that start one. */
  DEVELOPMENT_ORIGIN?: string;
  /** Mail of the site: `公示 <notice@gongshi.example.cn>`; absent: nobody is written to. */
  MAIL_FROM?: string;
  /** For Workers, which cannot speak SMTP: takes one JSON a letter by POST, with the token as bearer. */
  MAIL_API_URL?: string;
  /** Secret. */
  MAIL_API_TOKEN?: string;
  /** Made by the Node host of its SMTP settings. */
  MAILER?: import("../follow/mailer.ts").Mailer;
  /** A WebSub hub, `https://…`, told of what changed. */
  WEBSUB_HUB?: string;
  /** Secret: group bots of newsrooms, of WeCom or DingTalk, apart by white space; DingTalk's with `#` and its signing secret. */
  CHAT_WEBHOOKS?: string;
  /** Who cosigns the ledger: `key address`, several apart by white space. */
  WITNESSES?: string;
  /** Secret: `PRIVATE+KEY+name+id+base64`, the Ed25519 key that signs the ledger; a second one while keys are changed. */
  LEDGER_KEY?: string;
  /** Secret: `id:base64` keys of 32 bytes, comma-separated, the newest first; they seal contact data. */
  CONTACT_KEYS?: string;
  /** For tests, and only if ENVIRONMENT is `development`: milliseconds for which a form must have been open. */
  FORM_READING_MS?: string;
  /** Public key of a Turnstile widget; with `TURNSTILE_SECRET`, Turnstile takes the place of the proof of work. */
  TURNSTILE_SITE_KEY?: string;
  /** Secret: checks what the widget answers. */
  TURNSTILE_SECRET?: string;
  /** `fts5` (default, in D1) or `meilisearch`. */
  SEARCH_ENGINE?: string;
  /** Address of the Meilisearch server, which this Worker must reach. */
  MEILI_URL?: string;
  /** Name of its index, `sections` if absent; the one that is built beside it adds to this name. */
  MEILI_INDEX?: string;
  /** Secret: may only search that index. */
  MEILI_SEARCH_KEY?: string;
  /** Secret: may write documents, indexes and settings. Only the indexer uses it. */
  MEILI_INDEX_KEY?: string;
}
