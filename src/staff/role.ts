export const ROLES = ["admin", "publisher", "officer", "supervisor"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  admin: "管理员",
  publisher: "发布员",
  officer: "经办人",
  supervisor: "监督员",
};

export const ROLE_DUTIES: Record<Role, string> = {
  admin: "管理人员，查看审计，发布报告",
  publisher: "发布、修订和撤回报告；选了负责单位的，只发布这些单位的",
  officer: "办理所负责单位的监督意见，看不到举报",
  supervisor: "审核公开、转办，办理举报，查看审计",
};

/** In an officer's list of bureaus: every bureau. */
export const EVERY_BUREAU = "*";

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
