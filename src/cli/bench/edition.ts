export interface BenchEdition {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The demonstration report as if it were another bureau's, of another year. */
export function benchEdition(text: string, bureau: string, year: number): BenchEdition {
  const own = text
    .replaceAll("示例市东湖电信局", bureau)
    .replaceAll("2020年", `${year}年`)
    .replaceAll("东湖局", `${bureau.slice(3, 5)}局`);
  return { fileName: `${bureau}${year}.txt`, bytes: new TextEncoder().encode(own) };
}

/** The request that publishes it. */
export function publication({ fileName, bytes }: BenchEdition, token: string): RequestInit {
  const body = new FormData();
  body.set("file", new File([bytes], fileName));
  body.set("accept", "bureau-new");
  return { method: "POST", headers: { authorization: `Bearer ${token}` }, body };
}
