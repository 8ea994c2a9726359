import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { RunTreeValue } from '../../explore/report.ts';
import { openRow } from '../../store/explore/opening.ts';
import { endingText } from './ending-text.ts';
import { layoutTree, type PlacedNode } from './tree-layout.ts';
import { useExploration } from './use-exploration.ts';

/** A row for each run, or for runs with the same continuation and ending: the choices, and the ending. */
export function RunTable({ tree }: { readonly tree: RunTreeValue }) {
  const { t } = useTranslation('explore');
  const endings = useExploration(({ found }) => found?.endings);
  const placed = useMemo(() => layoutTree(tree, new Map()), [tree]);
  const leaves = placed.filter(({ fold }) => fold !== 'open');
  const pathTo = (leaf: PlacedNode): string[] => {
    const path: string[] = [];
    for (let at: PlacedNode | undefined = leaf; at !== undefined && at.parent >= 0;) {
      const { first } = at.node;
      if (first !== undefined) {
        path.push(t('step', { thread: first.thread, act: `${first.op} ${first.on}`.trim() }));
      }
      at = placed[at.parent];
    }
    return path.toReversed();
  };
  const endsOf = ({ node }: PlacedNode): string =>
    node.counts
      .map(([ending]) => endings?.find(({ key }) => key === tree.endings[ending]))
      .map((ending) => (ending === undefined ? '…' : endingText(t, ending)))
      .join(' / ');
  return (
    <table className="step-table run-table">
      <thead>
        <tr>
          <th scope="col">{t('table.runs')}</th>
          <th scope="col">{t('table.choices')}</th>
          <th scope="col">{t('table.ends')}</th>
        </tr>
      </thead>
      <tbody>
        {leaves.map((leaf) => (
          <tr key={leaf.row}>
            <td className="figures">{leaf.runs}</td>
            <td>
              <RunLink row={leaf.row} text={pathTo(leaf).join(' → ') || t('treeStart')} />
            </td>
            <td>{endsOf(leaf)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RunLink({ row, text }: { readonly row: number; readonly text: string }) {
  return (
    <button type="button" className="link" onClick={() => void openRow(row)}>
      <span className="link-text">{text}</span>
    </button>
  );
}
