import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { requireField } from "../../fields.ts";
import { requireRole } from "../../staff/permission.ts";
import { staffFields } from "../fields.ts";
import { loadSetting, saveSetting } from "../settings-store.ts";
import type { Feedback } from "../store.ts";

/** The beginning of an answer; words in braces are filled in from the matter. */
export interface AnswerTemplate {
  name: string;
  text: string;
}

export const MOST_TEMPLATES = 8;

const DEFAULTS: readonly AnswerTemplate[] = [
  {
    name: "属实，将更正",
    text: "您对{单位}{年度}年度报告“{章节}”提出的意见收悉。经核对，您指出的问题属实。我们将发布修订版更正，更正后可在报告的修订记录中对照。感谢您的监督。",
  },
  {
    name: "属实，已更正",
    text: "您对{单位}{年度}年度报告“{章节}”提出的意见收悉。经核对，您指出的问题属实，已发布修订版更正，改动可在报告的修订记录中查看。感谢您的监督。",
  },
  {
    name: "不属实，说明依据",
    text: "您对{单位}{年度}年度报告“{章节}”提出的意见收悉。经核对，报告所述与（请写明依据，如统计口径、文件名称）一致，说明如下：（请写明）。如有异议，可在期限内申请复查。",
  },
  {
    name: "解答疑问",
    text: "您对{单位}{年度}年度报告“{章节}”提出的问题收悉，答复如下：（请写明）。",
  },
  { name: "感谢建议", text: "您的建议收悉。我们已（请写明采纳或不采纳，以及理由）。感谢您的建议。" },
];

export async function loadTemplates(ctx: Ctx): Promise<readonly AnswerTemplate[]> {
  return ((await loadSetting(ctx.db, "answer-templates")) as AnswerTemplate[] | null) ?? DEFAULTS;
}

/** Takes the place of all templates; those without name and text are left out. Throws `forbidden`, `invalid` naming the field. */
export async function changeTemplates(ctx: Ctx, typed: readonly AnswerTemplate[]): Promise<void> {
  const by = requireRole(ctx, "admin");
  const kept = typed.flatMap(({ name, text }, index) => {
    if (name.trim() === "" && text.trim() === "") return [];
    return [
      {
        name: requireField(staffFields.templateName, name, `name-${index}`),
        text: requireField(staffFields.templateText, text, `text-${index}`),
      },
    ];
  });
  if (kept.length > MOST_TEMPLATES) throw new AppError("invalid", `模板最多${MOST_TEMPLATES}个。`, "name-0");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    saveSetting(ctx.db, "answer-templates", kept, at, by),
    auditEntry(ctx.db, {
      at,
      actor: by,
      action: "feedback.templates_changed",
      subject: "/staff/settings",
      detail: { names: kept.map(({ name }) => name).join("、") },
    }),
  ]);
}

type Matter = Pick<Feedback, "id" | "aboutBureauName" | "bureauName" | "year" | "sectionHeading">;

/** The template filled in from the matter; unknown parts are left to be written. */
export function fillTemplate(text: string, { id, aboutBureauName, bureauName, year, sectionHeading }: Matter): string {
  const known: Record<string, string | null> = {
    编号: String(id),
    单位: aboutBureauName ?? bureauName,
    年度: year === null ? null : String(year),
    章节: sectionHeading,
  };
  return text.replace(
    /\{([^{}]{1,4})\}/g,
    (whole, name: string) => known[name] ?? (name in known ? `（${name}）` : whole),
  );
}
