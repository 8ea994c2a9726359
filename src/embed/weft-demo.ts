/**
 * `<weft-demo scenario="five-seats" label="Five seats"></weft-demo>`: a poster, one image, that is replaced by the
 * program when pressed. Attributes are as in `EmbedAddress`; `params` is a JSON object.
 */
import type { EmbedLoad, EmbedParams, EmbedState } from './protocol.ts';
import { HOME, control, embedAddress, type EmbedAddress, type WeftEmbed } from './weft-embed.ts';

const STYLE = `
:host { display: block; position: relative; height: 460px; border: 1px solid #8884; border-radius: 8px; overflow: hidden; }
:host([hidden]) { display: none; }
iframe, button { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; border: 0; padding: 0; }
button { display: grid; place-items: center; background: #fbfbfa; color: #1a1b1d; font: inherit; cursor: pointer; }
img { grid-area: 1 / 1; width: 100%; height: 100%; object-fit: cover; object-position: left top; opacity: 0.55; }
span { grid-area: 1 / 1; position: relative; max-width: 80%; padding: 10px 18px; border-radius: 8px; background: #0b6e83; color: #fff; font-weight: 600; }
button:focus-visible { outline: 3px solid #0b6e83; outline-offset: -3px; }
@media (prefers-color-scheme: dark) {
  button { background: #18191b; color: #e9e9e7; }
  span { background: #4fb3c8; color: #06191d; }
}
`;

const PLAY = { en: '▶ Run', zh: '▶ 运行' };

export class WeftDemo extends HTMLElement {
  static readonly observedAttributes = [
    'scenario',
    'params',
    'seed',
    'mode',
    'link',
    'theme',
    'label',
    'autoplay',
  ];
  readonly #root = this.attachShadow({ mode: 'open' });
  #embed: WeftEmbed | undefined;
  #watch: IntersectionObserver | undefined;

  connectedCallback(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#offer();
  }

  disconnectedCallback(): void {
    this.#reset();
    this.#root.replaceChildren();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (this.#embed !== undefined && name === 'label') this.#embed.frame.title = after ?? 'Weft';
    else if (this.#embed === undefined || name !== 'autoplay') this.#offer();
  }

  load = (scenario: string, options?: EmbedLoad): Promise<EmbedState> =>
    this.#ask((embed) => embed.load(scenario, options));
  open = (link: string): Promise<EmbedState> => this.#ask((embed) => embed.open(link));
  run = (): Promise<EmbedState> => this.#ask((embed) => embed.run());
  play = (): Promise<EmbedState> => this.#ask((embed) => embed.play());
  pause = (): Promise<EmbedState> => this.#ask((embed) => embed.pause());
  seek = (at: number | 'live'): Promise<EmbedState> => this.#ask((embed) => embed.seek(at));
  setSpeed = (factor: number): Promise<EmbedState> => this.#ask((embed) => embed.setSpeed(factor));
  state = (): Promise<EmbedState> => this.#ask((embed) => embed.state());

  async #ask(command: (embed: WeftEmbed) => Promise<EmbedState>): Promise<EmbedState> {
    if (!this.isConnected) throw new Error('weft: the element is not in a page');
    return command(this.#start());
  }

  /** A poster that waits for a press, or to be scrolled into view. */
  #offer(): void {
    this.#reset();
    this.#showPoster();
    if (!this.hasAttribute('autoplay')) return;
    this.#watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#start();
    });
    this.#watch.observe(this);
  }

  #reset(): void {
    this.#watch?.disconnect();
    this.#watch = undefined;
    this.#embed?.release();
    this.#embed = undefined;
  }

  /** Language of the surrounding text, if Weft supports it. */
  #language(): string | undefined {
    const base = this.closest('[lang]')?.getAttribute('lang')?.toLowerCase().split('-')[0] ?? '';
    return { en: 'en', zh: 'zh-CN' }[base];
  }

  #address(): EmbedAddress {
    const text = (name: string) => this.getAttribute(name) ?? undefined;
    const seed = text('seed');
    const parts: Record<string, unknown> = {
      link: text('link'),
      scenario: text('scenario'),
      params: parseParams(text('params')),
      seed: seed === undefined ? undefined : Number(seed),
      mode: text('mode'),
      theme: text('theme'),
      language: this.#language(),
      autoplay: true,
    };
    return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  }

  #showPoster(): void {
    const make = <K extends keyof HTMLElementTagNameMap>(name: K) => document.createElement(name);
    const [button, picture, word] = [make('button'), make('img'), make('span')];
    const { scenario = scenarioIn(this.getAttribute('link')) } = this.#address();
    const play = this.#language() === 'zh-CN' ? PLAY.zh : PLAY.en;
    const label = this.getAttribute('label') ?? '';
    button.type = 'button';
    button.part.add('poster');
    word.textContent = label === '' ? play : `${play}: ${label}`;
    picture.alt = '';
    picture.loading = 'lazy';
    picture.decoding = 'async';
    // A missing image does not matter: the button has a label.
    picture.addEventListener('error', () => picture.remove());
    picture.src = new URL(`posters/${encodeURIComponent(scenario)}.svg`, HOME).href;
    button.append(picture, word);
    button.addEventListener('click', () => {
      this.#start().frame.focus();
    });
    this.#root.replaceChildren(button);
  }

  /** Replaces the poster by the frame. */
  #start(): WeftEmbed {
    if (this.#embed !== undefined) return this.#embed;
    this.#watch?.disconnect();
    const frame = document.createElement('iframe');
    frame.src = embedAddress(this.#address());
    frame.title = this.getAttribute('label') ?? 'Weft';
    frame.allow = 'clipboard-write; fullscreen; cross-origin-isolated';
    this.#root.replaceChildren(frame);
    this.#embed = control(frame);
    this.#embed.onState((state) =>
      this.dispatchEvent(new CustomEvent<EmbedState>('weft-state', { detail: state })),
    );
    return this.#embed;
  }
}

function parseParams(text: string | undefined): EmbedParams | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as EmbedParams) : undefined;
  } catch {
    return undefined;
  }
}

const scenarioIn = (link: string | null): string =>
  new URLSearchParams((link ?? '').replace(/^[^#]*#/, '')).get('s') ?? 'traffic-light';
