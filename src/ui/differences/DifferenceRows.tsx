import { useEffect, useState } from 'react';
import type { Listing } from '../../scenarios/scenario.ts';
import { loadListings } from '../../scenarios/listings.ts';
import { useApp } from '../use-app.ts';
import { constructsIn, constructsOf, type Construct } from './differences.ts';
import heads from './texts.json';

interface Props {
  /** A kind of object, or 'thread'; undefined for the whole program. */
  readonly of: string | undefined;
  readonly scenario: string;
}

export function DifferenceRows({ of, scenario }: Props) {
  const language = useApp((state) => state.language);
  const python = usePython(of === undefined ? scenario : undefined);
  const shown = of === undefined ? constructsIn(python ?? '') : constructsOf(of);
  return (
    <>
      {shown.map((construct) => (
        <Rows key={construct.id} construct={construct} />
      ))}
      <a href={`manual/${language}.html#differences`} target="_blank" rel="noopener">
        {heads[language].all}
      </a>
    </>
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

/** The scenario's Python text, once loaded. */
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
