// @ts-check
/** The scripts that dist/index.html names: downloaded before anything shows. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);

/**
 * Sizes in kB of 1000 bytes, largest first; undefined without a build.
 * @returns {{ path: string, kb: number, gzipKb: number }[] | undefined}
 */
export function initialScripts() {
  const index = new URL('index.html', dist);
  if (!existsSync(index)) return undefined;
  const tags = readFileSync(index, 'utf8').match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /\brel="modulepreload"/.test(tag))
    .map((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1])
    .filter((path) => path !== undefined)
    .map((path) => {
      const code = readFileSync(new URL(path, dist));
      return { path, kb: code.length / 1000, gzipKb: gzipSync(code).length / 1000 };
    })
    .toSorted((a, b) => b.gzipKb - a.gzipKb);
}
