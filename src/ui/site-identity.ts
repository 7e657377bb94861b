/**
 * The operator of this site, as its settings say. A setting that is missing is null, and so is one that should be an address and
 * is none.
 */
export interface SiteIdentity {
  /** 主办单位 */
  sponsor: string | null;
  /** 承办单位 */
  operator: string | null;
  /** 联系方式, in words: telephone, postal address, hours. */
  contact: string | null;
  /** ICP 备案号 */
  icp: string | null;
  /** 公安备案号 */
  police: string | null;
  /** 政府网站标识码 */
  siteCode: string | null;
  /** 我为政府网站找错, or another page for reports of the site's mistakes. */
  correction: string | null;
  terms: string | null;
  /** Key of the picture in the bucket of originals, below `site/`. */
  logo: string | null;
}

export type IdentitySetting =
  | "SITE_SPONSOR"
  | "SITE_OPERATOR"
  | "SITE_CONTACT"
  | "SITE_ICP"
  | "SITE_POLICE"
  | "SITE_CODE"
  | "SITE_CORRECTION_URL"
  | "SITE_TERMS_URL"
  | "SITE_LOGO";

export type IdentitySettings = Readonly<Partial<Record<IdentitySetting, string>>>;

export function readIdentity(settings: IdentitySettings): SiteIdentity {
  const text = (name: IdentitySetting) => settings[name]?.trim() || null;
  const address = (name: IdentitySetting) => {
    const url = text(name);
    return url !== null && /^(?:https:\/\/[^\s]+|\/[^/\s][^\s]*)$/.test(url) ? url : null;
  };
  const logo = text("SITE_LOGO");
  return {
    sponsor: text("SITE_SPONSOR"),
    operator: text("SITE_OPERATOR"),
    contact: text("SITE_CONTACT"),
    icp: text("SITE_ICP"),
    police: text("SITE_POLICE"),
    siteCode: text("SITE_CODE"),
    correction: address("SITE_CORRECTION_URL"),
    terms: address("SITE_TERMS_URL"),
    logo: logo !== null && /^site\/[\w-]+\.(?:svg|png|jpg|webp)$/.test(logo) ? logo : null,
  };
}

/** Facts that readers must be told in production, with the Chinese name of each setting. */
const WANTED: readonly (readonly [IdentitySetting, keyof SiteIdentity, string])[] = [
  ["SITE_SPONSOR", "sponsor", "主办单位"],
  ["SITE_CONTACT", "contact", "联系方式"],
  ["SITE_ICP", "icp", "ICP备案号"],
  ["SITE_POLICE", "police", "公安备案号"],
];
/** Needed by some only, but wrong if written and not understood. */
const ADDRESSES: readonly (readonly [IdentitySetting, keyof SiteIdentity, string])[] = [
  ["SITE_CORRECTION_URL", "correction", "应是 https:// 开头的网址，或本站的 / 开头的地址"],
  ["SITE_TERMS_URL", "terms", "应是 https:// 开头的网址，或本站的 / 开头的地址"],
  ["SITE_LOGO", "logo", "应是存储桶中的 site/文件名.svg（或 png、jpg、webp）"],
];

/** Settings that are missing or cannot be used: for each a sentence that says what to do. */
export function missingIdentity(settings: IdentitySettings): string[] {
  const identity = readIdentity(settings);
  const missing = WANTED.filter(([, field]) => identity[field] === null);
  const wrong = ADDRESSES.filter(([name, field]) => settings[name]?.trim() && identity[field] === null);
  return [
    ...missing.map(([name, , label]) => `没有写明${label}：请设置 ${name}，它会显示在每页的页脚和“关于本站”。`),
    ...wrong.map(([name, , label]) => `${name} 写的内容不能用：${label}。`),
  ];
}
