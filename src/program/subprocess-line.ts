/**
 * Parser of shell commands, a subset of dash: sequences (; and newlines, &&, ||), quotes, $$ and $?, and >&2.
 */
import { PyError } from '../kernel/errors.ts';

/** A literal text, or a parameter: $$ or $?. */
export type Piece = string | { readonly parameter: string };

export interface Command {
  /** It runs always, if the previous command succeeded, or if it failed. */
  readonly after: ';' | '&&' | '||';
  readonly words: readonly (readonly Piece[])[];
  /** Its output is redirected to stderr. */
  readonly toError: boolean;
  /** Line in the text, from 1. */
  readonly line: number;
}

const LEXEME =
  /(?<blank>[^\S\n]+)|(?<end>&&|\|\||[;\n])|(?<toError>1?>&2(?![\w.]))|'(?<quoted>[^']*)'|"(?<half>(?:[^"\\]|\\.)*)"|\\(?<escaped>[^\n])|\$(?<parameter>[$?])|(?<text>[\p{L}\p{N}_@%+=:,./^-]+)|(?<inWord>[#~!{}])|(?<other>.)/gsu;

/** Words that start unsupported constructs of a shell. */
const MISSING =
  /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|function|cd|pwd|export|readonly|set|unset|read|test|printf|wait|trap|exec|eval|\.|source|type|ulimit|umask|local|return|break|continue|shift|times|getopts|hash|command|alias|unalias|bg|fg|jobs|\w+=.*)$/s;

function unknown(what: string): PyError {
  return new PyError('NotImplementedError', `the shell of this page does not know ${what}`);
}

const syntaxError = (message: string): PyError => new PyError('SyntaxError', message);

/** Within double quotes. */
function piecesIn(half: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [part] of half.matchAll(/\\.|\$.?|`|[^\\$`]+/gsu)) {
    if (/^\$[$?]$/.test(part)) pieces.push({ parameter: part.slice(1) });
    else if (part.startsWith('`') || /^\$[\w({@*#!-]/.test(part)) throw unknown(part);
    else pieces.push(/^\\["\\$`\n]/.test(part) ? part.slice(1) : part);
  }
  return pieces;
}

/** Raises SyntaxError as a shell does, and NotImplementedError for unsupported constructs. */
export function parseLine(text: string): Command[] {
  const commands: Command[] = [];
  let after: Command['after'] = ';';
  let words: Piece[][] = [];
  let word: Piece[] | undefined;
  let toError = false;
  let line = 1;
  const add = (...pieces: Piece[]): void => {
    if (word === undefined) words.push((word = []));
    word.push(...pieces);
  };
  const finish = (end: string): void => {
    const isAlone = end === '' || end === '\n';
    if (words.length > 0) {
      const first = words[0]!.filter((piece) => typeof piece === 'string').join('');
      if (MISSING.test(first)) throw unknown(`'${first}'`);
      commands.push({ after, words, toError, line });
    } else if (toError) throw unknown('a redirection without a command');
    else if (after !== ';' && end === '') throw syntaxError('end of file unexpected');
    else if (!isAlone) throw syntaxError(`"${end}" unexpected`);
    // After && and ||, the command may continue on the next line.
    if (words.length > 0 || end !== '\n') after = end === '&&' || end === '||' ? end : ';';
    [words, word, toError] = [[], undefined, false];
    if (end === '\n') line += 1;
  };
  for (const { groups = {} } of text.matchAll(LEXEME)) {
    const { blank, end, quoted, half, escaped, parameter, text: plain, inWord, other } = groups;
    if (blank !== undefined) word = undefined;
    else if (end !== undefined) finish(end);
    else if (groups.toError !== undefined) [word, toError] = [undefined, true];
    else if (half !== undefined) add(...piecesIn(half));
    else if (parameter !== undefined) add({ parameter });
    else if (inWord !== undefined && word === undefined) throw unknown(inWord);
    else if (other === "'" || other === '"') throw syntaxError('Unterminated quoted string');
    else if (other !== undefined) throw unknown(other);
    else add(quoted ?? escaped ?? plain ?? inWord ?? '');
  }
  finish('');
  return commands;
}
