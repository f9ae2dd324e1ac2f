/**
 * Whether a text is what replies mostly are: printable ASCII with single spaces and no backslash. Reads four bytes at a time; a
 * regular expression would cost a reply more than all else that is done with its characters one by one.
 */
import { held, margin } from '../match/held-text.ts';

/** Longest text that is looked at. */
const mostUsual = 8192;

/** The same byte four times. */
const four = (byte: number): number => byte * 0x01010101;
const highBits = four(0x80);
/** A byte of ASCII plus this has its high bit set when it is 32 or more. */
const fromSpace = four(0x80 - 32);
const fromA = four(0x80 - 65);
const beyondZ = four(0x80 - 91);
const fromOne = four(0x7f);
const one = four(1);
const space = four(32);
const backslash = four(92);

/** The text in lower case, its bytes held (`held-text.ts`); null when it is not usual. */
export function lowerUsual(text: string): string | null {
  if (text.length > mostUsual) return null;
  held.hold(text);
  if (!held.isAscii || !lowerHeld()) return null;
  held.text = text.toLowerCase();
  return held.text;
}

/** Lowers the bytes of the held text; when they are not usual they stay as they are. */
function lowerHeld(): boolean {
  const { view, end } = held;
  // What stands behind the text must be usual too.
  view.setInt32(end, four(48));
  let odd = 0;
  let lastWasSpace = 0;
  for (let at = margin; at < end; at += 4) {
    const word = view.getInt32(at, true);
    const spaces = ~((word ^ space) + fromOne) & highBits;
    odd |= ~(word + fromSpace) | (word + one) | ~((word ^ backslash) + fromOne);
    odd |= spaces & ((spaces << 8) | lastWasSpace);
    lastWasSpace = spaces >>> 24;
  }
  const usual = (odd & highBits) === 0;
  for (let at = margin; usual && at < end; at += 4) {
    const word = view.getInt32(at, true);
    view.setInt32(at, word | (((word + fromA) & ~(word + beyondZ) & highBits) >>> 2), true);
  }
  held.closeEnd();
  return usual;
}
