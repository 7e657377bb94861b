import type { Context } from "hono";
import { page } from "../ui/layout.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import type { AppEnv } from "./app-env.ts";
import { httpWords } from "./words.ts";

/** The address of a page as a QR code, to be shown on a screen or printed. */
export function qrPage(c: Context<AppEnv>, path: string) {
  const address = c.get("origin") + path;
  const body = (
    <div class="head">
      <h1>{httpWords.qrTitle}</h1>
      <p>
        <QrCode address={address} label={httpWords.qrLabel(address)} />
      </p>
      <p class="mono">{address}</p>
      <p>
        <a href={path}>{httpWords.qrBack}</a>
      </p>
    </div>
  );
  return page(c, { title: httpWords.qrTitle, path: c.req.path, unlisted: true }, body);
}
