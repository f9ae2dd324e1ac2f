/**
 * The message that a notice is about: its identifiers, and where its copy begins when the notice has no MIME parts.
 */
import type { Headers } from '../mime/headers.ts';
import type { OriginalMessage } from './report.ts';

/** Lines with which servers begin the copy of the returned message. */
const MARKERS =
  /^[ \t>]*(?:-{2,} ?(?:this is a copy|below this line is a copy|the (?:headers|header|body|original|unsent) [^\n]{0,60}|original message|returned message|undelivered message|unsent message|message header|start of|begin[ a-z]*|copy of|forwarded message|attached is|rfc822-headers|transcript of message)|(?:original|returned) message (?:follows|headers?)|the original message follows|message header|your (?:original )?message (?:follows|headers)|received: (?:from|by|\()|return-path:)/im;

export interface Copy {
  /** What the server wrote itself. */
  readonly notice: string;
  /** The returned message as text, headers first; null when the notice has none. */
  readonly returned: string | null;
}

/** Splits a notice without MIME parts where the returned message begins. */
export function splitReturned(whole: string): Copy {
  const text = withoutFooter(whole);
  const headers =
    /^[ \t>]*(?:received|return-path|message-id|mime-version):[^\n]*\n(?:[ \t][^\n]*\n|[ \t>]*[A-Za-z][A-Za-z0-9-]*:[^\n]*\n){2}/im.exec(
      text,
    );
  const marker = MARKERS.exec(text);
  const at = Math.min(marker?.index ?? text.length, headers?.index ?? text.length);
  if (at === text.length) return { notice: text, returned: null };
  const start = headers && headers.index >= at ? firstField(text, at, headers.index) : at;
  return { notice: text.slice(0, at), returned: unmarked(unindented(text.slice(start))) };
}

const MAX_FIELDS = 2000;

/** Of the header that is known by one of its fields: others may stand before that one. */
function firstField(text: string, from: number, known: number): number {
  const start = Math.max(from, known - MAX_FIELDS);
  const above = /^(?:[A-Za-z][\w-]{0,60}:.*\n(?:[ \t].*\n)*)+(?![\s\S])/m.exec(text.slice(start, known));
  return above ? start + above.index : known;
}

/** Without the line that marks its beginning. */
const unmarked = (copy: string): string => copy.replace(/^(?![\w-]+:).*\s+/, '');

/** The rule above what a mailing list or a gateway puts under every mail. */
const FOOTER_RULE = /\n(?:-- ?|_{20,})\n/;
/** A list's footer under a rule of any kind: notices have rules too, but tell of no subscription. */
const LIST_FOOTER =
  /\n(?:-- ?|[-_=#*~]{4,})\n(?:(?![-_=#*~]{4}).*\n){0,5}.*(?:mailing.?list|unsubscri|abmelden|désinscri|désabonn|отписат)/i;
/** "This mailing list is closed" may be said of a recipient too. */
const REPLY = /(?<![\d.])[45](?:\d\d|\.\d\.\d)/;
const MAX_FOOTER = 1000;

/** Above a footer; what no list put there is one only where the notice names somebody above it. */
function withoutFooter(text: string): string {
  const start = Math.max(0, text.length - MAX_FOOTER);
  const tail = text.slice(start);
  const list = LIST_FOOTER.exec(tail);
  if (list && !REPLY.test(tail.slice(list.index))) return text.slice(0, start + list.index);
  const rule = FOOTER_RULE.exec(tail);
  const above = text.slice(0, rule ? start + rule.index : undefined);
  return above.includes('@') ? above : text;
}

/** Servers indent the copy or put ">" before it. */
const unindented = (text: string): string =>
  /^[ \t>]/.test(text)
    ? text
        .split('\n')
        .map((line) => line.replace(/^[ \t>]{1,8}(?=[A-Za-z-]+:)/, ''))
        .join('\n')
    : text;

const NOTHING: OriginalMessage = {
  message_id: null,
  from: null,
  to: null,
  subject: null,
  list_id: null,
  feedback_id: null,
  return_path: null,
  envelope_id: null,
  date: null,
  headers: {},
};

/**
 * @param headers of the returned message
 * @param names X- headers to report by name
 */
export function readOriginal(
  headers: Headers | null,
  envelopeId: string | null,
  names: readonly string[],
): OriginalMessage {
  if (headers === null) return { ...NOTHING, envelope_id: envelopeId };
  return {
    message_id: headers.get('message-id'),
    from: headers.get('from'),
    to: headers.get('to'),
    subject: headers.get('subject'),
    list_id: headers.get('list-id'),
    feedback_id: headers.get('feedback-id'),
    return_path: headers.get('return-path'),
    envelope_id: envelopeId,
    date: headers.get('date'),
    headers: names.length === 0 ? {} : namedHeaders(headers, names),
  };
}

function namedHeaders(headers: Headers, names: readonly string[]): Readonly<Record<string, string>> {
  const found = names.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
