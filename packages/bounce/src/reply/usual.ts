/**
 * Whether a text is what replies mostly are: printable ASCII with single spaces and no backslash. Reads four bytes at a time; a
 * regular expression would cost a reply more than all else that is done with its characters one by one.
 */

/** Longest text that is looked at. */
const mostUsual = 8192;

const utf8 = new TextEncoder();
const bytes = new Uint8Array(mostUsual + 4);
const view = new DataView(bytes.buffer);

/** The same byte four times. */
const four = (byte: number): number => byte * 0x01010101;
const highBits = four(0x80);
/** A byte of ASCII plus this has its high bit set when it is 32 or more. */
const fromSpace = four(0x80 - 32);
const fromOne = four(0x7f);
const one = four(1);
const space = four(32);
const backslash = four(92);

export function isUsual(text: string): boolean {
  if (text.length > mostUsual || utf8.encodeInto(text, bytes).written !== text.length) return false;
  // What stands behind the text must be usual too.
  bytes.fill(48, text.length, text.length + 4);
  let odd = 0;
  let lastWasSpace = 0;
  for (let at = 0; at < text.length; at += 4) {
    const word = view.getInt32(at, true);
    const spaces = ~((word ^ space) + fromOne) & highBits;
    odd |= ~(word + fromSpace) | (word + one) | ~((word ^ backslash) + fromOne);
    odd |= spaces & ((spaces << 8) | lastWasSpace);
    lastWasSpace = spaces >>> 24;
  }
  return (odd & highBits) === 0;
}
