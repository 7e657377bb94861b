import { z } from "@hono/zod-openapi";
import { forEachTrait, traitLabels } from "./traits.ts";

const url = z.string().openapi({ format: "uri" });
const instant = z.string().openapi({ format: "date-time", example: "2024-09-18T02:00:00.000Z" });
const sha256 = z.string().openapi({ pattern: "^[0-9a-f]{64}$" });

const bureauSchema = z
  .object({
    slug: z.string().openapi({ description: "单位代号，用在地址里", example: "songjiang" }),
    name: z.string().openapi({ description: "单位全称" }),
    short_name: z.string().openapi({ description: "简称" }),
    demo: z.boolean().openapi({ description: "是否演示数据（内容虚构）" }),
  })
  .openapi("Bureau");

const traits = forEachTrait((trait) =>
  z
    .string()
    .nullable()
    .openapi({ description: `${traitLabels[trait]}；null 表示没有填` }),
);
export const listedBureauSchema = bureauSchema.extend(traits).openapi("ListedBureau");

export const reportLineSchema = z
  .object({
    bureau: bureauSchema,
    year: z.int(),
    title: z.string(),
    status: z.enum(["published", "withdrawn"]),
    current_revision: z.int(),
    first_published_at: instant,
    updated_at: instant,
    withdrawn_at: instant.nullable(),
    url,
  })
  .openapi("ReportLine");

export const bureauDetailSchema = bureauSchema
  .extend({
    ...traits,
    aliases: z.array(z.string()),
    url,
    reports: z.array(reportLineSchema),
    missed_years: z.array(z.int()).openapi({ description: "首次公示之后，本站未收到报告的年度" }),
  })
  .openapi("BureauDetail");

const revisionShape = {
  revision: z.int().openapi({ description: "第几版，从1起" }),
  current: z.boolean().openapi({ description: "是否现行版" }),
  title: z.string(),
  note: z.string().openapi({ description: "修订说明" }),
  published_at: instant,
  url: url.openapi({ description: "这一版的固定地址" }),
  file: z.object({
    sha256,
    name: z.string(),
    type: z.string(),
    size: z.int(),
    encoding: z.string(),
    url,
  }),
  text_sha256: sha256,
  section_count: z.int(),
  paragraph_count: z.int(),
  character_count: z.int(),
};

export const revisionSchema = z.object(revisionShape).openapi("Revision");

const headShape = {
  bureau: bureauSchema,
  year: z.int(),
  ...revisionShape,
  current_revision: z.int(),
  first_published_at: instant,
  current_url: url,
  revisions_url: url,
  previous_year: z.int().nullable(),
  next_year: z.int().nullable(),
};

const outlineShape = {
  slug: z.string().openapi({ example: "volunteering" }),
  heading: z.string().openapi({ description: "标题，照原样" }),
  numeral: z.string().openapi({ description: "编号，照原样" }),
  title: z.string().openapi({ description: "标题，不含编号" }),
  depth: z.int(),
  parent: z.string().nullable().openapi({ description: "上级章节的代号" }),
  standard: z.string().nullable().openapi({ description: "对应的标准章节" }),
  url,
};

const anchored = {
  anchor: z.string().openapi({ description: "段落锚点，地址末尾的 #p-…" }),
  former_anchors: z.array(z.string()).openapi({ description: "同一段在以前各版的锚点" }),
  url,
};

const blockSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: z.string(), ...anchored }),
    z.object({ kind: z.literal("item"), marker: z.string(), text: z.string(), ...anchored }),
    z.object({ kind: z.literal("signature"), text: z.string(), ...anchored }),
    z.object({
      kind: z.literal("table"),
      caption: z.string(),
      header: z.int(),
      rows: z.array(z.array(z.string())),
      ...anchored,
    }),
  ])
  .openapi("Paragraph");

const sectionSchema = z.object({ ...outlineShape, blocks: z.array(blockSchema) }).openapi("Section");

export const reportSchema = z
  .object({ ...headShape, outline: z.array(z.object(outlineShape).openapi("OutlineEntry")) })
  .openapi("Report");

export const sectionPageSchema = z
  .object({
    ...headShape,
    section: sectionSchema,
    path: z.array(z.string()).openapi({ description: "上级各节的标题，由外到内" }),
    subsections: z.array(sectionSchema),
    previous: z.string().nullable(),
    next: z.string().nullable(),
  })
  .openapi("SectionPage");

export const pageSchemaOf = <T extends z.ZodType>(item: T, name: string) =>
  z.object({ total: z.int(), page: z.int(), size: z.int(), items: z.array(item) }).openapi(name);

/** The outcome of a published file. */
export const published = {
  bureau: z.string(),
  bureauName: z.string(),
  year: z.number(),
  revision: z.number(),
  url: z.string(),
  title: z.string(),
  sections: z.number(),
  paragraphs: z.number(),
};
