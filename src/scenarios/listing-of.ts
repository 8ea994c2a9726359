import type { ParamValues } from '../base/param-values.ts';

/** The listing with these params: each is set in a line that ends in `# param: name`. */
export function listingOf(source: string, changed: ParamValues): string {
  return Object.entries(changed).reduce((text, [name, value]) => {
    const line = new RegExp(`^(\\w+ = )(.*)(  # param: ${name})$`, 'm');
    return text.replace(line, (_, head: string, old: string, tail: string) => {
      const python = value === true ? 'True' : value === false ? 'False' : String(value);
      return `${head}${old.startsWith("'") ? `'${python}'` : python}${tail}`;
    });
  }, source);
}
