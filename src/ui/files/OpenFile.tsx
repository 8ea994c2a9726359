import { FolderOpen } from 'lucide-react';
import { expectChosen, openChosen } from './open-chosen.ts';
import './OpenFile.css';

/** Lets the reader choose a saved run or a recorded trace, and opens it. */
export function OpenFile({ label }: { readonly label: string }) {
  return (
    <label className="open-file" onPointerEnter={expectChosen} onFocus={expectChosen}>
      <FolderOpen size={15} aria-hidden="true" />
      {label}
      <input
        className="visually-hidden"
        type="file"
        accept=".json,.gz,.py,.cpuprofile,application/json,application/gzip"
        multiple
        onChange={({ currentTarget }) => {
          const [file, ...others] = currentTarget.files ?? [];
          if (file !== undefined) openChosen(file, file.name, others);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
