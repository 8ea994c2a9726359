import type { Verdict } from '../../store/teach/teach-state.ts';
import { fill, type TeachTexts } from './words.ts';

/** State of a challenge as a sentence; `how`: shown while undecided. */
export function verdictText(panel: TeachTexts['panel'], verdict: Verdict, how: string): string {
  const { verdict: texts, endings } = panel;
  switch (verdict.kind) {
    case 'open':
      return how;
    case 'missed':
      return texts.missed;
    case 'proving':
      return fill(texts.proving, { count: verdict.runs });
    case 'refuted':
      return fill(texts.refuted, { count: verdict.runs, ending: endings[verdict.ending] });
    case 'unproved':
      return fill(texts.unproved, { count: verdict.runs });
    case 'changed':
      return fill(texts.changed, { names: verdict.names.join(', ') });
    case 'won':
      return fill(verdict.isProof ? texts.wonCure : texts.wonRun, { count: verdict.count });
  }
}
