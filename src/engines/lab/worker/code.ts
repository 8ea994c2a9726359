/**
 * The interpreter's code is compiled while its script and its memory are fetched, and once for all Workers. Pyodide would
 * compile it when its script has arrived.
 */

type Compile = typeof WebAssembly.instantiateStreaming;

/**
 * Makes Pyodide take this code, until `end` is called.
 *
 * @param url where Pyodide fetches the code
 * @param known the code as another Worker has compiled it
 */
export function compileAtOnce(url: string, known: WebAssembly.Module | undefined) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const code =
    known === undefined ? WebAssembly.compileStreaming(fetch(url)) : Promise.resolve(known);
  // If it fails before it is wanted.
  code.catch(() => undefined);
  globalThis.fetch = (asked, ...more) =>
    new Request(asked).url === url ? Promise.resolve(new Response()) : fetch(asked, ...more);
  const take: Compile = async (_nothing, imports) => {
    const module = await code;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  WebAssembly.instantiateStreaming = take;
  return {
    code,
    end() {
      globalThis.fetch = fetch;
      WebAssembly.instantiateStreaming = instantiateStreaming;
    },
  };
}
