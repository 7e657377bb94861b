import { applySettings } from "../search-settings/apply-settings.ts";
import type { Environment } from "../command/environment.ts";
import { DeployRefusal } from "./refused.ts";

/** Applies and checks what `search/` says, before the code that relies on it. The key is in MEILI_INDEX_KEY. */
export async function searchSettings({ vars = {} }: Environment): Promise<string> {
  const key = process.env.MEILI_INDEX_KEY?.trim();
  if (!key)
    throw new DeployRefusal(
      "搜索用 Meilisearch：请在环境变量 MEILI_INDEX_KEY 里给出建索引的钥匙，部署时要核对它的设置。",
    );
  const index = vars["MEILI_INDEX"]?.trim() || "sections";
  const { version, missing, differing } = await applySettings({ url: vars["MEILI_URL"] ?? "", key }, index);
  if (missing) return `Meilisearch ${version}：已新建索引 ${index}，请在工作台重建它`;
  return `Meilisearch ${version}：设置${differing.length > 0 ? `已改（${differing.join("、")}）` : "一致"}`;
}
