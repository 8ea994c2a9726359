import { FolderOpen } from 'lucide-react';
import { expectChosen, openChosen } from './open-chosen.ts';
import './OpenFile.css';

/** Opens a saved run or a recorded trace chosen by the reader. */
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
          // Allows choosing the same file again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
