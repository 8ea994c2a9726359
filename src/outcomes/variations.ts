import type { ParamValues } from '../base/param-values.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** A scenario with its defaults, and with each of its choices and switches changed once. */
export function variations({ params }: Scenario): ParamValues[] {
  return [
    {},
    ...Object.entries(params).flatMap(([name, param]) => {
      const others: readonly (string | boolean)[] =
        param.type === 'choice' ? param.options : param.type === 'bool' ? [true, false] : [];
      return (
        others
          // Only the live engine can end a thread that hangs.
          .filter((value) => value !== param.default && value !== 'hang')
          .map((value) => ({ [name]: value }))
      );
    }),
  ];
}
