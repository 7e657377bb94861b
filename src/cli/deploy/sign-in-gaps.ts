type Value = (name: string) => string;

const OIDC = ["OIDC_ISSUER", "OIDC_CLIENT_ID"] as const;
const PROXY = ["STAFF_TOKEN_ISSUER", "STAFF_TOKEN_AUDIENCE", "STAFF_TOKEN_JWKS", "STAFF_TOKEN_HEADER"] as const;
const ACCESS = ["ACCESS_TEAM_DOMAIN", "ACCESS_AUD"] as const;

/** What is missing so that staff can sign in, in exactly one way; without any other it is Access. */
export function signInGaps(value: Value): string[] {
  const isGiven = (names: readonly string[]) => names.some((name) => value(name) !== "");
  const given = [OIDC, PROXY, ACCESS, ["STAFF_ACCOUNTS"]].filter(isGiven);
  if (given.length > 1)
    return ["工作人员的登录方式写了不止一种：ACCESS_…、OIDC_…、STAFF_TOKEN_…、STAFF_ACCOUNTS 只留一种。"];
  if (isGiven(["STAFF_ACCOUNTS"]))
    return value("STAFF_ACCOUNTS") === "local" ? [] : ["STAFF_ACCOUNTS 只能是 local，或不写。"];
  if (isGiven(OIDC)) return [...missingOf(OIDC, value), ...insecure("OIDC_ISSUER", value)];
  if (isGiven(PROXY)) return [...missingOf(PROXY, value), ...insecure("STAFF_TOKEN_JWKS", value)];
  return [
    ...(/^[\w-]+\.cloudflareaccess\.com$/.test(value("ACCESS_TEAM_DOMAIN"))
      ? []
      : [
          "ACCESS_TEAM_DOMAIN 没有写：Access 的团队域名（或写 OIDC_…、STAFF_TOKEN_…、STAFF_ACCOUNTS=local 中的一种）。",
        ]),
    ...(/^[0-9a-f]{64}$/.test(value("ACCESS_AUD"))
      ? []
      : ["ACCESS_AUD 没有写：守着 /staff 的 Access 应用的 Audience 标签。"]),
  ];
}

const missingOf = (names: readonly string[], value: Value) =>
  names.filter((name) => value(name) === "").map((name) => `${names[0]} 一组还要写 ${name}。`);

const insecure = (name: string, value: Value) =>
  value(name) === "" || value(name).startsWith("https://") ? [] : [`${name} 应以 https:// 开头。`];
