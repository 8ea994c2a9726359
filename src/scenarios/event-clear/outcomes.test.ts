import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('event-clear', (run) => {
  it('serves each dish after its order', async () => {
    const { printed, time } = await run({ orders: 3 });
    expect(printed).toEqual(
      numbers(3).flatMap((n) => [`order ${n} comes in`, `dish ${n} is served`]),
    );
    expect(time).toBe(5000);
  });

  it('serves what nobody has ordered where the event is not cleared', async () => {
    const { printed } = await run({ orders: 3, clear: false });
    expect(printed.slice(0, 3)).toEqual([
      'order 1 comes in',
      'dish 1 is served',
      'dish 2 is served',
    ]);
  });
});
