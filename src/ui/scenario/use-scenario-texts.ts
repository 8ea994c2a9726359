import { useEffect, useState } from 'react';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { loadTexts } from '../../scenarios/texts.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';

interface Loaded {
  readonly id: string;
  readonly texts: ScenarioTexts;
}

/** The open scenario's texts in the page's language; undefined until loaded. */
export function useScenarioTexts(): ScenarioTexts | undefined {
  const id = useApp((state) => scenarioOf(state.program)?.id);
  const language = useApp((state) => state.language);
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let isCurrent = true;
    loadTexts(id, language).then(
      (texts) => isCurrent && setLoaded({ id, texts }),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, language]);
  const texts = loaded !== undefined && loaded.id === id ? loaded.texts : undefined;
  const title = texts?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Weft`;
  }, [title]);
  return texts;
}
