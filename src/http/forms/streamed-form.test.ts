import fc from "fast-check";
import { expect, test } from "vitest";
import { readStreamedForm } from "./streamed-form.ts";

const LIMITS = { fileBytes: 1000, files: 2, textBytes: 500 };
const yes = async () => true;

/** The form as a browser would send it, in pieces of that many bytes. */
async function sent(form: FormData, piece = 65_536): Promise<Request> {
  const whole = new Request("http://x", { method: "POST", body: form });
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += piece) controller.enqueue(bytes.slice(at, at + piece));
      controller.close();
    },
  });
  const headers = { "content-type": whole.headers.get("content-type") ?? "" };
  return new Request("http://x", { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

test("a form is read as the platform reads it, however it arrives in pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom("text", "title", "标题"), fc.string({ unit: "grapheme", maxLength: 20 })), {
        maxLength: 4,
      }),
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 2 }),
      fc.integer({ min: 1, max: 200 }),
      async (fields, files, piece) => {
        const form = new FormData();
        for (const [name, value] of fields) form.append(name, value);
        for (const [at, bytes] of files.entries())
          form.append("attachments", new File([Uint8Array.from(bytes)], `文"件${at}.pdf`));
        const own = await new Request("http://x", { method: "POST", body: form }).formData();
        const read = await readStreamedForm(await sent(form, piece), LIMITS, yes);
        expect(read.fields).toEqual([...own].filter(([, value]) => typeof value === "string"));
        const theirs = [...own].flatMap(([, value]) => (value instanceof File ? [value] : []));
        expect(read.files.map(({ fileName }) => fileName)).toEqual(theirs.map(({ name }) => name));
        for (const [at, file] of theirs.entries())
          expect(read.files[at]?.bytes).toEqual(new Uint8Array(await file.arrayBuffer()));
      },
    ),
    { numRuns: 60 },
  );
});

test("of what is longer than may be kept, one byte more is kept; of too many files, none", async () => {
  const form = new FormData();
  for (const size of [5_000, 10, 20]) form.append("attachments", new File([new Uint8Array(size)], `${size}.pdf`));
  const read = await readStreamedForm(await sent(form), LIMITS, yes);
  expect(read.files.map(({ bytes }) => bytes.length)).toEqual([1001, 10, 0]);
});

test("files are kept only after the fields before them were looked at", async () => {
  const form = new FormData();
  form.append("token", "forged");
  form.append("attachments", new File([new Uint8Array(500)], "a.pdf"));
  form.append("text", "behind the file");
  const asked: unknown[] = [];
  const read = await readStreamedForm(await sent(form), LIMITS, async (fields) => {
    asked.push([...fields]);
    return false;
  });
  expect(asked).toEqual([[["token", "forged"]]]);
  expect(read.files).toEqual([{ name: "attachments", fileName: "a.pdf", bytes: new Uint8Array() }]);
  expect(read.fields).toContainEqual(["text", "behind the file"]);
});

test.each([
  ["without an end", '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
  ["without a name", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"],
  ["with no boundary at all", "hello"],
  ["with a header that never ends", `--b\r\n${"x".repeat(20_000)}`],
  ["of endless parts", `--b${'\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--b'.repeat(200)}--`],
])("a form %s is refused in Chinese", async (_, body) => {
  const request = new Request("http://x", {
    method: "POST",
    body,
    headers: { "content-type": "multipart/form-data; boundary=b" },
  });
  await expect(readStreamedForm(request, LIMITS, yes)).rejects.toMatchObject({ code: "invalid" });
});

test("text without end is refused before it is kept", async () => {
  const form = new FormData();
  form.append("text", "长".repeat(1_000));
  await expect(readStreamedForm(await sent(form), LIMITS, yes)).rejects.toMatchObject({ code: "too_large" });
});
