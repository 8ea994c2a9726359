import { useState } from 'react';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { kindsTold } from './kinds-told.ts';
import heads from './texts.json';
import { later } from '../controls/later.tsx';
import './Differences.css';

/** The table is loaded when opened. */
const Rows = later(async () => (await import('./DifferenceRows.tsx')).DifferenceRows);

/**
 * Differences from CPython that apply to the selection. For scenarios only: the lab is CPython, and so are recordings.
 * @param of a kind of object, or 'thread'; undefined for the whole program
 */
export function Differences({ of }: { readonly of: string | undefined }) {
  const scenario = useApp((state) => scenarioOf(state.program)?.id);
  const language = useApp((state) => state.language);
  const [isWanted, setWanted] = useState(false);
  if (scenario === undefined || (of !== undefined && !kindsTold.includes(of))) return null;
  return (
    <details
      className="differences"
      onToggle={({ currentTarget }) => currentTarget.open && setWanted(true)}
    >
      <summary>{heads[language].title}</summary>
      {isWanted && <Rows of={of} scenario={scenario} />}
    </details>
  );
}
