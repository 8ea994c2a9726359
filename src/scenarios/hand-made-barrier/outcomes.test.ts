import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('hand-made-barrier', (run) => {
  /** In which round each line was played. */
  const rounds = (printed: readonly string[]) => printed.map((line) => Number(line.at(-1)));

  it('lets the quick through twice, and leaves others to wait for ever', async () => {
    const { printed, left } = await run();
    const first = (line: string) => printed.indexOf(line);
    expect(first('player 1 plays round 2')).toBeLessThan(first('player 3 plays round 1'));
    expect(left).toEqual(['MainThread', 'player 2', 'player 3']);
  });

  it.each([[{}], [{ players: 2, rounds: 5 }], [{ think: 0 }], [{ reach: 0 }]])(
    'keeps all in one round with a second gate: %j',
    async (changed) => {
      const { printed, left } = await run({ second: true, ...changed });
      expect(rounds(printed)).toEqual(rounds(printed).toSorted((a, b) => a - b));
      expect(left).toEqual([]);
    },
  );
});
