/** Tells how far what is fetched has come, while the interpreter loads in this Worker. */

/** So many bytes make a difference that is worth telling. */
const STEP = 200_000;

/**
 * Counts what `fetch` brings from now on.
 * @param tell hears the bytes so far, unpacked
 * @returns what ends that
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
