import { partsOf } from '../../views/short-name.ts';
import './NameText.css';

/** So many letters at its end stay when a name is shortened: they are what tells one from another. */
const TAIL = 4;

/** A name that is shortened in its middle where it has no room. It is one text; the parts are only drawn. */
export function NameText({ name }: { readonly name: string }) {
  if (name.length <= 2 * TAIL) return name;
  const { head, told, rest } = partsOf(name, TAIL);
  return (
    <span className="name-text">
      <span className="visually-hidden">{name}</span>
      <span className="name-text-head" data-text={head} aria-hidden="true" />
      <span className="name-text-tail" data-text={told} aria-hidden="true" />
      {rest && <span className="name-text-rest" data-text={rest} aria-hidden="true" />}
    </span>
  );
}
