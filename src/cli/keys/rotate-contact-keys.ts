import type { Rotation } from "../../feedback/retention/rotation.ts";
import { messageOf } from "../../thrown.ts";
import { newCommand } from "../command/command.ts";
import { callJson } from "../site/site.ts";
import { rotationReport } from "./rotation-report.ts";
import { siteOption, siteWithToken } from "../site/site-option.ts";

const command = newCommand(
  "npm run rotate-contact-keys",
  "用 CONTACT_KEYS 里最前面的密钥重新加密所有联系方式；做完才能取下旧密钥",
)
  .addOption(siteOption())
  .parse();

try {
  const site = await siteWithToken(command.opts<{ site: string }>().site);
  const step = () => callJson<Rotation>(site, "/feedback/contact-keys/rotate", {});
  let total = 0;
  let at = await step();
  for (; at.resealed > 0; at = await step()) total += at.resealed;
  const { done, lines } = rotationReport(at, total);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!done) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`没有做完：${messageOf(error)}\n`);
  process.exitCode = 1;
}
