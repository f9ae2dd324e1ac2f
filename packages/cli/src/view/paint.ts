/** Colour for a terminal, nothing for a pipe. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  underline: [4, 24],
  marked: [7, 27],
} as const;

export type Tone = keyof typeof codes;
/** What is written on: in which colours, and how wide in characters. */
export interface Surface {
  readonly paint: Paint;
  readonly width: number;
}

export type Paint = (tone: Tone, text: string) => string;

export function painter(colour: boolean): Paint {
  if (!colour) return (_tone, text) => text;
  return (tone, text) => `\u001b[${codes[tone][0]}m${text}\u001b[${codes[tone][1]}m`;
}

/** Control characters and changes of writing direction in a hostile reply must not reach the terminal. */
export const printable = (text: string): string => text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_C}]/gu, '\ufffd');

/** The same for a value that has one line: a line end in it must not begin a line that looks like ours. */
export const printableLine = (text: string): string => printable(text).replaceAll('\n', '\ufffd');
