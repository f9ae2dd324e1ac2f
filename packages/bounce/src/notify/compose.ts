/**
 * Writes a delivery status notification (RFC 3464, 6522, 6533, 3461) as the octets of a whole mail with CRLF line ends.
 * Pure: the date is given, boundary and Message-ID follow from the content. Nothing in the input, which is a stranger's
 * words for the most part, can add a field, a part or a line end.
 *
 * The caller sends it with the null reverse-path `MAIL FROM:<>` (RFC 5321 §4.5.5), stuffs the dots, and writes no notice
 * at all for a message that itself came from `<>` or whose recipient asked NOTIFY=NEVER.
 */
import type { RecipientAction } from '../report/report.ts';
import { sha256 } from '../return-path/sha256.ts';
import { explanation } from './explanation.ts';
import { addrSpec, date, encodedText, field, isAscii, mailbox, messageId, oneLine } from './fields.ts';
import type { Notice, NoticeInput, NoticeRecipient } from './notice.ts';
import { type Returned, returned } from './returned.ts';
import { deliveryStatus, isGlobal } from './status.ts';
import { base64, type Encoding, quotedPrintable } from './transfer.ts';
import { english, fill } from './words.ts';

/**
 * The mail that tells a sender what became of recipients, as octets. Send it from the null sender.
 *
 *     const notice = composeNotice({
 *       reportingMta: 'mx.sender.example', from: 'mailer-daemon@sender.example', to: 'news@sender.example', now: 0,
 *       recipients: [{ recipient: 'jo@example.org', action: 'failed', verdict: explain('550 5.1.1 User unknown') }],
 *       original: { content: 'Subject: News\r\n\r\nHello\r\n' },
 *     });
 *     parse(notice.bytes).kind; // 'bounce'
 */
export function composeNotice(input: NoticeInput): Notice {
  const words = input.words ?? english;
  const action = gravest(input.recipients);
  const parts = [textPart(explanation(input, action, words)), statusPart(input), returnedPart(input, action)].filter(
    (part) => part !== null,
  );
  const eightBit = parts.some(({ encoding }) => encoding === '8bit');
  const fingerprint = hex(sha256(join([octetsOf(`${input.now} ${input.to}`), ...parts.map(({ octets }) => octets)])));
  // A text that holds its own SHA-256 cannot be found, so the boundary stands in no part (RFC 2046 §5.1.1).
  const boundary = `=_${fingerprint.slice(0, 40)}`;

  const original = messageId(input.original.messageId);
  const subject = oneLine(input.original.subject ?? '', 200);
  const head = [
    field('Date', date(input.now) || date(0)),
    field('From', mailbox(words.sender, input.from)),
    field('To', `<${addrSpec(input.to)}>`),
    field('Subject', encodedText(fill(words.subject[action], { subject }).replace(/:\s?$/, ''))),
    field('Message-ID', `<${fingerprint.slice(0, 32)}@${hostName(input.reportingMta)}>`),
    field('In-Reply-To', original),
    field('References', original),
    // RFC 3834 §5: a direct response to another message is "auto-replied"; "auto-generated" must not mark responses.
    field('Auto-Submitted', 'auto-replied'),
    field('MIME-Version', '1.0'),
    field('Content-Type', `multipart/report; report-type=delivery-status; boundary="${boundary}"`),
    // RFC 2045 §6.4: a multipart must admit to what its parts need.
    eightBit ? field('Content-Transfer-Encoding', '8bit') : '',
  ].join('');
  const body = parts.flatMap((part) => [octetsOf(`\r\n--${boundary}\r\n${partHead(part)}\r\n`), part.octets]);
  const bytes = join([octetsOf(head), ...body, octetsOf(`\r\n--${boundary}--\r\n`)]);
  return { bytes, eightBit, smtputf8: !isAscii(head) };
}

const gravity: readonly RecipientAction[] = ['failed', 'delayed', 'expanded', 'relayed', 'delivered'];

const gravest = (recipients: readonly NoticeRecipient[]): RecipientAction =>
  gravity.find((action) => recipients.some((recipient) => recipient.action === action)) ?? 'failed';

interface NoticePart extends Returned {
  readonly description: string;
}

const partHead = ({ type, encoding, description }: NoticePart): string =>
  field('Content-Description', description) +
  field('Content-Type', type) +
  (encoding === '7bit' ? '' : field('Content-Transfer-Encoding', encoding));

function textPart(text: string): NoticePart {
  const octets = octetsOf(text);
  const description = 'Notification';
  return isAscii(text)
    ? { type: 'text/plain; charset=us-ascii', encoding: '7bit', octets, description }
    : { type: 'text/plain; charset=utf-8', encoding: 'quoted-printable', octets: quotedPrintable(octets), description };
}

function statusPart(input: NoticeInput): NoticePart {
  const global = isGlobal(input);
  const text = deliveryStatus(input, global);
  const octets = octetsOf(text);
  const encoding: Encoding = isAscii(text) ? '7bit' : input.eightBit ? '8bit' : 'base64';
  return {
    // RFC 6533 §3: addresses beyond ASCII need the global type, which may be encoded.
    type: global ? 'message/global-delivery-status' : 'message/delivery-status',
    encoding,
    octets: encoding === 'base64' ? base64(octets) : octets,
    description: 'Delivery report',
  };
}

function returnedPart(input: NoticeInput, action: RecipientAction): NoticePart | null {
  const { content, smtputf8 } = input.original;
  const part = returned(typeof content === 'string' ? octetsOf(content) : content, {
    whole: input.ret === 'full' && action === 'failed',
    global: smtputf8 ?? false,
    eightBit: input.eightBit ?? false,
    limit: input.returnLimit ?? 50_000,
  });
  return part && { ...part, description: part.type.endsWith('headers') ? 'Headers of your message' : 'Your message' };
}

const hostName = (host: string): string => oneLine(host, 240).replace(/[^A-Za-z0-9.-]/g, '') || 'localhost';

const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const hex = (octets: Uint8Array): string => Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
