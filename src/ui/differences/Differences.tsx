import { useEffect, useState } from 'react';
import type { Listing } from '../../scenarios/scenario.ts';
import { loadListings } from '../../scenarios/listings.ts';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { constructsIn, constructsOf, type Construct } from './differences.ts';
import heads from './texts.json';
import './Differences.css';

/**
 * Where what is looked at differs from CPython. Only a scenario's program is told of: the lab is CPython, and so is what was
 * recorded. @param of a kind of object, or 'thread'; undefined for the whole program
 */
export function Differences({ of }: { readonly of: string | undefined }) {
  const scenario = useApp((state) => scenarioOf(state.program)?.id);
  const language = useApp((state) => state.language);
  const python = usePython(of === undefined ? scenario : undefined);
  if (scenario === undefined) return null;
  const shown = of === undefined ? constructsIn(python ?? '') : constructsOf(of);
  const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count === 0) return null;
  const head = heads[language];
  return (
    <details className="differences">
      <summary>
        {head.title} <span className="differences-count figures">{count}</span>
      </summary>
      {shown.map((construct) => (
        <Rows key={construct.id} construct={construct} />
      ))}
      <a href={`manual/${language}.html#differences`} target="_blank" rel="noopener">
        {head.all}
      </a>
    </details>
  );
}

function Rows({ construct: { name, rows } }: { readonly construct: Construct }) {
  const language = useApp((state) => state.language);
  return (
    <section>
      <h3 className="caption">{name[language]}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.en}>
            {row[language]
              .split('`')
              .map((part, n) => (n % 2 === 0 ? part : <code key={n}>{part}</code>))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the scenario says in Python, once it is there. */
function usePython(scenario: string | undefined): string | undefined {
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly listing: Listing }>();
  useEffect(() => {
    if (scenario === undefined) return;
    let isCurrent = true;
    void loadListings(scenario).then(
      ({ python }) => isCurrent && setLoaded({ id: scenario, listing: python }),
    );
    return () => {
      isCurrent = false;
    };
  }, [scenario]);
  if (loaded === undefined || loaded.id !== scenario) return undefined;
  return loaded.listing.lines.map((line) => line.map(([text]) => text).join('')).join('\n');
}
