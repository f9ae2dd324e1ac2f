/** The stand-in: the address that the reply asks to write to instead. */
import { parseAddressList } from '../../mime/address.ts';
import type { Mail } from '../mail.ts';
import { writtenAddresses } from '../written-addresses.ts';

/** How far the request may stand before the address, and behind it (Japanese, Turkish). */
const BEFORE = 220;
const BEHIND = 60;

const REQUEST =
  /contact|reach|e-?mail (?:to|my|our|him|her|them)|write to|call|address (?:is|has)|colleague|assistance|urgent|wenden|richten|kontakt|ansprechpartner|vertret|kolleg|adresse|adress(?:ez|er)|joindre|écri(?:re|vez)|collègue|diríja|dirig|comun[ií]|escrib|dirección|rivolger|scriv|indirizzo|colleg|contat|escrev|endereço|neem|richt|bereik|vervang|collega|skontakt|prosz[eęą]|pisać|обращ|свяж|связ|пиш|адрес|iletişim|ulaş|başvur|vänd|henvend|ota yhteyttä|obraťte|联系|聯繫|聯絡|联络|发送|連絡|問い?合わ?せ|連絡先|宛|문의|연락/i;

/** Null when the words name nobody else than the sender and those written to. */
export function standIn(mail: Mail, words: string): string | null {
  const known = new Set(
    ['from', 'reply-to', 'sender', 'return-path', 'to', 'cc'].flatMap((name) =>
      parseAddressList(mail.root.headers.raw(name) ?? '').map((address) => address.toLowerCase()),
    ),
  );
  const asked = writtenAddresses(words).find(
    ({ address, start, end }) => !known.has(address.toLowerCase()) && isAsked(words, start, end),
  );
  return asked?.address ?? null;
}

const EMPTY_LINE = /\n[ \t]*\n/;

/** In the paragraph of the address stands a request. */
function isAsked(words: string, start: number, end: number): boolean {
  const before =
    words
      .slice(Math.max(0, start - BEFORE), start)
      .split(EMPTY_LINE)
      .at(-1) ?? '';
  const behind = words.slice(end, end + BEHIND).split(EMPTY_LINE, 1)[0] ?? '';
  return REQUEST.test(before) || REQUEST.test(behind);
}
