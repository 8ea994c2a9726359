/** The values of a scenario's knobs, by the names of its params. */
export type ParamValue = number | boolean | string;
export type ParamValues = Readonly<Record<string, ParamValue>>;
