export const signInWords = {
  needSignIn: "请先登录工作台。",
  noAccess: "没有登录，或您的邮箱不在人员名单里。请由单位的统一登录进入，或向管理员申请。",
};
