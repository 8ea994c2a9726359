import { Plus, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { useStore } from 'zustand';
import {
  addFile,
  own,
  removeFile,
  renameFile,
  setStarts,
  showFile,
} from '../../store/own-program.ts';
import { Button } from '../controls/Button.tsx';
import { Tabs } from '../controls/Tabs.tsx';

/** The files of the program. For the open one: its name, and whether it is started as a program. */
export function FileTabs({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('lab');
  const { files, shown } = useStore(own);
  return (
    <div className="lab-files">
      <Tabs
        label={t('files')}
        tabs={files.map(({ path }) => ({ id: path, label: path }))}
        shown={shown}
        onShow={showFile}
        aside={
          <Button
            icon={<Plus size={14} />}
            aria-label={t('addFile')}
            title={t('addFile')}
            onClick={addFile}
          />
        }
      >
        {files.length > 1 && <FileBar key={shown} path={shown} />}
        {children}
      </Tabs>
    </div>
  );
}

function FileBar({ path }: { readonly path: string }) {
  const { t } = useTranslation('lab');
  const isStarted = useStore(own, ({ starts }) => starts.includes(path));
  const isOnly = useStore(own, ({ starts }) => starts.length === 1) && isStarted;
  const [name, setName] = useState(path);
  const [refused, setRefused] = useState<{ name: string; why: 'invalid' | 'taken' }>();
  const reason = useId();
  return (
    <div className="lab-file-bar">
      <input
        className="lab-file-name"
        aria-label={t('fileName')}
        aria-invalid={refused !== undefined}
        aria-describedby={refused && reason}
        value={name}
        spellCheck={false}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onBlur={() => {
          const wanted = name.trim();
          const why = renameFile(path, wanted);
          setRefused(why && { name: wanted, why });
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur();
        }}
      />
      <label title={t('startsHelp')}>
        <input
          type="checkbox"
          checked={isStarted}
          disabled={isOnly}
          onChange={({ currentTarget }) => setStarts(path, currentTarget.checked)}
        />
        {t('starts')}
      </label>
      <Button
        icon={<X size={14} />}
        aria-label={t('removeFile', { path })}
        title={t('removeFile', { path })}
        onClick={() => removeFile(path)}
      />
      {refused && (
        <p id={reason} className="lab-file-refused" role="alert">
          {t(`refused.${refused.why}`, { name: refused.name, path })}
        </p>
      )}
    </div>
  );
}
