/** Progress of loading the interpreter in this Worker. */

/** Bytes between two reports. */
const STEP = 200_000;

/**
 * Counts the bytes that `fetch` receives from now on.
 * @param tell callback with the bytes so far, uncompressed
 * @returns function that ends the counting
 */
export function countFetched(tell: (done: number) => void): () => void {
  const plain = globalThis.fetch;
  let done = 0;
  let told = 0;
  globalThis.fetch = async (...asked) => {
    const response = await plain(...asked);
    if (response.body === null) return response;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        done += chunk.length;
        if (done - told < STEP) return;
        told = done;
        tell(done);
      },
    });
    const { headers, status, statusText } = response;
    return new Response(response.body.pipeThrough(counter), { headers, status, statusText });
  };
  return () => {
    globalThis.fetch = plain;
  };
}
