/**
 * Python 2 syntax, and names that Python 3 has removed, converted to Python 3. Only code is changed, never a string or
 * a comment.
 */
import { codeOf } from './code-mask.ts';
import { newAsyncio } from './old-asyncio.ts';

/** A pattern on the code with strings blanked out; `$1` … refer to the original text. */
type Rule = readonly [pattern: RegExp, replacement: string];

const modules: Readonly<Record<string, string>> = {
  Queue: 'queue',
  thread: '_thread',
  SocketServer: 'socketserver',
  ConfigParser: 'configparser',
  cPickle: 'pickle',
  StringIO: 'io',
  cStringIO: 'io',
  urllib2: 'urllib.request',
  httplib: 'http.client',
  BaseHTTPServer: 'http.server',
  commands: 'subprocess',
  Tkinter: 'tkinter',
  copy_reg: 'copyreg',
  __builtin__: 'builtins',
  dummy_thread: '_thread',
};
const old = Object.keys(modules).join('|');

/** A simple statement begins at the start of a line, or after a colon or a semicolon. */
const START = '(^[ \\t]*|[:;][ \\t]*)';

const spellings: readonly Rule[] = [
  [/\braw_input(?=\s*\()/g, 'input'],
  [/\bxrange(?=\s*\()/g, 'range'],
  [/\bunichr(?=\s*\()/g, 'chr'],
  [/\bunicode(?=\s*\()/g, 'str'],
  [/(?<![.\w])long(?=\s*\()/g, 'int'],
  [/\.iter(items|keys|values)(?=\s*\(\s*\))/g, '.$1'],
  [/([\w.]+)\.has_key\(([^()]*)\)/g, '($2 in $1)'],
  [/(?<!def )\b([\w.]+)\.next\(\)/g, 'next($1)'],
  [/\bdef next\(self\)/g, 'def __next__(self)'],
  [/\bexcept[ \t]+([\w.]+|\([^()]*\))[ \t]*,[ \t]*(\w+)[ \t]*:/g, 'except $1 as $2:'],
  [
    new RegExp(
      `${START}raise[ \\t]+([\\w.]+)[ \\t]*,[ \\t]*([^,;\\n]+?)(?=[ \\t]*(?:ᶜ.*)?$)`,
      'gm',
    ),
    '$1raise $2($3)',
  ],
  [/<>/g, '!='],
  [/`([^`\n]+)`/g, 'repr($1)'],
  [/(?<![\w.])0([0-7]+)(?![\w.])/g, '0o$1'],
  [/(?<![\w.])(\d+)[lL]\b/g, '$1'],
  [/(?<![\w.])[uU][rR](?=ˢ)/g, 'r'],
  [new RegExp(`${START}exec[ \\t]+(?!\\()([^;\\n]+?)(?=[ \\t]*(?:ᶜ.*)?$)`, 'gm'), '$1exec($2)'],
  [/\bsys\.maxint\b/g, 'sys.maxsize'],
  [/\btime\.clock\(/g, 'time.perf_counter('],
  [/\bstring\.(letters|uppercase|lowercase)\b/g, 'string.ascii_$1'],
  // Removed or deprecated names of threads and processes.
  [/\.setDaemon\(([^()\n]*)\)/g, '.daemon = $1'],
  [/\.isDaemon\(\)/g, '.daemon'],
  [/\.setName\(((?:[^()\n]|\([^()\n]*\))*)\)/g, '.name = $1'],
  [/\.getName\(\)/g, '.name'],
  [/\.isAlive\(/g, '.is_alive('],
  [/\.notifyAll\(/g, '.notify_all('],
  [/\.isSet\(/g, '.is_set('],
  [/(\bthreading\.|(?<![.\w])(?=currentThread\())currentThread\(/g, '$1current_thread('],
  [/(\bthreading\.|(?<![.\w])(?=activeCount\())activeCount\(/g, '$1active_count('],
  [/\bimport ([\w, ]*)\bcurrentThread\b/g, 'import $1current_thread'],
  [/\bthreading\._(Timer|Event|Semaphore|Condition|RLock)\b/g, 'threading.$1'],
  [/\basyncio\.async\(/g, 'asyncio.ensure_future('],
  // Modules, keeping the names that the rest of the program uses.
  [new RegExp(`^([ \\t]*)from[ \\t]+(${old})[ \\t]+import\\b`, 'gm'), '$1from @$2 import'],
  [new RegExp(`^([ \\t]*)import[ \\t]+(${old})(?=[ \\t]*(?:ᶜ.*)?$)`, 'gm'), '$1import @$2 as $2'],
  [new RegExp(`^([ \\t]*)import[ \\t]+(${old})[ \\t]+as\\b`, 'gm'), '$1import @$2 as'],
];

export function python3(text: string): string {
  let next = importsApart(text);
  for (const rule of spellings) next = apply(next, rule);
  next = next.replace(
    new RegExp(`(?<=^[ \\t]*(?:from|import) )@(${old})\\b`, 'gm'),
    (_all, name: string) => modules[name]!,
  );
  return printCalls(newAsyncio(next));
}

/** `import Queue, time`: a renamed module gets an import of its own. */
function importsApart(text: string): string {
  const listed = new RegExp(`^([ \\t]*)import[ \\t]+((?:\\w+[ \\t]*,[ \\t]*)+\\w+)[ \\t]*$`);
  const lines = text.split('\n').map((line) => {
    const [, indent = '', list = ''] = listed.exec(line) ?? [];
    const names = list.split(',').map((name) => name.trim());
    if (!names.some((name) => Object.hasOwn(modules, name))) return line;
    const kept = names.map((name) =>
      Object.hasOwn(modules, name) ? `${modules[name]!} as ${name}` : name,
    );
    return `${indent}import ${kept.join(', ')}`;
  });
  return lines.join('\n');
}

function apply(text: string, [pattern, replacement]: Rule): string {
  let out = '';
  let from = 0;
  for (const match of codeOf(text).matchAll(withIndices(pattern))) {
    const [start, end] = [match.index, match.index + match[0].length];
    const group = (n: number) => {
      const range = match.indices?.[n];
      return range === undefined ? '' : text.slice(range[0], range[1]);
    };
    out +=
      text.slice(from, start) +
      replacement.replace(/\$(\d)/g, (_all, n: string) => group(Number(n)));
    from = end;
  }
  return out + text.slice(from);
}

const withIndices = (pattern: RegExp): RegExp => new RegExp(pattern, `${pattern.flags}d`);

const statement = new RegExp(`${START}print(?![\\w])`, 'gm');

/** Converts `print x, y` to a call. A Python 3 call stays. */
function printCalls(text: string): string {
  const code = codeOf(text);
  let out = '';
  let from = 0;
  for (const match of code.matchAll(statement)) {
    const start = match.index + match[0].length;
    if (start < from || isInBrackets(code, match.index)) continue;
    const end = endOfStatement(code, start);
    const rest = code.slice(start, end);
    const call = callOf(rest, text.slice(start, end).trim());
    if (call === undefined) continue;
    const gap = rest.length - rest.trimEnd().length;
    out += `${text.slice(from, start)}${call}${text.slice(end - gap, end)}`;
    from = end;
  }
  return out + text.slice(from);
}

function callOf(code: string, text: string): string | undefined {
  const trimmed = code.trim();
  if (trimmed === '') return '()';
  // A variable's name, or no statement at all.
  if (
    /^([=.,)\]}[:+*/%&|^<-]|in\b|is\b|if\b|and\b|or\b)/.test(trimmed) &&
    !trimmed.startsWith('>>') &&
    !/^-\s*[\w(]/.test(trimmed)
  )
    return undefined;
  if (trimmed.startsWith('(')) {
    const close = closingBracket(trimmed, 0);
    const after = trimmed.slice(close + 1).trim();
    if (close < 0 || after === '' || !/^[%,+*./-]/.test(after)) return undefined;
    if (after === ',') return `(${text.slice(1, close)}, end=' ')`;
  } else if (!/^\s/.test(code) && !/^[ˢ'"]/.test(trimmed)) return undefined;
  const [, file, more] = /^>>\s*([\w.]+)\s*,?\s*([^]*)$/.exec(text) ?? [];
  const body = file === undefined ? text : (more ?? '');
  const isOpen = body.endsWith(',');
  const parts = [
    isOpen ? body.slice(0, -1).trimEnd() : body,
    ...(isOpen ? ["end=' '"] : []),
    ...(file === undefined ? [] : [`file=${file}`]),
  ];
  return `(${parts.filter((part) => part !== '').join(', ')})`;
}

function endOfStatement(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    const sign = code[at]!;
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (depth <= 0 && (sign === ';' || sign === 'ᶜ')) return at;
    else if (sign === '\n' && depth <= 0 && code[at - 1] !== '\\') return at;
  }
  return code.length;
}

function closingBracket(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    if ('([{'.includes(code[at]!)) depth += 1;
    else if (')]}'.includes(code[at]!) && --depth === 0) return at;
  }
  return -1;
}

/** In a dict, a slice or arguments, a colon starts no statement. */
function isInBrackets(code: string, at: number): boolean {
  let depth = 0;
  for (let n = 0; n < at; n++) {
    if ('([{'.includes(code[n]!)) depth += 1;
    else if (')]}'.includes(code[n]!)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}
