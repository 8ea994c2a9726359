/** Colours as 32-bit words of an ImageData, and their mixing as light. */
import type { Rgb } from './theme.ts';

export const TRANSPARENT = 0;

/** Little-endian RGBA, as every platform with a browser has it. `alpha` 0 to 1. */
export const pack = (r: number, g: number, b: number, alpha: number): number =>
  ((Math.round(alpha * 255) << 24) |
    (Math.round(b) << 16) |
    (Math.round(g) << 8) |
    Math.round(r)) >>>
  0;

export const packRgb = ({ r, g, b }: Rgb, alpha = 1): number => pack(r, g, b, alpha);

/**
 * Accumulates weighted colours. Squared values approximate linear light, so that adjacent red and green mix to a colour
 * between them.
 */
export class Mixer {
  #r = 0;
  #g = 0;
  #b = 0;
  #weight = 0;

  clear(): void {
    this.#r = this.#g = this.#b = this.#weight = 0;
  }

  add({ r, g, b }: Rgb, weight: number): void {
    this.#r += r * r * weight;
    this.#g += g * g * weight;
    this.#b += b * b * weight;
    this.#weight += weight;
  }

  /** The mixture with an alpha of 0 to 1. */
  packed(alpha: number): number {
    if (this.#weight <= 0) return TRANSPARENT;
    const of = (sum: number) => Math.sqrt(sum / this.#weight);
    return pack(of(this.#r), of(this.#g), of(this.#b), Math.min(1, alpha));
  }
}
