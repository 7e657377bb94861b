import { z } from "zod";
import { beijingDay } from "../day.ts";
import { bureauSlug, dayText, yearText } from "../fields.ts";
import { pressWords as words } from "./words.ts";

const LONGEST_TITLE = 120;
const LONGEST_MEDIUM = 40;
const LONGEST_ADDRESS = 500;

const line = (name: string, most: number) =>
  z
    .string()
    .trim()
    .min(1, words.empty(name))
    .max(most, words.tooLong(name, most))
    .transform((text) => text.replace(/[\p{Cc}\s]+/gu, " "));

const isAddress = (text: string) =>
  URL.canParse(text) && /^https?:\/\/[^\s<>"]+$/.test(text) && new URL(text).username === "";

const address = z.string().trim().max(LONGEST_ADDRESS, words.badAddress).refine(isAddress, words.badAddress);
const blank = (text: string) => text.trim() === "";
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.union([
    z.literal("").transform(() => null),
    z
      .string()
      .refine(blank)
      .transform(() => null),
    schema,
  ]);

/** The recorded fields of one use, from a form or a call. `today` in Beijing: nothing was published tomorrow. */
export const pressFields = (today: Date) =>
  z.object({
    title: line(words.title, LONGEST_TITLE),
    medium: line(words.medium, LONGEST_MEDIUM),
    day: dayText.refine((day) => day <= beijingDay(today), words.future),
    address,
    archived: orNothing(address),
    bureau: bureauSlug,
    year: orNothing(yearText),
    section: orNothing(
      z
        .string()
        .trim()
        .regex(/^[\w-]{1,100}$/, words.badSection),
    ),
    anchor: orNothing(
      z
        .string()
        .trim()
        .regex(/^[\w-]{1,40}$/, words.badAnchor),
    ),
  });

export type PressFields = z.infer<ReturnType<typeof pressFields>>;
export const PRESS_FIELDS = ["title", "medium", "day", "address", "archived", "bureau", "year", "section", "anchor"];
