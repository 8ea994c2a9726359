import { Download, Link, MessageSquareText, MessageCircleQuestion, Play } from 'lucide-react';
import { useState } from 'react';
import { MAX_TITLE } from '../../../share/link.ts';
import { draftOf, emptyDraft, type Draft, type DraftKind } from '../../../teach/draft.ts';
import { MAX_STOPS } from '../../../teach/own-lesson.ts';
import { app } from '../../../store/app-state.ts';
import { messageOf, notify } from '../../../store/notices.ts';
import { setTitle } from '../../../store/note-actions.ts';
import { LINK_LIMIT } from '../../../store/share-actions.ts';
import { isTour, setStops } from '../../../store/teach/own-lesson.ts';
import { goToStop } from '../../../store/teach/touring.ts';
import { lessonFile, linkLength, selectedHere, spotHere } from '../../../store/teach/writing.ts';
import { Button } from '../../controls/Button.tsx';
import { saveFile } from '../../files/save-file.ts';
import { useApp } from '../../use-app.ts';
import { useTeach } from '../use-teach.ts';
import { fill, type TeachTexts } from '../words.ts';
import { StopForm } from './StopForm.tsx';
import { StopList } from './StopList.tsx';
import './WritePanel.css';

/** The stop being written, and its place in the list; -1 for a new one. */
interface Open {
  readonly draft: Draft;
  readonly place: number;
}

/** Editor of a lesson on the page's run: stops and questions, for the next link or a file. */
export function WritePanel({ texts }: { readonly texts: TeachTexts }) {
  const { write } = texts.panel;
  const language = useApp((state) => state.language);
  const hasRun = useApp(({ session, eventCount }) => session !== undefined && eventCount > 0);
  const title = useApp(({ words }) => words.title);
  const own = useTeach((state) => state.own);
  const [open, setOpen] = useState<Open>();
  const begin = (kind: DraftKind) => {
    const at = spotHere();
    if (at !== undefined) setOpen({ draft: emptyDraft(at, selectedHere(), kind), place: -1 });
  };
  if (open !== undefined && hasRun) {
    return (
      <StopForm
        first={open.draft}
        texts={texts}
        onCancel={() => setOpen(undefined)}
        onKeep={(stop) => {
          setStops(open.place < 0 ? [...own, stop] : own.with(open.place, stop));
          setOpen(undefined);
        }}
      />
    );
  }
  const isFull = own.length >= MAX_STOPS;
  return (
    <div className="write">
      <p className="teach-note">{write.help}</p>
      {!hasRun && <p className="teach-note">{write.noRun}</p>}
      <div className="teach-buttons">
        <Button
          look={own.length === 0 ? 'strong' : 'plain'}
          icon={<MessageCircleQuestion size={14} />}
          disabled={!hasRun || isFull}
          onClick={() => begin('choice')}
        >
          {write.ask}
        </Button>
        <Button
          look="plain"
          icon={<MessageSquareText size={14} />}
          disabled={!hasRun || isFull}
          onClick={() => begin('none')}
        >
          {write.tell}
        </Button>
        <label className="write-title">
          <span>{write.title}</span>
          <input
            className="write-field"
            maxLength={MAX_TITLE}
            value={title ?? ''}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        </label>
      </div>
      {isFull && <p className="teach-note">{fill(write.full, { most: MAX_STOPS })}</p>}
      <StopList
        texts={texts}
        onEdit={(place) => setOpen({ draft: draftOf(own[place]!, language), place })}
      />
      {own.length > 0 && <Sending texts={texts} />}
    </div>
  );
}

/** A link if it fits, else a file; and a preview. */
function Sending({ texts }: { readonly texts: TeachTexts }) {
  const { write } = texts.panel;
  const own = useTeach((state) => state.own);
  // The link depends on the whole page; it is computed when shown.
  useApp(({ world }) => world.count);
  const length = linkLength();
  const save = () => {
    lessonFile()
      .then(saveFile)
      .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
  };
  const tryIt = () => {
    if (isTour(own)) {
      app.setState({ teaching: 'lessons' });
      void goToStop('own', 0);
    } else app.setState({ teaching: 'questions' });
  };
  const about = () => {
    if (length === undefined) return write.noLink;
    const counts = { count: length, most: LINK_LIMIT };
    return fill(length > LINK_LIMIT ? write.tooLong : write.length, counts);
  };
  return (
    <>
      <div className="teach-buttons">
        <Button
          look="strong"
          icon={<Link size={14} />}
          disabled={length === undefined}
          onClick={() => app.setState({ dialog: 'share' })}
        >
          {write.link}
        </Button>
        <Button look="plain" icon={<Download size={14} />} onClick={save}>
          {write.file}
        </Button>
        <Button look="plain" icon={<Play size={14} />} onClick={tryIt}>
          {write.try}
        </Button>
      </div>
      <p className="teach-note figures">{about()}</p>
    </>
  );
}
