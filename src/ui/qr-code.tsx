import { encodeQR } from "qr";

/** The dark modules as one path of strokes one unit wide: `M` begins a row, `m` goes on after a gap. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) => {
      let path = "";
      let end = 0;
      for (let x = row.indexOf(true); x >= 0; x = row.indexOf(true, end)) {
        const start = path === "" ? `M${x} ${y + 0.5}` : `m${x - end} 0`;
        const light = row.indexOf(false, x);
        end = light < 0 ? row.length : light;
        path += `${start}h${end - x}`;
      }
      return path;
    })
    .join("");
}

/** An address as a QR code, drawn on the server. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const rows = encodeQR(address, "raw", { ecc: "medium" });
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} />
      <path stroke="#000" d={qrPath(rows)} />
    </svg>
  );
}
