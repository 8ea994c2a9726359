import './NameText.css';

/** So many letters at its end stay when a name is shortened: they are what tells one from another. */
const TAIL = 4;

/**
 * A name that is shortened in its middle where it has no room. Where it is the name of a button, that has a label: the
 * browser would read its two parts as two words.
 */
export function NameText({ name }: { readonly name: string }) {
  if (name.length <= 2 * TAIL) return name;
  return (
    <span className="name-text">
      <span className="name-text-head">{name.slice(0, -TAIL)}</span>
      <span className="name-text-tail">{name.slice(-TAIL)}</span>
    </span>
  );
}
