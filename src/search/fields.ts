import { z } from "zod";

const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;
const BAD_WIDTH = "full_text_from 应是四位年份，例如 2024；0 表示全部编入正文";

/** Reports of this year and later are in the index whole, earlier ones by their headings only; 0: all are whole. */
export const indexWidth = z
  .int({ error: BAD_WIDTH })
  .refine((year) => year === 0 || (year >= FIRST_YEAR && year <= LAST_YEAR), BAD_WIDTH);
