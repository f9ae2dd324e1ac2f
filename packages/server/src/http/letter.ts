/** A message written as JSON: its schema, and the submission that it asks for. */
import { type Static, Type } from 'typebox';
import { isFieldName, isFieldText, type NamedAddress } from '../compose/field.ts';
import { composeMessage, isOwnField } from '../compose/message.ts';
import { parseNamedAddress } from '../compose/named-address.ts';
import { parseDuration } from '../config/units.ts';
import type { Submission } from '../delivery/submission.ts';
import { type ErrorDetail, Problem } from './errors.ts';
import { noAddress } from './no-address.ts';
import { strict } from './schemas.ts';

const address = (description: string) => Type.String({ minLength: 1, maxLength: 1000, description });
const addresses = (description: string, most: number) =>
  Type.Array(address('"ann@example.com" or "Ann <ann@example.com>"'), { maxItems: most, description });

export const labelFields = {
  stream: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  list: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  campaign: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 })),
};

export const letterSchema = strict({
  from: address('Author, as the message shows it'),
  sender: Type.Optional(
    Type.String({ maxLength: 1000, description: 'Envelope sender; by default the author; "" for none' }),
  ),
  to: Type.Optional(addresses('Recipients that the message shows', 1000)),
  cc: Type.Optional(addresses('Recipients that the message shows as copies', 1000)),
  bcc: Type.Optional(addresses('Recipients that it does not show', 1000)),
  reply_to: Type.Optional(addresses('Where answers go', 10)),
  subject: Type.Optional(Type.String({ maxLength: 2000 })),
  text: Type.Optional(Type.String({ description: 'Plain text' })),
  html: Type.Optional(Type.String({ description: 'HTML' })),
  headers: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 10_000 }), {
      maxProperties: 50,
      description: 'Further header fields, such as List-Unsubscribe',
    }),
  ),
  attachments: Type.Optional(
    Type.Array(
      strict({
        filename: Type.String({ minLength: 1, maxLength: 255 }),
        content_type: Type.String({ pattern: '^[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,80}$' }),
        content: Type.String({ description: 'Base64' }),
      }),
      { maxItems: 100 },
    ),
  ),
  ...labelFields,
  retry: Type.Optional(
    strict({
      schedule: Type.Optional(
        Type.Array(Type.String({ maxLength: 50 }), {
          minItems: 1,
          maxItems: 100,
          description: 'Waits before each attempt, such as ["0", "15m", "1h"]; the last repeats',
        }),
      ),
      max_attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      max_age: Type.Optional(Type.String({ maxLength: 50, description: 'Duration such as "2d"' })),
    }),
  ),
});
export type LetterRequest = Static<typeof letterSchema>;

type Asked = Pick<Submission, 'envelope' | 'body' | 'labels' | 'retry'>;

/** Throws a Problem that names everything wrong at once. */
export function readLetter(letter: LetterRequest): Asked {
  const errors: ErrorDetail[] = [];
  const wrong = (pointer: string, detail: string): void => {
    errors.push({ pointer, detail });
  };
  const one = (text: string, pointer: string): NamedAddress => {
    const read = parseNamedAddress(text);
    if (read === null) wrong(pointer, noAddress(text));
    return read ?? { name: null, address: '' };
  };
  const list = (texts: readonly string[] | undefined, pointer: string): NamedAddress[] =>
    (texts ?? []).map((text, n) => one(text, `${pointer}/${n}`));

  const from = one(letter.from, '/from');
  const [to, cc, bcc] = [list(letter.to, '/to'), list(letter.cc, '/cc'), list(letter.bcc, '/bcc')];
  const replyTo = list(letter.reply_to, '/reply_to');
  const sender =
    letter.sender === undefined ? from.address : letter.sender === '' ? '' : one(letter.sender, '/sender').address;
  const all = new Set([...to, ...cc, ...bcc].map(({ address }) => address));
  if (all.size === 0 || all.size > 1000) wrong('/to', 'to, cc and bcc must have 1 to 1000 addresses together');
  if (letter.subject !== undefined && !isFieldText(letter.subject))
    wrong('/subject', 'must not contain control characters');
  if (letter.text === undefined && letter.html === undefined) wrong('', 'needs text or html');
  for (const [name, value] of Object.entries(letter.headers ?? {})) checkHeader(name, value, wrong);
  const attachments = (letter.attachments ?? []).map(({ filename, content_type, content }, n) => {
    if (!isFieldText(filename)) wrong(`/attachments/${n}/filename`, 'must not contain control characters');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content)) wrong(`/attachments/${n}/content`, 'is no base64');
    return { filename, contentType: content_type, content: Buffer.from(content, 'base64') };
  });
  const retry = readRetry(letter.retry, wrong);
  if (errors.length > 0) throw new Problem('invalid_request', 'The message cannot be made', { errors });

  const { subject = null, text = null, html = null, headers = {} } = letter;
  const body = composeMessage({
    from,
    to,
    cc,
    replyTo,
    subject,
    text,
    html,
    attachments,
    headers: Object.entries(headers),
  });
  return { envelope: envelopeFor(sender, [...all], body), body, labels: labelsOf(letter), retry };
}

export function envelopeFor(sender: string, recipients: readonly string[], body: Uint8Array): Submission['envelope'] {
  const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);
  return {
    sender,
    recipients: recipients.map((recipient) => ({ address: recipient, notify: null, orcpt: null })),
    ret: null,
    envid: null,
    eightBit: body.some((octet) => octet > 127),
    smtputf8: ![sender, ...recipients].every(isAscii),
    size: body.length,
  };
}

type Labelled = Partial<Pick<LetterRequest, 'stream' | 'list' | 'campaign' | 'tags'>>;

/** What is not named is left to the header fields of the message. */
export const labelsOf = ({ stream, list, campaign, tags }: Labelled): Submission['labels'] => ({
  ...(stream === undefined ? {} : { stream }),
  ...(list === undefined ? {} : { list }),
  ...(campaign === undefined ? {} : { campaign }),
  ...(tags === undefined ? {} : { tags }),
});

type Wrong = (pointer: string, detail: string) => void;

function checkHeader(name: string, value: string, wrong: Wrong): void {
  const pointer = `/headers/${name
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replace(/[^ -~]/g, '?')
    .slice(0, 100)}`;
  if (!isFieldName(name)) wrong(pointer, 'is no name of a header field');
  else if (!isOwnField(name)) wrong(pointer, 'cannot be set here');
  if (!isFieldText(value)) wrong(pointer, 'must not contain control characters');
}

function readRetry(retry: LetterRequest['retry'], wrong: Wrong): Submission['retry'] {
  if (retry === undefined) return null;
  const duration = (text: string, pointer: string): number => {
    const read = parseDuration(text);
    if (read === null) wrong(pointer, 'must be a duration such as "15m" or "1h30m"');
    return read ?? 0;
  };
  const { schedule, max_age, max_attempts } = retry;
  return {
    ...(schedule === undefined ? {} : { schedule: schedule.map((text, n) => duration(text, `/retry/schedule/${n}`)) }),
    ...(max_age === undefined ? {} : { maxAge: duration(max_age, '/retry/max_age') }),
    ...(max_attempts === undefined ? {} : { maxAttempts: max_attempts }),
  };
}
