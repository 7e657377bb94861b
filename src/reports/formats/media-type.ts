const TYPES = new Map([
  ["txt", "text/plain"],
  ["text", "text/plain"],
  ["md", "text/markdown"],
  ["markdown", "text/markdown"],
  ["html", "text/html"],
  ["htm", "text/html"],
  ["xhtml", "text/html"],
  ["pdf", "application/pdf"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
]);

/** The media type of an original, which is stored with the extension of its name; one that is stored as a media type stays. */
export const mediaType = (fileType: string) =>
  TYPES.get(fileType) ?? (fileType.includes("/") ? fileType : "application/octet-stream");

/** `.docx`; empty if the name has none. */
export const mediaTypeExtension = (name: string) => /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? "";
