/** The editor for Python (CodeMirror 6). */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import {
  EditorState,
  RangeSet,
  StateEffect,
  StateField,
  type ChangeSet,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  gutter,
  GutterMarker,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { carryLines } from './carry-lines.ts';

export interface EditorOptions {
  readonly parent: HTMLElement;
  /** Of the file that is open. */
  readonly path: string;
  readonly text: string;
  /** Its name, for those who cannot see it. */
  readonly label: string;
  /** Name of the gutter in which breakpoints are set. */
  readonly breakLabel: string;
  readonly onChange: (text: string, path: string) => void;
  /** Ctrl+Enter. */
  readonly onRun: () => void;
  /** @param line from 1 */
  readonly onBreak: (line: number) => void;
  /** Lines with breakpoints, from 1, after an edit has moved or removed some. */
  readonly onBreaksMoved: (lines: readonly number[]) => void;
}

/** Python's message for a line, from 1. */
export interface FaultMark {
  readonly line: number;
  readonly message: string;
}

export interface Editor {
  /** Replaces the text, as one step of undo. */
  setText(text: string): void;
  /** Opens another file: this one's undo history is kept until it is open again. */
  open(path: string, text: string): void;
  focus(): void;
  /** At the cursor. */
  insert(text: string): void;
  /** Shows Python's message at its line, and scrolls there; undefined: none. */
  mark(fault: FaultMark | undefined): void;
  /** @param lines from 1, at which a run stops */
  setBreaks(lines: readonly number[]): void;
  destroy(): void;
}

/** The page's colours, which follow its theme. */
const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text-1)', backgroundColor: 'var(--surface-1)' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: 'var(--size-s)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-1)',
    color: 'var(--text-3)',
    border: 'none',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused': { outline: 'none' },
  // Around the gutters, too, which are above the rest.
  '&.cm-focused::after': {
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    border: '2px solid var(--focus)',
    content: '""',
    pointerEvents: 'none',
  },
  // As specific as CodeMirror's own rule, whose colour is for a light page.
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'var(--accent-soft)' },
  '.cm-selectionMatch, .cm-searchMatch': { backgroundColor: 'var(--state-running-soft)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)' },
  '.cm-faultLine': { backgroundColor: 'var(--state-blocked-soft)' },
  '.cm-fault': {
    padding: '0 8px',
    backgroundColor: 'var(--state-blocked-soft)',
    color: 'var(--state-blocked-ink)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-breaks': { width: '18px' },
  '.cm-breaks, .cm-lineNumbers': { cursor: 'pointer' },
  '.cm-break::before': { content: '"●"', color: 'var(--state-blocked-ink)' },
  '.cm-panels': { backgroundColor: 'var(--surface-2)', color: 'var(--text-1)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], color: 'var(--syntax-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--syntax-string)' },
  { tag: tags.number, color: 'var(--syntax-number)' },
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
  { tag: [tags.definition(tags.variableName), tags.className], color: 'var(--syntax-name)' },
]);

const setFault = StateEffect.define<FaultMark | undefined>();
const setStops = StateEffect.define<readonly number[]>();

/** The line with an error, and Python's message below it; removed when the text changes. */
const faults = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { effects, docChanged, state }) {
    const asked = effects.find((effect) => effect.is(setFault));
    if (asked === undefined) return docChanged ? Decoration.none : before;
    const fault = asked.value;
    if (fault === undefined || fault.line > state.doc.lines) return Decoration.none;
    const { from, to } = state.doc.line(fault.line);
    return Decoration.set([
      Decoration.line({ class: 'cm-faultLine' }).range(from),
      Decoration.widget({ widget: new FaultText(fault.message), side: 1, block: true }).range(to),
    ]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

class FaultText extends WidgetType {
  readonly message: string;

  constructor(message: string) {
    super();
    this.message = message;
  }

  override eq(other: FaultText): boolean {
    return other.message === this.message;
  }

  toDOM(): HTMLElement {
    const line = document.createElement('div');
    line.className = 'cm-fault';
    line.textContent = this.message;
    return line;
  }
}

class BreakMark extends GutterMarker {
  override elementClass = 'cm-break';
}
const breakMark = new BreakMark();

/** Positions move with the text while the editor is open. */
const breaks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(before, { effects, changes, startState, state }) {
    const asked = effects.find((effect) => effect.is(setStops));
    const isReplaced = asked === undefined && spansAll(changes);
    if (asked === undefined && !isReplaced) return before.map(changes);
    const wanted =
      asked?.value ??
      carryLines(linesOf(before, startState.doc), textOf(startState.doc), textOf(state.doc));
    const lines = wanted.filter((line) => line <= state.doc.lines);
    const starts = lines.map((line) => state.doc.line(line).from).sort((a, b) => a - b);
    return RangeSet.of(starts.map((from) => breakMark.range(from)));
  },
});

const breakLines = (state: EditorState): number[] => linesOf(state.field(breaks), state.doc);

function linesOf(marks: RangeSet<GutterMarker>, doc: Text): number[] {
  const lines = new Set<number>();
  marks.between(0, doc.length, (from) => void lines.add(doc.lineAt(from).number));
  return [...lines];
}

/** Whether all of a text is replaced at once. */
function spansAll(changes: ChangeSet): boolean {
  let spans = false;
  changes.iterChangedRanges((from, to) => {
    spans ||= from === 0 && to === changes.length && to > 0;
  });
  return spans;
}

const textOf = (doc: Text): string[] => doc.toString().split('\n');

export function createEditor(options: EditorOptions): Editor {
  const { parent, label, breakLabel, onChange, onRun, onBreak, onBreaksMoved } = options;
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  let path = options.path;
  /** States of files that are not open, with their undo history. */
  const others = new Map<string, EditorState>();
  const breakHandlers = {
    mousedown({ state }: EditorView, { from }: { readonly from: number }) {
      onBreak(state.doc.lineAt(from).number);
      return true;
    },
  };
  const stateOf = (text: string) =>
    EditorState.create({
      doc: text,
      extensions: [
        breaks,
        gutter({
          class: 'cm-breaks',
          markers: (view) => view.state.field(breaks),
          initialSpacer: () => breakMark,
          domEventHandlers: breakHandlers,
        }),
        // The numbers, too, as in the listing of a run.
        lineNumbers({ domEventHandlers: breakHandlers }),
        faults,
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('    '),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        python(),
        syntaxHighlighting(colours),
        theme,
        // The place in the order of Tab is told: checkers take an editable element for one that has none.
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        keymap.of([
          {
            key: 'Mod-Enter',
            run() {
              onRun();
              return true;
            },
          },
          {
            key: 'F9',
            run({ state }) {
              onBreak(state.doc.lineAt(state.selection.main.head).number);
              return true;
            },
          },
          ...searchKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          const { startState, state } = update;
          const moved = breakLines(state);
          if (String(moved) !== String(breakLines(startState))) onBreaksMoved(moved);
          onChange(state.doc.toString(), path);
        }),
      ],
    });
  const view = new EditorView({ root, parent: root, state: stateOf(options.text) });
  const nameGutter = () => {
    const columns = view.dom.querySelectorAll<HTMLElement>('.cm-breaks, .cm-lineNumbers');
    for (const column of columns) column.title = breakLabel;
  };
  nameGutter();
  const setText = (next: string) => {
    if (next === view.state.doc.toString()) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
  };
  let marked: FaultMark | undefined;
  return {
    setText,
    open(next, text) {
      others.set(path, view.state);
      path = next;
      marked = undefined;
      view.setState(others.get(next) ?? stateOf(text));
      nameGutter();
      setText(text);
    },
    focus: () => view.focus(),
    insert: (text) => view.dispatch(view.state.replaceSelection(text)),
    mark(fault) {
      if (fault === marked) return;
      marked = fault;
      const line = Math.max(1, Math.min(fault?.line ?? 1, view.state.doc.lines));
      const { from } = view.state.doc.line(line);
      view.dispatch({
        effects: setFault.of(fault),
        ...(fault === undefined ? {} : { selection: { anchor: from }, scrollIntoView: true }),
      });
    },
    setBreaks: (lines) => view.dispatch({ effects: setStops.of(lines) }),
    destroy: () => view.destroy(),
  };
}
