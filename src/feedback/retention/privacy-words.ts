/** The settings in force, which the notice tells of. */
export interface PrivacyFacts {
  /** Until contact data and attachments are erased. */
  days: number;
  /** Turnstile is set up. */
  thirdPartyCheck: boolean;
  takesContact: boolean;
  onCloudflare: boolean;
  /** Alerts are sent by mail. */
  mails: boolean;
  /** Two supervisors hold keys: denunciations are taken, sealed. */
  seals: boolean;
  /** How long supervisors look at complaints first; null: not at all. */
  hold: { hours: number; triage: boolean } | null;
  /** Above which a check is asked for. */
  limits: { submit: number; minutes: number };
}

const heldFor = ({ hours, triage }: NonNullable<PrivacyFacts["hold"]>) =>
  triage ? "由监督部门看过才转给报告单位" : `先由监督部门看${hours}小时，再转给报告单位`;

/** What holds for a complaint before its bureau sees it, and for one that should have been a denunciation. */
const heldParagraph = (hold: NonNullable<PrivacyFacts["hold"]>, onCloudflare: boolean) =>
  `投诉${heldFor(hold)}；在这之前您可以凭查询码把它改为举报，监督人员也可以。改为举报前，投诉和其他意见一样不加密，能读数据库的运行人员看得到；改为举报时，原来的文字和附件由密文代替。${
    onCloudflare ? "但数据库在30天内可以恢复到改动之前，" : ""
  }改动之前做的备份里也还有原来的文字。不愿让运行人员看到的，请在提交时就选“举报”。`;

const SEALED =
  "举报在提交时就用监督人员的公钥加密，只有持有私钥的监督人员能打开；被举报单位看不到，也无从知道有没有举报。数据库和备份里看得到有一件举报、何时提交、有几个附件和大致大小，看不到内容、举报的是谁和联系方式。加密在本站的服务器上进行：改动本站程序的人在加密之前看得到。";

const BY_MAIL = {
  title: "邮件订阅",
  paragraphs: [
    "用邮件订阅更新时，本站只收集您填写的邮箱、订阅的内容和频次，只用来发这份订阅。邮箱加密保存，工作人员在工作台里看不到，也不与监督意见相关联。",
    "先发一封确认邮件；三日内没有确认的，自动删除。每封邮件都带退订链接，退订后邮箱立即删除；退信说明邮箱不存在的，也删除。备份里的同一内容留到备份销毁，最长再过90天。",
    "邮件经由本站设置的邮件服务器发出，它和收信一方的服务器能看到您的邮箱和邮件内容。",
  ],
};

/** The notice of Art. 17 个人信息保护法, in plain words. It says only what the code does. */
export const privacyWords = {
  title: "个人信息保护说明",
  lead: "提交监督意见不需要注册，也不需要留姓名。这里说明本站收集什么、做什么用、保存多久、谁能看到，以及您可以要求什么。",
  object: "提出异议：提交监督意见",
  parts: ({ days, thirdPartyCheck, takesContact, onCloudflare, mails, seals, hold, limits }: PrivacyFacts) => [
    {
      title: "收集什么，为什么",
      paragraphs: [
        "您写下的正文和标题、针对的报告段落、提交时间：用于受理、转办和答复。",
        takesContact
          ? "附件和联系方式：由您自愿提供，只供经办人核实时使用。不提供不影响受理，凭查询码一样能看到答复。"
          : "附件：由您自愿提供，只供经办人核实时使用。本站目前不收联系方式，凭查询码查看答复。",
        `网络地址：本站的数据库、备份和日志都不记录。为防止短时间内大量提交，同一网络${limits.minutes}分钟内提交超过${limits.submit}件时需要验证，只在内存里计数，过时即消失，从不写入磁盘。`,
        "“我也遇到”：只计数，不记录是谁。您的浏览器自己记着点过哪几件（只有意见编号），以免重复计数；清除浏览数据即可去掉。",
        "查询码：本站只保存它的摘要，无法还原，也无法替您找回。",
        ...(thirdPartyCheck
          ? [
              "短时间内提交过多时，页面会加载Cloudflare公司的Turnstile验证，该公司因此会得到您的网络地址和浏览器信息。不愿使用的，等一分钟再提交即可，不必验证。",
            ]
          : []),
      ],
    },
    {
      title: "谁在运行，日志里有什么",
      paragraphs: [
        ...(onCloudflare
          ? [
              "本站运行在Cloudflare公司的网络上。您的浏览器与它的服务器相连，所以该公司能看到您的网络地址、打开的网页和提交的内容，并按它自己的规定处理；本站管不到这一点。不愿让它知道来自哪里的，可以换一个网络提交。",
              "数据库由Cloudflare保存，并可恢复到30天内的任一时刻；已删除的内容在这30天里仍可能恢复。",
            ]
          : [
              "本站运行在运行者自己的服务器上，数据库和附件都保存在那里。服务器前面如有代理，它的日志由运行者设置；随程序提供的设置不记网络地址，也不记打开的网页。",
            ]),
        "本站的程序不记访问日志，自己的日志只记发生了什么、用了多久，不记网络地址、搜索的词、正文、附件、联系方式和查询码。",
        "监督意见的各个页面都要求浏览器不把您所在的网址告诉别的网站。",
      ],
    },
    {
      title: "谁能看到",
      paragraphs: [
        "经办单位的经办人和监督部门能看到正文和附件。",
        seals ? SEALED : "本站现在不受理举报：还没有两位监督人员登记加密用的公钥。",
        ...(hold ? [heldParagraph(hold, onCloudflare)] : []),
        "联系方式加密保存，只有经办这件意见的人员能打开，每次打开都要写明理由并记入审计。",
        "只有您单独同意公开、并经审核之后，正文和答复才会公开；联系方式和附件从不公开；举报一律不公开。",
      ],
    },
    {
      title: "保存多久",
      paragraphs: [
        `联系方式和附件在意见办结满${days}日后自动删除。备份里的同一内容留到备份销毁，最长再过90天。`,
        "正文、办理经过和答复作为监督记录长期保存，以便查证答复和更正是否属实。",
      ],
    },
    ...(mails ? [BY_MAIL] : []),
    {
      title: "您可以要求什么",
      paragraphs: [
        "凭查询码随时查阅自己的意见和办理经过、补充说明、撤回公开同意。撤回后，已公开的内容立即停止公开。",
        "报告或公开的意见中提到了您本人，而您认为不应公开的，可以提交一件“投诉”说明是哪一段，由监督部门处理。",
        "认为本站处理个人信息不当的，可以向本站的监督部门投诉，也可以向网信部门投诉。",
      ],
    },
  ],
};
