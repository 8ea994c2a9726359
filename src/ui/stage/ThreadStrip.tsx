import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { hasPid } from '../../views/process-tree.ts';
import type { FigureProps } from './figure-props.ts';
import { tokenText } from './token-text.ts';
import { moveFocus } from './move-focus.ts';
import { conditionOf, conditions } from '../../views/condition.ts';
import { toneOf } from './thread-tone.ts';
import { ThreadCard } from './ThreadCard.tsx';
import { ThreadToken } from './ThreadToken.tsx';
import { ToneIcon } from './ToneIcon.tsx';
import { gridHeight, MOST_TOKENS, stripSizeFor } from './token-grid.ts';
import { countConditions, cutGroups, firstThreads, threadsByProcess } from './thread-groups.ts';
import { useGradually } from './use-gradually.ts';
import { NameText } from '../controls/NameText.tsx';

/** Maximum number of single-thread processes shown with their pids; more are side by side without. */
const MOST_LINES = 4;

interface ThreadStripProps extends Pick<FigureProps, 'world' | 'trace' | 'selection' | 'onSelect'> {
  readonly width: CssPx;
  /** In step mode: the threads that can take the next step. */
  readonly movers: readonly ThreadIndex[];
  /** Each with a sentence on its state. */
  readonly asCards: boolean;
}

/** The threads of all processes, up to a number, and how many are in each state. */
export const ThreadStrip = memo(function ThreadStrip(props: ThreadStripProps) {
  const { world, trace, selection, onSelect, width, movers, asCards } = props;
  const { t } = useTranslation(['stage', 'views']);
  const size = stripSizeFor(world.threads.length, width);
  const counts = countConditions(world);
  const chosen = selection.kind === 'thread' ? selection.index : -1;
  const all = threadsByProcess(trace, world);
  const groups = firstThreads(all, MOST_TOKENS, chosen);
  const count = groups.reduce((sum, { threads }) => sum + threads.length, 0);
  const hidden = world.threads.length - count;
  const drawn = cutGroups(groups, useGradually(count));
  const hasSeveral = all.length > 1;
  const areMany = all.filter(({ length }) => length === 1).length > MOST_LINES;
  const canStep = new Set(movers);
  /** `alone`: the only thread of its process, labelled with the process's name. */
  const token = (thread: ThreadIndex, first: boolean, alone: boolean) => {
    const state = world.threads[thread]!;
    const ownSize = alone && !areMany ? 'pill' : size;
    const isSmall = ownSize === 'chip' || ownSize === 'dot';
    const nameAlone = () => (isSmall ? world.names.shortBrief(thread) : world.names.brief(thread));
    return (
      <ThreadToken
        key={thread}
        t={t}
        index={thread}
        text={alone ? nameAlone() : tokenText(world.names, thread, size, 'process')}
        name={world.names.thread(thread)}
        condition={conditionOf(state)}
        size={ownSize}
        selected={thread === chosen}
        first={first}
        canMove={canStep.has(thread)}
        onSelect={onSelect}
      />
    );
  };
  return (
    <section className="strip" aria-label={t('strip.label')}>
      <ul className="strip-counts" aria-label={t('strip.counts')}>
        {conditions.map(
          (condition) =>
            counts[condition] > 0 && (
              <li
                key={condition}
                className="tone"
                data-tone={toneOf(condition)}
                data-condition={condition}
              >
                <ToneIcon condition={condition} />
                <span className="strip-count">{counts[condition]}</span>
                {t(`views:condition.${condition}`)}
              </li>
            ),
        )}
      </ul>
      {drawn.map(({ process, threads }, n) => {
        const { length } = groups[n]!.threads;
        const alone = hasSeveral && all[process]!.length === 1;
        const head = <ProcessHead {...{ world, trace, process }} hasName={!alone} />;
        return (
          // Processes are only ever appended.
          <div
            key={process}
            className="strip-process"
            data-alone={alone ? (areMany ? size : 'line') : undefined}
            data-cards={asCards || undefined}
          >
            {hasSeveral && !alone && head}
            <div
              className="strip-tokens"
              data-size={asCards ? 'card' : size}
              role="group"
              onKeyDown={moveFocus}
              aria-label={world.names.process(process)}
              style={
                threads.length < length ? { minHeight: gridHeight(length, size, width) } : undefined
              }
            >
              {threads.map((thread, i) =>
                asCards ? (
                  <ThreadCard
                    key={thread}
                    {...{ world, trace, selection, onSelect, thread }}
                    first={i === 0}
                    canMove={canStep.has(thread)}
                  />
                ) : (
                  token(thread, i === 0, alone)
                ),
              )}
            </div>
            {alone && !areMany && head}
          </div>
        );
      })}
      {hidden > 0 && <p className="stage-empty">{t('strip.more', { count: hidden })}</p>}
    </section>
  );
}, sameStrip);

function sameStrip(a: ThreadStripProps, b: ThreadStripProps): boolean {
  return (
    a.trace === b.trace &&
    a.width === b.width &&
    a.asCards === b.asCards &&
    a.selection === b.selection &&
    a.movers === b.movers &&
    a.onSelect === b.onSelect &&
    a.world.names === b.world.names &&
    a.world.threads === b.world.threads &&
    a.world.processes === b.world.processes
  );
}

interface ProcessHeadProps extends Pick<ThreadStripProps, 'world' | 'trace'> {
  readonly process: ProcessIndex;
  readonly hasName: boolean;
}

function ProcessHead({ world, trace, process, hasName }: ProcessHeadProps) {
  const { t } = useTranslation('stage');
  const details = trace.processes[process];
  const exitCode = world.processes[process]?.exitCode;
  return (
    <div className="strip-head">
      {hasName && (
        <span className="strip-name">
          <NameText name={world.names.ownProcess(process)} />
        </span>
      )}
      {hasPid(trace, world, process) && (
        <span className="strip-pid">{t('strip.pid', { pid: details?.pid })}</span>
      )}
      {exitCode !== undefined && (
        <span className="strip-exit" data-failed={exitCode !== 0 || undefined}>
          {t('strip.exit', { code: exitCode })}
        </span>
      )}
    </div>
  );
}
