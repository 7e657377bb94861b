/** A download under its own name (RFC 5987); `plain` is an ASCII name for old software. */
export function attachment(name: string, plain?: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment;${plain === undefined ? "" : ` filename="${plain}";`} filename*=UTF-8''${encoded}`;
}
