import { challengeChapters } from '../../teach/challenge.ts';
import { challenges } from '../../teach/challenges/list.ts';
import { openChallenge } from '../../store/teach/challenging.ts';
import { ChallengeCard } from './ChallengeCard.tsx';
import { Stars } from './Stars.tsx';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** All challenges by chapter, or the open one. */
export function Challenges({ texts }: { readonly texts: TeachTexts }) {
  const challenge = useTeach((state) => state.challenge);
  const stars = useTeach((state) => state.stars);
  if (challenge !== undefined) return <ChallengeCard key={challenge} texts={texts} />;
  const won = Object.values(stars);
  const total = won.reduce((sum, one) => sum + one, 0);
  const progress = { count: won.length, all: challenges.length, stars: total };
  return (
    <>
      <p className="teach-note figures">{fill(texts.panel.won, progress)}</p>
      {challengeChapters.map((chapter) => (
        <section key={chapter} className="teach-chapter">
          <h2 className="caption">{texts.panel.chapters[chapter]}</h2>
          <ul className="teach-list">
            {challenges
              .filter((one) => one.chapter === chapter)
              .map(({ id }) => (
                <li key={id}>
                  <button type="button" className="teach-item" onClick={() => openChallenge(id)}>
                    <span>{texts.challenges[id].title}</span>
                    <Stars count={stars[id] ?? 0} texts={texts} />
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
