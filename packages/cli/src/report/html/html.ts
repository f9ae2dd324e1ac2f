/**
 * A template tag that escapes: whatever is put into html`…` is text, unless it came from html`…` itself.
 * Logs hold what strangers sent; nothing of it may become markup.
 */
import { printable } from '../../view/paint.ts';

export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | null | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

function render(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(render).join('') : escaped(String(part));
}

export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + render(parts[index] ?? null)).join(''));
}
