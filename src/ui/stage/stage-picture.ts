/**
 * A picture of the stage: the browser's layout as rectangles, lines and texts of an SVG. It contains none of the page's
 * markup, so that any program that draws SVG can open it.
 */
import { bug } from '../../base/bug.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const safe = (text: string): string =>
  // XML allows no control characters, not even escaped.
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
const round = (n: number): number => Math.round(n * 100) / 100;

/** Margin: CSS px. */
const MARGIN = 12;
/** Style properties copied to shapes of inner drawings. */
const SHAPE_STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'opacity',
  'transform',
  'transform-origin',
  'font-size',
  'text-anchor',
] as const;

/** @throws Error with a sentence if there is no stage on the page */
export function stageSvg(): string {
  const stage = document.querySelector<HTMLElement>('.stage-columns');
  if (stage === null) throw new Error('weft: the stage is not on the page.');
  const { zoom } = stage.style;
  stage.style.zoom = '';
  try {
    return drawn(stage);
  } finally {
    stage.style.zoom = zoom;
  }
}

function drawn(stage: HTMLElement): string {
  const box = stage.getBoundingClientRect();
  const [width, height] = [
    Math.ceil(Math.max(box.width, stage.scrollWidth)) + 2 * MARGIN,
    Math.ceil(Math.max(box.height, stage.scrollHeight)) + 2 * MARGIN,
  ];
  const style = getComputedStyle(document.documentElement);
  const surface = style.getPropertyValue('--surface-1').trim() || '#ffffff';
  const parts: string[] = [];
  draw(stage, { x: box.left - MARGIN, y: box.top - MARGIN }, parts);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${safe(style.fontFamily)}">`,
    `<rect width="100%" height="100%" fill="${safe(surface)}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

interface Origin {
  readonly x: number;
  readonly y: number;
}

function draw(element: Element, origin: Origin, parts: string[]): void {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return;
  if (element.classList.contains('visually-hidden')) return;
  if (element.classList.contains('name-text')) {
    const box = element.getBoundingClientRect();
    parts.push(textAt(element.textContent, box, style, origin));
    return;
  }
  if (element instanceof SVGSVGElement) {
    parts.push(drawing(element, origin));
    return;
  }
  const isFaint = Number(style.opacity) < 1;
  if (isFaint) parts.push(`<g opacity="${style.opacity}">`);
  drawBox(element, style, origin, parts);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, origin, parts);
    else if (child instanceof Text) drawText(child, style, origin, parts);
  }
  if (isFaint) parts.push('</g>');
}

const isSeen = (color: string): boolean =>
  color !== 'transparent' && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(color);

function drawBox(
  element: Element,
  style: CSSStyleDeclaration,
  origin: Origin,
  parts: string[],
): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  const [x, y] = [left - origin.x, top - origin.y];
  const line = Number.parseFloat(style.borderTopWidth);
  const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const widths = sides.map((side) => Number.parseFloat(style[`border${side}Width`]));
  const isWhole = widths.every((one) => one === line) && line > 0;
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
  const fill = isSeen(style.backgroundColor) ? style.backgroundColor : 'none';
  const hasBorder = isWhole && isSeen(style.borderTopColor) && style.borderTopStyle !== 'none';
  if (fill !== 'none' || hasBorder) {
    const half = hasBorder ? line / 2 : 0;
    const dash = style.borderTopStyle === 'dashed' ? ' stroke-dasharray="4 3"' : '';
    const stroke = hasBorder
      ? ` stroke="${safe(style.borderTopColor)}" stroke-width="${line}"${dash}`
      : '';
    parts.push(
      `<rect x="${round(x + half)}" y="${round(y + half)}" width="${round(width - 2 * half)}" height="${round(height - 2 * half)}" rx="${round(radius)}" fill="${safe(fill)}"${stroke}/>`,
    );
  }
  if (isWhole) return;
  for (const [i, side] of sides.entries()) {
    const thick = widths[i]!;
    const color = style[`border${side}Color`];
    if (thick === 0 || style[`border${side}Style`] === 'none' || !isSeen(color)) continue;
    const isAcross = side === 'Top' || side === 'Bottom';
    const at = {
      x: side === 'Right' ? x + width - thick : x,
      y: side === 'Bottom' ? y + height - thick : y,
    };
    parts.push(
      `<rect x="${round(at.x)}" y="${round(at.y)}" width="${round(isAcross ? width : thick)}" height="${round(isAcross ? thick : height)}" fill="${safe(color)}"/>`,
    );
  }
}

/** Each line of a text at its position. */
function drawText(node: Text, style: CSSStyleDeclaration, origin: Origin, parts: string[]): void {
  if (node.data.trim() === '') return;
  const range = document.createRange();
  for (const { text, box } of linesOf(node, range)) parts.push(textAt(text, box, style, origin));
}

/** A line of text, as wide as its box: a shortened name is written completely, and condensed. */
function textAt(text: string, box: DOMRect, style: CSSStyleDeclaration, origin: Origin): string {
  const size = Number.parseFloat(style.fontSize);
  // The baseline is about a fifth of the font size above the bottom of the box in which the text is centred.
  const y = box.top - origin.y + box.height / 2 + size * 0.35;
  const weight = style.fontWeight === '400' ? '' : ` font-weight="${style.fontWeight}"`;
  const family = style.fontFamily.includes('mono')
    ? ` font-family="${safe(style.fontFamily)}"`
    : '';
  return `<text x="${round(box.left - origin.x)}" y="${round(y)}" font-size="${size}"${weight}${family} fill="${safe(style.color)}" textLength="${round(box.width)}" lengthAdjust="spacingAndGlyphs">${safe(text)}</text>`;
}

function linesOf(node: Text, range: Range): { text: string; box: DOMRect }[] {
  const lines: { from: number; to: number; top: number }[] = [];
  for (let i = 0; i < node.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getClientRects()[0];
    if (box === undefined || box.width === 0) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - box.top) < 2) last.to = i + 1;
    else lines.push({ from: i, to: i + 1, top: box.top });
  }
  return lines.flatMap(({ from, to }) => {
    const text = node.data.slice(from, to);
    range.setStart(node, from + (text.length - text.trimStart().length));
    range.setEnd(node, to - (text.length - text.trimEnd().length));
    const box = range.getBoundingClientRect();
    return text.trim() === '' || box.width === 0 ? [] : [{ text: text.trim(), box }];
  });
}

/** An icon or a drawing: a copy of its shapes, with their computed styles. */
function drawing(svg: SVGSVGElement, origin: Origin): string {
  const { left, top, width, height } = svg.getBoundingClientRect();
  if (width === 0) return '';
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  for (const [i, shape] of to.entries()) {
    const style = getComputedStyle(from[i]!);
    for (const name of shape.getAttributeNames())
      if (['class', 'style', 'id'].includes(name) || /^(?:aria|data)-/.test(name))
        shape.removeAttribute(name);
    for (const property of SHAPE_STYLES) {
      const value = style.getPropertyValue(property);
      const isPlain = value === '' || value === 'none' || value === '0px';
      if (isPlain && (property === 'transform' || property === 'transform-origin')) continue;
      if (i === 0 && property.startsWith('transform')) continue;
      if (value !== '') shape.setAttribute(property, value);
    }
  }
  copy.setAttribute('x', String(round(left - origin.x)));
  copy.setAttribute('y', String(round(top - origin.y)));
  copy.setAttribute('width', String(round(width)));
  copy.setAttribute('height', String(round(height)));
  return new XMLSerializer().serializeToString(copy);
}

/** @param ratio device pixels for each pixel of the picture */
export async function stagePng(ratio = 2): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([stageSvg()], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const [width, height] = [image.naturalWidth * ratio, image.naturalHeight * ratio];
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const ctx = canvas.getContext('2d') ?? bug('there is no canvas');
    ctx.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob ?? bug('the canvas gives no picture');
  } finally {
    URL.revokeObjectURL(address);
  }
}
