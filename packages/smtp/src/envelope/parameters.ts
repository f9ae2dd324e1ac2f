/**
 * Parameters of MAIL and RCPT: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), AUTH (RFC 4954 §5), and RET, ENVID,
 * NOTIFY, ORCPT (RFC 3461 §4) with the limits and the syntax that it asks for. Each stands at most once.
 */
import {
  type Notify,
  noRecipientParameters,
  noSenderParameters,
  type RecipientParameters,
  type SenderParameters,
} from './envelope.ts';
import { parsePath } from './path.ts';
import { decodeXtext } from './xtext.ts';

/** Why parameters are refused, as a reply. */
export interface Objection {
  readonly kind: 'objection';
  readonly code: number;
  readonly status: string;
  readonly text: string;
}

export type Parameters<T> = { readonly kind: 'parameters'; readonly value: T } | Objection;

type Changes<T> = { -readonly [key in keyof T]?: T[key] };
/** Gives what the parameter changes, or a sentence that says what is wrong. `value` is null without "=". */
type Reader<T> = (value: string | null, smtputf8: boolean) => Changes<T> | string;

/** Characters on the wire (RFC 3461 §4). */
const ENVID_LIMIT = 100;
const ORCPT_LIMIT = 500;
const KEYWORD = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
const PRINTABLE = /^[ -~]+$/;
const NO_CONTROLS = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

const senderReaders: Readonly<Record<string, Reader<SenderParameters>>> = {
  SIZE: (value) =>
    value !== null && /^[0-9]{1,20}$/.test(value) ? { size: Number(value) } : 'SIZE is a number of octets',
  BODY(value) {
    const body = value?.toUpperCase();
    return body === '7BIT' || body === '8BITMIME' ? { eightBit: body === '8BITMIME' } : 'BODY is 7BIT or 8BITMIME';
  },
  SMTPUTF8: (value) => (value === null ? { smtputf8: true } : 'SMTPUTF8 has no value'),
  RET(value) {
    const ret = value?.toUpperCase();
    if (ret === 'FULL') return { ret: 'full' };
    return ret === 'HDRS' ? { ret: 'headers' } : 'RET is FULL or HDRS';
  },
  ENVID(value) {
    if (value !== null && value.length > ENVID_LIMIT) return `ENVID has at most ${ENVID_LIMIT} characters`;
    return isPrintableXtext(value) ? { envid: value } : 'ENVID is xtext of printable characters';
  },
};

/** Nobody vouches for what a client says of another client's login: it is checked and forgotten (RFC 4954 §5). */
const readAuth: Reader<SenderParameters> = (value) => {
  const decoded = value === null ? null : decodeXtext(value);
  const named = decoded !== null && (decoded === '<>' || parsePath(`<${decoded}>`, 'reverse').kind === 'path');
  return named ? {} : 'AUTH is a mailbox as xtext, or <>';
};

const recipientReaders: Readonly<Record<string, Reader<RecipientParameters>>> = {
  NOTIFY: (value) => {
    const notify = readNotify(value);
    return notify === null ? 'NOTIFY is NEVER, or a list of SUCCESS, FAILURE, DELAY' : { notify };
  },
  ORCPT(value, smtputf8) {
    if (value !== null && Buffer.byteLength(value) > ORCPT_LIMIT) return `ORCPT has at most ${ORCPT_LIMIT} characters`;
    const [, type, address] = /^([A-Za-z0-9!#$%&'*/?^_`{|}~-]+);(.+)$/u.exec(value ?? '') ?? [];
    // RFC 6533 §3: a utf-8 address may be written as it is where SMTPUTF8 was declared.
    const plain = smtputf8 && type?.toLowerCase() === 'utf-8' ? address?.replace(/[^ -~]/gu, '') : address;
    const wellFormed = plain === '' || isPrintableXtext(plain ?? null, smtputf8);
    return value !== null && address !== undefined && wellFormed
      ? { orcpt: value }
      : 'ORCPT is an address type, ";" and an address as xtext';
  },
};

/** Of MAIL; `auth`: the AUTH extension is there to take a parameter for. */
export function parseSenderParameters(text: string, auth: boolean): Parameters<SenderParameters> {
  const readers = auth ? { ...senderReaders, AUTH: readAuth } : senderReaders;
  return parse(text, readers, noSenderParameters, false);
}

/** Of RCPT; `smtputf8` as declared with MAIL. */
export function parseRecipientParameters(text: string, smtputf8: boolean): Parameters<RecipientParameters> {
  return parse(text, recipientReaders, noRecipientParameters, smtputf8);
}

function parse<T extends object>(
  text: string,
  readers: Readonly<Record<string, Reader<T>>>,
  none: T,
  smtputf8: boolean,
): Parameters<T> {
  if (text === '') return { kind: 'parameters', value: none };
  if (!text.startsWith(' ')) return objection(501, 'A space stands before parameters');
  const seen = new Set<string>();
  let value = none;
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const equals = word.indexOf('=');
    const keyword = (equals < 0 ? word : word.slice(0, equals)).toUpperCase();
    if (!KEYWORD.test(keyword)) return objection(501, 'A parameter is malformed');
    if (!Object.hasOwn(readers, keyword)) return objection(555, `Parameter ${keyword} is not known`);
    if (seen.has(keyword)) return objection(501, `${keyword} stands at most once`);
    seen.add(keyword);
    const changes = readers[keyword]?.(equals < 0 ? null : word.slice(equals + 1), smtputf8) ?? {};
    if (typeof changes === 'string') return objection(501, changes);
    value = { ...value, ...changes };
  }
  return { kind: 'parameters', value };
}

function readNotify(value: string | null): readonly Notify[] | null {
  const words = (value ?? '').toLowerCase().split(',');
  if (words.length === 1 && words[0] === 'never') return ['never'];
  const wanted = words.filter((word) => word === 'success' || word === 'failure' || word === 'delay');
  return wanted.length === words.length && new Set(words).size === words.length ? wanted : null;
}

/**
 * A line break in xtext would end up in a header of a notice. Where SMTPUTF8 was declared, Postfix writes an address
 * beyond ASCII as the octets of its UTF-8 in xtext, and calls it rfc822 all the same.
 */
function isPrintableXtext(value: string | null, beyondAscii = false): boolean {
  const allowed = beyondAscii ? NO_CONTROLS : PRINTABLE;
  return value !== null && allowed.test(decodeXtext(value) ?? '');
}

function objection(code: number, text: string): Objection {
  return { kind: 'objection', code, status: '5.5.4', text };
}
