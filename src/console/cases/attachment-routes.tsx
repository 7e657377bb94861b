import { Hono } from "hono";
import { AppError } from "../../errors.ts";
import { openAttachment } from "../../feedback/handle/open-attachment.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { attachment } from "../../http/attachment.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { queuePath } from "../../console-paths.ts";
import { attachmentPage, type ShownText } from "./attachment-page.tsx";

const ATTACHMENT = `${queuePath()}/:id{[1-9][0-9]{0,9}}/attachments/:attachment{[1-9][0-9]{0,9}}`;
/** Nothing of the file runs or asks for anything, should a browser take it for a page. */
const AS_PICTURE_ONLY = "default-src 'none'; sandbox";

export const attachmentRoutes = new Hono<AppEnv>();

attachmentRoutes.get(ATTACHMENT, signedIn, async (c) => {
  const file = await openAttachment(c.get("ctx"), Number(c.req.param("id")), Number(c.req.param("attachment")));
  return c.body(file.body, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Length": String(file.size),
    "Content-Disposition": attachment(file.name),
  });
});

/** A picture as a picture: what it is was looked at when it came, and it was written anew. */
attachmentRoutes.get(`${ATTACHMENT}/picture`, signedIn, async (c) => {
  const file = await openAttachment(c.get("ctx"), Number(c.req.param("id")), Number(c.req.param("attachment")));
  if (!file.isPicture) throw new AppError("not_found", "这个附件不是图片。");
  return c.body(file.body, 200, {
    "Content-Type": file.type,
    "Content-Length": String(file.size),
    "Content-Disposition": "inline",
    "Content-Security-Policy": AS_PICTURE_ONLY,
  });
});

attachmentRoutes.get(`${ATTACHMENT}/view`, signedIn, async (c) => {
  const [id, number] = [Number(c.req.param("id")), Number(c.req.param("attachment"))];
  const ctx = c.get("ctx");
  const file = await openAttachment(ctx, id, number);
  if (file.isPicture || file.isSealed) {
    await file.body.cancel();
    return attachmentPage(c, { id, number, file, text: null });
  }
  const bytes = new Uint8Array(await new Response(file.body).arrayBuffer());
  const text: ShownText = await ctx.readText(bytes, file.name).then(
    (words) => ({ words }),
    (error: unknown) => {
      if (error instanceof AppError) return { trouble: error.message };
      throw error;
    },
  );
  return attachmentPage(c, { id, number, file, text });
});
