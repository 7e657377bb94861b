/** The bytes in pieces of `step`, each copied only when it is asked for. */
export function inSteps(bytes: Uint8Array, step: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(Uint8Array.from(bytes.subarray(at, at + step)));
      at += step;
    },
  });
}
