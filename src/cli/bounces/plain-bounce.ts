/** What servers say of a mailbox that is not there, beside the codes of RFC 3463. */
const GONE =
  /\b5\.1\.(?:1|2|3|6|10)\b|\b5\.2\.1\b|\b(?:user|mailbox|recipient|account|address)s? (?:is |was |has been )?(?:unknown|not found|suspended|disabled|does not exist|doesn't exist)|\b(?:unknown|invalid|no such) (?:user|mailbox|recipient|account|address)|(?:邮箱|用户|账号|帐号|收件人|地址).{0,60}(?:不存在|已停用|已注销|被禁用)|无此(?:用户|邮箱)/i;

/** A box that may be emptied, a policy about the sender, a fault of the road: none of them ends anything. */
const STILL_THERE =
  /\b5\.7\.\d|\b[45]\.2\.2\b|\b4\.\d{1,3}\.\d{1,3}\b|quota|mailbox (?:is )?full|spam|blocked|blacklist|reputation|policy|access denied|too many|暂时|稍后|已满|空间不足|垃圾|黑名单|频率|拒收/i;

/** A header of the letter that many servers copy below what they say. */
const COPY = /^>? ?(?:Return-Path|Received|From|Message-ID|DKIM-Signature|List-Unsubscribe|MIME-Version): /im;

/**
 * Whether a notice without a report (of qmail, of 163 or QQ, of older servers) says for good that the mailbox is gone. What it quotes
 * of the letter is not looked at.
 */
export function saysGone(text: string): boolean {
  const copied = text.search(COPY);
  const told = (copied < 0 ? text : text.slice(0, copied)).replace(/\s+/g, " ");
  return GONE.test(told) && !STILL_THERE.test(told);
}

const OWN = /<(?:ask|digest)-\d{10}-\d{1,20}@[^<>\s]{1,100}>/;

/** The Message-ID of a letter of this site within a text; undefined if there is none. */
export const ownLetterIn = (text: string): string | undefined => OWN.exec(text)?.[0];

/** True of the addresses from which mail servers speak, not people. */
export const isServer = (address: string) =>
  address === "" || /^(?:mailer-daemon|mail-daemon|postmaster)(?:@|$)/i.test(address);
