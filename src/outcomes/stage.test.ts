/** Figures of the stage, in every scenario: they show exactly the world at the cursor, without delay. */
import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { readParams } from '../scenarios/params.ts';
import { scenarios } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { isInner } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { catalogues as first } from '../ui/texts/first.en.ts';
import { catalogues as rest } from '../ui/texts/rest.en.ts';
import { figureKinds } from '../ui/stage/figure-kinds.ts';
import { sameFigure, type FigureProps } from '../ui/stage/figure-props.ts';
import { figuresOf, type Figure, type FigureKind } from '../ui/stage/figures.ts';
import { StageViews } from '../ui/stage/stage-views.ts';
import { conditionOf } from '../views/condition.ts';
import { itemsOf } from '../views/folds/python-items.ts';
import { History } from '../views/history.ts';
import type { ObjectState, World } from '../views/state.ts';
import { traceOfScenario } from './trace-of.ts';
import { variations } from './variations.ts';
import { thinned } from '../base/sweep.ts';

const nobody = () => undefined;

/** Figures that the page redraws only if `sameFigure` says so. */
const kept: readonly FigureKind[] = [
  'hold',
  'condition',
  'wait',
  'queue',
  'variable',
  'value',
  'array',
  'local',
  'contents',
];

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { ...first, ...rest } },
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  });
});

interface Token {
  readonly thread: number;
  readonly condition: string;
  readonly label: string;
}

function tokensIn(markup: string): Token[] {
  const texts = (tag: string, name: string) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1];
  return (markup.match(/<button[^>]* data-token="[^>]*>/g) ?? []).map((tag) => ({
    thread: Number(texts(tag, 'data-token')),
    condition: texts(tag, 'data-condition') ?? '',
    label: unescaped(texts(tag, 'aria-label') ?? ''),
  }));
}

const unescaped = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const inOrder = (threads: Iterable<number>): number[] =>
  [...new Set(threads)].toSorted((a, b) => a - b);

/** Threads shown in a role. */
const told = (tokens: readonly Token[], part: RegExp): number[] =>
  inOrder(tokens.filter(({ label }) => part.test(label)).map(({ thread }) => thread));

const titlesOf = (markup: string, element: string): string[] =>
  [...markup.matchAll(new RegExp(`<${element}[^>]* title="([^"]*)"`, 'g'))].map(([, title]) =>
    unescaped(title!),
  );

/** Differences between a figure's picture and the world. */
function wrongIn(markup: string, figure: Figure, world: World, trace: Trace): string[] {
  const wrong: string[] = [];
  const must = (is: unknown, should: unknown, what: string) => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      wrong.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  const tokens = tokensIn(markup);
  for (const { thread, condition } of tokens) {
    must(condition, conditionOf(world.threads[thread]!), `condition of ${thread}`);
  }
  const [index, second = -1] = figure.objects;
  const { kind } = trace.objects[index]!;
  const object: ObjectState = world.objects[index]!;
  switch (figure.kind) {
    case 'hold':
      must(told(tokens, /holds it/), inOrder(object.holders), 'holders');
      must(told(tokens, /place \d+ in line/), inOrder(object.waiting), 'line');
      break;
    case 'condition': {
      const lock = world.objects[second]!;
      must(told(tokens, /holds it/), inOrder(lock.holders), 'holders');
      must(told(tokens, /in line/), inOrder(lock.waiting), 'line');
      must(told(tokens, /to be notified/), inOrder(object.waiting), 'waiting');
      break;
    }
    case 'wait':
      must(inOrder(tokens.map(({ thread }) => thread)), inOrder(object.waiting), 'waiting');
      if (kind === 'event') must(/>set since/.test(markup), object.measure === 1, 'set');
      break;
    case 'queue': {
      const items = titlesOf(markup, 'button type="button" class="item"');
      must(
        items,
        object.items.slice(0, items.length).map((item) => item.text),
        'items',
      );
      if (object.items.length <= 4) must(items.length, object.items.length, 'count of items');
      const waiting = told(tokens, /waits to put|waits to take|waits until all/);
      must(waiting, inOrder(object.waiting), 'waiting');
      break;
    }
    case 'variable':
    case 'value': {
      const value = /<output[^>]*>([^<]*)</.exec(markup)?.[1];
      must(unescaped(value ?? ''), object.text || String(object.measure), 'value');
      break;
    }
    case 'array':
    case 'contents': {
      const shown = titlesOf(markup, figure.kind === 'array' ? 'output' : 'li');
      must(shown, itemsOf(object.text).items, 'entries');
      break;
    }
    default:
  }
  return wrong;
}

/** The stage's props for a figure. */
const propsOf = (figure: Figure, world: World, trace: Trace, views: StageViews): FigureProps => ({
  figure,
  world,
  trace,
  views: views.upTo(world.count),
  name: world.names.object(figure.objects[0]),
  width: 560,
  selection: nothing,
  onSelect: nobody,
});

const nothing = { kind: 'none' } as const;

const elementOf = (props: FigureProps) =>
  createElement(figureKinds[props.figure.kind].Drawing, props);

const idleOf = ({ params, idle }: Scenario, given: Record<string, unknown>): readonly string[] =>
  idle?.(readParams(params, given).values) ?? [];

describe.each(thinned(scenarios, 3).map((scenario) => [scenario.id, scenario] as const))(
  '%s',
  (id, scenario) => {
    it.each(thinned(variations(scenario), 4))('shows what is, with %j', async (params) => {
      const trace = await traceOfScenario(id, { params, events: 900 });
      const history = new History(trace);
      const views = new StageViews(trace);
      const wrong: string[] = [];
      const pace = Math.max(1, Math.floor(trace.length / 12));
      const before = new Map<number, { props: FigureProps; markup: string }>();
      for (let count = 1; count <= trace.length; count += pace) {
        const world = history.at(count, trace.time(count - 1));
        const figures = figuresOf(
          trace,
          world.objects.length,
          scenario.stage,
          idleOf(scenario, params),
        );
        for (const figure of figures) {
          const props = propsOf(figure, world, trace, views);
          // On first use a figure's code may have to be loaded.
          if (!before.has(figure.objects[0])) await figureKinds[figure.kind].Drawing.preload?.();
          const markup = renderToStaticMarkup(elementOf(props));
          const name = `${count} ${figure.kind} ${props.name}`;
          wrong.push(...wrongIn(markup, figure, world, trace).map((what) => `${name}: ${what}`));
          const last = before.get(figure.objects[0]);
          const isKept = kept.includes(figure.kind);
          if (isKept && last && sameFigure(last.props, props) && last.markup !== markup)
            wrong.push(`${name}: looks otherwise than what the page keeps`);
          before.set(figure.objects[0], { props, markup });
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
    });

    it.each(thinned(variations(scenario), 4))(
      'draws no object that nobody uses, with %j',
      async (params) => {
        const trace = await traceOfScenario(id, { params, events: 4000 });
        const idle = idleOf(scenario, params);
        const views = new StageViews(trace).upTo(trace.length);
        const isUsed = (object: number) => views.users.at(object, 'any', trace.length).length > 0;
        const all = trace.objects.flatMap((details, index) =>
          isInner(details) ? [] : [{ ...details, index }],
        );
        expect(all.filter(({ name, index }) => idle.includes(name) && isUsed(index))).toEqual([]);
        // A variable has a value even if it is never read; other tabs may come at any time.
        if (scenario.tabs !== undefined) return;
        const figures = figuresOf(trace, trace.objects.length, scenario.stage, idle);
        const unused = figures
          .filter(
            ({ kind, objects }) =>
              kind !== 'variable' &&
              kind !== 'copies' &&
              !objects.some((one) => one >= 0 && isUsed(one)),
          )
          .map(({ objects: [object] }) => trace.objects[object]?.name);
        expect(unused).toEqual([]);
      },
    );

    it('calls its objects as its listing does', async () => {
      const trace = await traceOfScenario(id, { events: 3000 });
      const listing = readFileSync(
        new URL(`../scenarios/${id}/listing.py`, import.meta.url),
        'utf8',
      );
      const words = new Set(listing.match(/\w+/g));
      const strange = trace.objects
        .filter((details) => !isInner(details))
        .flatMap(({ name }) => name.match(/[a-zA-Z_]{3,}/g) ?? [])
        .filter((word) => /[a-z][A-Z]/.test(word) && !words.has(word));
      expect(strange).toEqual([]);
    });
  },
);

it('no thing of the stage comes to its place by and by', () => {
  const folder = new URL('../ui/stage/', import.meta.url);
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );
  const late = sheets.filter((file) =>
    /transition:.*(transform|all|left|top)|animation:/.test(
      readFileSync(new URL(file, folder), 'utf8'),
    ),
  );
  expect(sheets.length).toBeGreaterThan(3);
  expect(late).toEqual([]);
});
