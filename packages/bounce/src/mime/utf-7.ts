/** UTF-7 (RFC 2152), which no runtime decodes: Windows' mail servers write their notices in it, "+APw-ber" for "über". */
import { decodeBase64 } from './decode.ts';

const NAME = /(?:^|-)utf-?7$/i;

export const isUtf7 = (charset: string | null): boolean => NAME.test(charset?.trim() ?? '');

/** From "+" to "-", or to what is no digit of base64. */
const SHIFTED = /\+([A-Za-z\d+/]*)-?/g;

/** Digits that may come last, by the number of digits in the last eight: two or four bits of them are over, and zero. */
const LAST: ReadonlyMap<number, RegExp> = new Map([
  [0, /./],
  [3, /[AEIMQUYcgkosw048]/],
  [6, /[AQgw]/],
]);

/** What cannot be whole units of UTF-16, as in "ann+news@", is left alone. */
export const decodeUtf7 = (text: string): string =>
  text.replace(SHIFTED, (written, digits: string) => {
    if (digits === '') return '+';
    if (!LAST.get(digits.length % 8)?.test(digits.slice(-1))) return written;
    return new TextDecoder('utf-16be').decode(decodeBase64(new TextEncoder().encode(digits)));
  });
