/** A text of which parts are replaced, from left to right. */

/** Copies the text and puts placeholders over parts of it; adjoining "<" and ">" of a replaced part are taken in. */
export class Placeholders {
  readonly text: string;
  private written = '';
  private copied = 0;

  constructor(text: string) {
    this.text = text;
  }

  replace(start: number, end: number, placeholder: string): number {
    const bracketed = start > this.copied && this.text.charCodeAt(start - 1) === 60 && this.text.charCodeAt(end) === 62;
    this.written += this.text.slice(this.copied, bracketed ? start - 1 : start) + placeholder;
    this.copied = bracketed ? end + 1 : end;
    return this.copied;
  }

  finish(): string {
    return this.copied === 0 ? this.text : this.written + this.text.slice(this.copied);
  }
}
