import type { ParamValues } from '../base/param-values.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** A scenario as it comes, and with each of its choices and switches set otherwise, once. */
export function variations({ params }: Scenario): ParamValues[] {
  return [
    {},
    ...Object.entries(params).flatMap(([name, param]) => {
      const others: readonly (string | boolean)[] =
        param.type === 'choice' ? param.options : param.type === 'bool' ? [true, false] : [];
      return (
        others
          // Of a thread that hangs only the live engine gets hold.
          .filter((value) => value !== param.default && value !== 'hang')
          .map((value) => ({ [name]: value }))
      );
    }),
  ];
}
