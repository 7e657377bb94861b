import { AppError } from "../../errors.ts";

/** A file of a form; of one that is longer than may be kept, one byte more than that. */
export interface StreamedFile {
  name: string;
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface StreamedForm {
  fields: [name: string, value: string][];
  files: StreamedFile[];
}

export interface FormLimits {
  /** The most bytes of one file; the rest of a longer one is read and thrown away. */
  fileBytes: number;
  files: number;
  /** The most bytes of all that is no file. */
  textBytes: number;
}

const LONGEST_HEADER = 8_192;
const MOST_PARTS = 100;
const broken = () => new AppError("invalid", "表单格式不对，请返回重新提交。");

/**
 * Reads a multipart form as it arrives and keeps no more of it than the limits say. `keepsFiles` is asked once, before the first
 * file, with the fields that came before. If it answers no, files are read past. Decision 0222.
 */
export async function readStreamedForm(
  request: Request,
  limits: FormLimits,
  keepsFiles: (fields: StreamedForm["fields"]) => Promise<boolean>,
): Promise<StreamedForm> {
  const boundary = /\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(request.headers.get("content-type") ?? "");
  if (!boundary || !request.body) throw broken();
  const parts = new Parts(request.body.getReader(), `\r\n--${boundary[1] ?? boundary[2]}`);
  const form: StreamedForm = { fields: [], files: [] };
  let keeps: boolean | null = null;
  let text = 0;
  for (let count = 0; await parts.next(); count += 1) {
    if (count >= MOST_PARTS) throw broken();
    const { name, fileName } = named(await parts.header());
    if (fileName === null) {
      const value = await parts.body(limits.textBytes - text + 1);
      text += value.length;
      if (text > limits.textBytes) throw new AppError("too_large", "填写的文字太长，请删减后再提交。");
      form.fields.push([name, new TextDecoder().decode(value)]);
      continue;
    }
    keeps ??= await keepsFiles(form.fields);
    const kept = keeps && form.files.length < limits.files;
    const bytes = await parts.body(kept ? limits.fileBytes + 1 : 1);
    if (bytes.length > 0 || fileName !== "")
      form.files.push({ name, fileName, bytes: kept ? bytes : new Uint8Array() });
  }
  return form;
}

/** From the lines before a part; browsers write a quotation mark as %22. */
function named(header: string): { name: string; fileName: string | null } {
  const line = /^content-disposition:[^\r\n]*/im.exec(header)?.[0] ?? "";
  const of = (key: string) => new RegExp(`[;\\s]${key}="([^"]*)"`, "i").exec(line)?.[1]?.replaceAll("%22", '"') ?? null;
  const name = of("name");
  if (name === null) throw broken();
  return { name, fileName: of("filename") };
}

const DASH = 0x2d;

/** The parts of a body between its boundaries, piece by piece. */
class Parts {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #delimiter: Uint8Array;
  /** Bytes that have arrived and are not used; as if a line had ended before the body. */
  #rest: Uint8Array = Uint8Array.of(13, 10);
  #started = false;
  #ended = false;

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>, delimiter: string) {
    this.#reader = reader;
    this.#delimiter = new TextEncoder().encode(delimiter);
  }

  /** Goes past the next boundary; false at the last. */
  async next(): Promise<boolean> {
    if (this.#ended) return false;
    if (!this.#started) await this.#skipTo(this.#delimiter);
    this.#started = true;
    const [first, second] = [await this.#byte(), await this.#byte()];
    this.#ended = first === DASH && second === DASH;
    if (this.#ended) await this.#reader.cancel().catch(() => {});
    else if (first !== 13 || second !== 10) throw broken();
    return !this.#ended;
  }

  async header(): Promise<string> {
    const end = new TextEncoder().encode("\r\n\r\n");
    return new TextDecoder().decode(await this.#skipTo(end, LONGEST_HEADER, true));
  }

  /** To the next boundary, of which the first `most` bytes are kept. */
  body = (most: number) => this.#skipTo(this.#delimiter, most);

  async #skipTo(end: Uint8Array, most = 0, strict = false): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let kept = 0;
    const keep = (bytes: Uint8Array) => {
      if (strict && kept + bytes.length > most) throw broken();
      const piece = bytes.slice(0, Math.max(0, most - kept));
      kept += piece.length;
      if (piece.length > 0) pieces.push(piece);
    };
    for (;;) {
      const at = indexOf(this.#rest, end);
      if (at >= 0) {
        keep(this.#rest.subarray(0, at));
        this.#rest = this.#rest.subarray(at + end.length);
        return joined(pieces, kept);
      }
      const sure = Math.max(0, this.#rest.length - end.length + 1);
      keep(this.#rest.subarray(0, sure));
      this.#rest = this.#rest.subarray(sure);
      await this.#more();
    }
  }

  async #byte(): Promise<number> {
    while (this.#rest.length === 0) await this.#more();
    const byte = this.#rest[0] ?? 0;
    this.#rest = this.#rest.subarray(1);
    return byte;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#reader.read();
    if (done) throw broken();
    this.#rest = joined([this.#rest, value], this.#rest.length + value.length);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (at + wanted.length <= bytes.length && wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}
