/** A message from what a program knows of it: addresses, subject, text, HTML, files. Date and Message-ID come with acceptance. */
import { randomBytes } from 'node:crypto';
import { addressField, type NamedAddress, textField } from './field.ts';
import { type Attachment, filePart, multipart, type Part, textPart } from './part.ts';

export interface Letter {
  readonly from: NamedAddress;
  readonly replyTo: readonly NamedAddress[];
  readonly to: readonly NamedAddress[];
  readonly cc: readonly NamedAddress[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
  /** Fields besides those that the rest of the letter makes; `isOwnField` holds for each name. */
  readonly headers: readonly (readonly [string, string])[];
}

const ours =
  /^(from|sender|to|cc|bcc|reply-to|subject|mime-version|content-.*|received|return-path|dkim-signature|arc-.*|authentication-results|x-hearback-.*)$/i;

/** A header field that a program may set itself. */
export const isOwnField = (name: string): boolean => !ours.test(name);

export function composeMessage(letter: Letter): Buffer {
  const content = contentOf(letter);
  const fields = [
    addressField('From', [letter.from]),
    ...(letter.to.length === 0 ? [] : [addressField('To', letter.to)]),
    ...(letter.cc.length === 0 ? [] : [addressField('Cc', letter.cc)]),
    ...(letter.replyTo.length === 0 ? [] : [addressField('Reply-To', letter.replyTo)]),
    ...(letter.subject === null ? [] : [textField('Subject', letter.subject)]),
    ...letter.headers.map(([name, text]) => textField(name, text)),
    'MIME-Version: 1.0',
    ...content.fields,
  ];
  return Buffer.from(`${fields.join('\r\n')}\r\n\r\n${content.body}\r\n`);
}

function contentOf({ text, html, attachments }: Letter): Part {
  const texts = [
    ...(text === null ? [] : [textPart('plain', text)]),
    ...(html === null ? [] : [textPart('html', html)]),
  ];
  const [only = textPart('plain', '')] = texts;
  const words = texts.length > 1 ? multipart('alternative', texts, boundary()) : only;
  return attachments.length === 0 ? words : multipart('mixed', [words, ...attachments.map(filePart)], boundary());
}

const boundary = (): string => `=_${randomBytes(18).toString('base64url')}`;
