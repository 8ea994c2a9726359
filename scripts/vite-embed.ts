/**
 * Builds src/embed into dist/embed.js, dist/weft-demo.js and dist/embed.d.ts: stable names, one file each, for other
 * people's pages. The compiler generates the declarations.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src/embed/embed.ts');

export const embedFiles: readonly string[] = ['embed.js', 'weft-demo.js', 'embed.d.ts'];

/** How each determines its own address, which is the page's. */
const forms = {
  es: 'import.meta.url',
  iife: 'document.currentScript.src',
} as const;

async function bundle(format: keyof typeof forms): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { WEFT_ADDRESS: forms[format] },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: source, formats: [format], name: 'WeftEmbed', fileName: () => 'embed.js' },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error('bug: what other pages load must be one file');
  return inAscii(output[0].code);
}

/** A script is read in the encoding of the page around it, which need not be UTF-8. Letters occur in texts only. */
const inAscii = (code: string): string =>
  code.replace(/[^\p{ASCII}]/gu, (letter) =>
    letter
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** The declarations of its files as one module. */
function declarations(): string {
  const out = mkdtempSync(join(tmpdir(), 'weft-embed-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options =
      '--declaration --emitDeclarationOnly --noEmit false --strict --target es2023 --lib es2024,dom,dom.iterable ' +
      '--module esnext --moduleResolution bundler --allowImportingTsExtensions';
    execFileSync(
      process.execPath,
      [tsc, ...options.split(' '), '--types', '', '--outDir', out, source],
      { cwd: tmpdir(), stdio: 'pipe' },
    );
    const texts = ['protocol', 'weft-embed', 'weft-demo', 'embed'].map((name) =>
      readFileSync(join(out, `${name}.d.ts`), 'utf8'),
    );
    return joined(texts);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Imports between the files are dropped, since all are in one file. */
const joined = (texts: readonly string[]): string =>
  texts
    .join('\n')
    .replace(/^import [^;]+;\n/gm, '')
    .replace(/^export (?:type )?\{[^}]*\}(?: from [^;]+)?;\n/gm, '')
    .replace(/import\(['"][^'"]+['"]\)\./g, '');

export function embedModule(): Plugin {
  return {
    name: 'weft:embed',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: await bundle('es') });
      this.emitFile({ type: 'asset', fileName: 'weft-demo.js', source: await bundle('iife') });
      this.emitFile({ type: 'asset', fileName: 'embed.d.ts', source: declarations() });
    },
  };
}
