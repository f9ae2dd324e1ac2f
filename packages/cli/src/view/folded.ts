/**
 * Prose behind `lead`, for a terminal: broken between words, so that no line is longer than the terminal is wide. A word
 * that is longer stays whole, to be copied. Further lines begin with `indent` spaces. The lead is the caller's, coloured as it likes.
 */
export function folded(text: string, width: number, lead: number, indent = lead): string {
  const lines: string[] = [];
  let line = '';
  let taken = lead;
  // A percent sign stays with its number.
  for (const word of text.split(/ (?!%)/)) {
    if (line !== '' && taken + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
      taken = indent;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
