import { messageOf } from "../../thrown.ts";
import { newCommand } from "../command/command.ts";
import { callJson } from "../site/site.ts";
import { siteOption, siteWithToken } from "../site/site-option.ts";

interface Step {
  resealed: number;
  lost: number;
}

const command = newCommand(
  "npm run rotate-contact-keys",
  "用 CONTACT_KEYS 里最前面的密钥重新加密所有联系方式；做完才能取下旧密钥",
)
  .addOption(siteOption())
  .parse();

try {
  const site = await siteWithToken(command.opts<{ site: string }>().site);
  const step = () => callJson<Step>(site, "/feedback/contact-keys/rotate", {});
  let total = 0;
  let at = await step();
  for (; at.resealed > 0; at = await step()) total += at.resealed;
  process.stdout.write(`已用最新的密钥重新加密 ${total} 份联系方式。\n`);
  if (at.lost > 0) throw new Error(`还有至少 ${at.lost} 份打不开：它们的密钥不在设置里。请先放回旧密钥，再运行一次。`);
  process.stdout.write("旧密钥可以从 CONTACT_KEYS 里取下了。\n");
} catch (error) {
  process.stderr.write(`没有做完：${messageOf(error)}\n`);
  process.exitCode = 1;
}
