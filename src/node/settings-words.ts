/** Reasons that stop a start: one line each, with the remedy. */
export const settingsWords = {
  environment: "ENVIRONMENT 只能是 development 或 production。",
  port: "PORT 应是 1 到 65535 之间的整数。",
  siteOrigin: "SITE_ORIGIN 应是读者看到的地址，以 https:// 开头，不带路径，例如 https://gongshi.example.cn。",
  ledgerKey: "LEDGER_KEY 没有写或不对：用 npm run ledger-key -- 名称 生成，留一份在离线的地方。",
  contactKeys:
    "CONTACT_KEYS 没有写或不对：写“编号:32字节的base64”，例如 k1: 后接 openssl rand -base64 32 的结果，留一份在离线的地方。",
  adminEmails: "ADMIN_EMAILS 没有写：至少一位管理员的邮箱，否则没有人能进工作台。",
  noSignIn:
    "没有写工作人员怎样登录：OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET（统一登录），或 STAFF_TOKEN_…（登录代理），或 ACCESS_…（Cloudflare Access）；都没有时写 STAFF_ACCOUNTS=local（本站自己的账号）。",
  manySignIns: "工作人员的登录方式写了不止一种：OIDC_…、STAFF_TOKEN_…、ACCESS_…、STAFF_ACCOUNTS 只留一种。",
  staffAccounts: "STAFF_ACCOUNTS 只能是 local，或不写。",
  httpsAddress: (name: string) => `${name} 应以 https:// 开头。`,
  developmentHost: "HOST 不是本机地址：演示登录不需要密码，只能开在 127.0.0.1。对外服务请写 SITE_ORIGIN。",
  developmentOrigin: "ENVIRONMENT=development 时不写 SITE_ORIGIN；对外服务请改为 production。",
  developmentProxies: "TRUSTED_PROXIES 只在对外服务时有用：请写 SITE_ORIGIN，或删去 TRUSTED_PROXIES。",
  goesWith: (one: string, other: string) => `写了 ${one}，还要写 ${other}。`,
  searchEngine: "SEARCH_ENGINE 只能是 fts5 或 meilisearch。",
  idleMeilisearch: "写了 MEILI_URL，但 SEARCH_ENGINE 不是 meilisearch：改为 meilisearch，或删去 MEILI_URL。",
  webhookFormat: "WEBHOOK_FORMAT 只能是 generic 或 wecom。",
  webhookUrl: "WEBHOOK_URL 和 SUPERVISORS_WEBHOOK_URL 应以 https:// 开头。",
  smtp: "SMTP_URL 应写作 smtps://用户名:密码@主机:465，或 smtp://主机:25；用户名和密码里的特殊字符用 %XX 表示。",
  mailFrom: "MAIL_FROM 应写作 公示 <notice@gongshi.example.cn>，或只写邮箱。",
  twoMailers: "SMTP_URL 和 MAIL_API_URL 只留一种。",
  hub: "WEBSUB_HUB 应是一个以 https:// 开头的地址。",
  chats:
    "CHAT_WEBHOOKS 里只能是企业微信（https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…）或钉钉（https://oapi.dingtalk.com/robot/send?…）群机器人的地址，以空白分开；钉钉的签名密钥接在地址后面，写作 #SEC…。",
  proxies: (entry: string) => `TRUSTED_PROXIES 里的“${entry}”不是地址，也不是网段；例如 127.0.0.1 或 10.0.0.0/8。`,
  s3Endpoint: "S3_ENDPOINT 应是 http:// 或 https:// 加主机名，不带桶名和路径。",
  inUse: (folder: string) => `数据文件夹 ${folder} 正由另一个进程使用：请先停止它，或用 DATA_DIR 换一个文件夹。`,
  newer: (names: string) => `数据库比程序新（${names}）：请装上不旧于它的版本。什么都没有改动。`,
  portTaken: (port: number) => `端口 ${port} 已被占用。请先关闭占用它的程序，或换一个端口：PORT=${port + 1}。`,
  writesTwice: "这个 S3 存储不支持 If-None-Match: *，同名文件会被覆盖，不能存放原件。请换一个存储，或用数据文件夹。",
  s3Unreachable: (reason: string) => `S3 存储没有应答（${reason}）：请核对 S3_ENDPOINT、S3_BUCKET、S3_REGION 和密钥。`,
  folder: (folder: string, reason: string) =>
    `数据文件夹 ${folder} 不能写入（${reason}）：请核对 DATA_DIR 和它的权限。`,
};
