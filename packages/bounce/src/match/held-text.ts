/**
 * A text as bytes of UTF-8 between zeros, so that one may look beyond its ends. The program has one such buffer, which holds
 * the text that was looked at last: who asks about the same text again need not write it again.
 */

/** Bytes kept before and behind the text. */
export const margin = 8;

const utf8 = new TextEncoder();

class HeldText {
  text = '';
  view = new DataView(new ArrayBuffer(1024));
  bytes = new Uint8Array(this.view.buffer);
  /** Where the text ends; it begins at `margin`. */
  end = margin;
  #into = new Uint8Array(this.view.buffer, margin);

  /** Whether a byte is a character. */
  get isAscii(): boolean {
    return this.end - margin === this.text.length;
  }

  hold(text: string): void {
    if (text === this.text) return;
    if (text.length * 3 + margin * 2 > this.bytes.length) {
      this.bytes = new Uint8Array(text.length * 4 + margin * 2);
      this.view = new DataView(this.bytes.buffer);
      this.#into = new Uint8Array(this.bytes.buffer, margin);
    }
    this.text = text;
    this.end = utf8.encodeInto(text, this.#into).written + margin;
    this.closeEnd();
  }

  /** The zeros behind the text. */
  closeEnd(): void {
    this.view.setFloat64(this.end, 0);
  }
}

export const held = new HeldText();
