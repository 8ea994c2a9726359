import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { EndingKind } from '../../trace/outcome.ts';
import type { RunTreeValue } from '../../explore/report.ts';
import { openRow } from '../../store/explore/opening.ts';
import { Choice } from '../controls/Choice.tsx';
import { EndingIcon } from './EndingIcon.tsx';
import { RunTable } from './RunTable.tsx';
import { layoutTree, rowsAlong, rowsThrough, type PlacedNode } from './tree-layout.ts';
import { useExploration } from './use-exploration.ts';

/** Height of a row of leaves and width of a column of choices, in CSS pixels. */
const ROW = 26;
const COLUMN = 168;
const DOT = 18;

/** The tree of interleavings, as a picture or as a table. */
export function RunTree() {
  const { t } = useTranslation('explore');
  const tree = useExploration((state) => state.tree);
  const [look, setLook] = useState<'picture' | 'table'>('picture');
  if (tree === undefined || tree.nodes.length === 0) {
    return <p className="empty">{t('treeLoading')}</p>;
  }
  return (
    <div className="run-tree">
      <div className="run-tree-head">
        <Choice
          label={t('treeLook')}
          options={(['picture', 'table'] as const).map((value) => ({
            value,
            label: t(`look.${value}`),
          }))}
          chosen={look}
          onChoose={setLook}
        />
        <p className="run-tree-note">
          {t(tree.isFull ? 'treeFull' : 'treeHelp', { count: tree.runs })}
        </p>
      </div>
      {look === 'picture' ? <Picture tree={tree} /> : <RunTable tree={tree} />}
    </div>
  );
}

/** Kinds of endings of its runs, most frequent first. */
function useKinds(tree: RunTreeValue): (node: PlacedNode) => readonly EndingKind[] {
  const endings = useExploration(({ found }) => found?.endings);
  return useMemo(() => {
    const kinds = tree.endings.map(
      (key) => endings?.find((ending) => ending.key === key)?.kind ?? 'finished',
    );
    return ({ node }) => {
      const counted = node.counts.toSorted(([, a], [, b]) => b - a);
      return [...new Set(counted.map(([ending]) => kinds[ending] ?? 'finished'))];
    };
  }, [tree, endings]);
}

function Picture({ tree }: { readonly tree: RunTreeValue }) {
  const { t } = useTranslation('explore');
  const [folds, setFolds] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [focused, setFocused] = useState(0);
  const items = useRef(new Map<number, HTMLDivElement>());
  const placed = useMemo(() => layoutTree(tree, folds), [tree, folds]);
  const lit = useLit(tree);
  const kindsOf = useKinds(tree);
  const at = Math.max(
    0,
    placed.findIndex(({ row }) => row === focused),
  );
  const focus = (index: number) => {
    const next = placed[index];
    if (next === undefined) return;
    setFocused(next.row);
    items.current.get(next.row)?.focus();
  };
  const fold = (row: number, isOpen: boolean) => setFolds(new Map(folds).set(row, isOpen));
  const press = (event: KeyboardEvent) => {
    const here = placed[at];
    if (here === undefined) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(at + 1),
      ArrowUp: () => focus(at - 1),
      Home: () => focus(0),
      End: () => focus(placed.length - 1),
      ArrowRight: () => (here.fold === 'folded' ? fold(here.row, true) : focus(at + 1)),
      ArrowLeft: () => (here.fold === 'open' ? fold(here.row, false) : focus(here.parent)),
      Enter: () => void openRow(here.row),
      ' ': () => void openRow(here.row),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const depth = Math.max(...placed.map((node) => node.depth));
  const height = ROW * (1 + Math.max(...placed.map(({ y }) => y)));
  const width = COLUMN * (depth + 1);
  return (
    <div
      role="tree"
      aria-label={t('tree')}
      className="run-tree-picture"
      style={{ width, height }}
      onKeyDown={press}
    >
      <svg className="run-tree-lines" width={width} height={height} aria-hidden="true">
        {placed.map((node) => {
          const parent = placed[node.parent];
          if (parent === undefined) return null;
          const isLit = lit.has(node.row) && lit.has(parent.row);
          return (
            <path key={node.row} d={lineBetween(parent, node)} data-lit={isLit || undefined} />
          );
        })}
      </svg>
      {placed.map((node, index) => {
        const kinds = kindsOf(node);
        const { first } = node.node;
        const act =
          node.parent < 0 || first === undefined
            ? t('treeStart')
            : t('step', { thread: first.thread, act: `${first.op} ${first.on}`.trim() });
        const ends = kinds.map((kind) => t(`kind.${kind}`)).join(', ');
        return (
          <div
            key={node.row}
            ref={(element) => {
              if (element === null) items.current.delete(node.row);
              else items.current.set(node.row, element);
            }}
            role="treeitem"
            aria-level={node.depth + 1}
            aria-expanded={node.fold === 'leaf' ? undefined : node.fold === 'open'}
            aria-selected={lit.has(node.row)}
            aria-label={t('treeNode', { act, count: node.runs, ends })}
            title={t('treeNode', { act, count: node.runs, ends })}
            tabIndex={index === at ? 0 : -1}
            className="run-tree-node"
            data-lit={lit.has(node.row) || undefined}
            style={{ left: COLUMN * node.depth, top: ROW * node.y, width: COLUMN - 12 }}
            onFocus={() => setFocused(node.row)}
            onClick={() => {
              if (node.fold === 'leaf') void openRow(node.row);
              else fold(node.row, node.fold === 'folded');
            }}
            onDoubleClick={() => void openRow(node.row)}
          >
            <Dot kinds={kinds} fold={node.fold} />
            <span className="run-tree-act">{act}</span>
            {node.fold !== 'leaf' && (
              <span className="run-tree-runs figures">
                {node.fold === 'folded' ? `×${node.runs}` : ''}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** All kinds of endings below it. */
function Dot({
  kinds,
  fold,
}: {
  readonly kinds: readonly EndingKind[];
  readonly fold: PlacedNode['fold'];
}) {
  const [only, ...others] = kinds;
  if (only === undefined) return null;
  if (fold !== 'open' && others.length === 0) return <EndingIcon kind={only} size={14} />;
  return (
    <span className="run-tree-dots" aria-hidden="true">
      {kinds.map((kind) => (
        <span key={kind} className="run-tree-dot" data-kind={kind} />
      ))}
    </span>
  );
}

function lineBetween(from: PlacedNode, to: PlacedNode): string {
  const [x1, y1] = [COLUMN * from.depth + DOT / 2, ROW * from.y + ROW / 2];
  const [x2, y2] = [COLUMN * to.depth, ROW * to.y + ROW / 2];
  return y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1 + DOT / 2}V${y2}H${x2}`;
}

/** The rows of the run that is open. */
function useLit(tree: RunTreeValue): ReadonlySet<number> {
  const row = useExploration((state) => state.row);
  const open = useExploration((state) => state.open);
  return useMemo(() => {
    if (row >= 0) return rowsThrough(tree, row);
    return open === undefined ? new Set<number>() : rowsAlong(tree, open.steps);
  }, [tree, row, open]);
}
