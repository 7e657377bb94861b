import type { Step } from "./steps.ts";

const unavailable = () => new Error("We encountered an internal error. Please try again. (10001)");

/** An R2 bucket each of whose calls is one step; the body of an object comes with it. */
export function faultyBucket(inner: R2Bucket, step: Step): R2Bucket {
  const call =
    <A extends unknown[], T>(name: string, run: (...given: A) => Promise<T>) =>
    (...given: A) =>
      step("files", `${name} ${String(given[0]).slice(0, 24)}`, () => run(...given), {
        error: unavailable,
      });
  return {
    put: call("put", (key: string, value: ArrayBuffer, options?: R2PutOptions) => inner.put(key, value, options)),
    get: call("get", (key: string) => inner.get(key)),
    head: call("head", (key: string) => inner.head(key)),
    delete: call("delete", (keys: string | string[]) => inner.delete(keys)),
    list: call("list", (options?: R2ListOptions) => inner.list(options)),
  } as unknown as R2Bucket;
}
