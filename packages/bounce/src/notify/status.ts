/**
 * The machine's part of a notice: message/delivery-status (RFC 3464 §2), or its international form (RFC 6533 §3).
 */
import type { RecipientAction } from '../report/report.ts';
import { asciiOnly, date, field, fromXtext, isAscii, oneLine } from './fields.ts';
import type { NoticeInput, NoticeRecipient } from './notice.ts';

/** Whether an address beyond ASCII makes the international form necessary. */
export const isGlobal = ({ recipients }: NoticeInput): boolean =>
  recipients.some(
    ({ recipient, originalRecipient = '' }) => !isAscii(recipient) || !isAscii(fromXtext(originalRecipient)),
  );

export const isOurs = ({ ours, remoteMta }: NoticeRecipient): boolean => ours ?? remoteMta === undefined;

export function deliveryStatus(input: NoticeInput, global: boolean): string {
  const text = (value: string): string => (global ? oneLine(value) : asciiOnly(oneLine(value)));
  const { envelopeId, arrivedAt } = input.original;
  const message = [
    field('Reporting-MTA', `dns; ${text(input.reportingMta) || 'localhost'}`),
    field('Original-Envelope-Id', text(fromXtext(envelopeId ?? ''))),
    field('Arrival-Date', date(arrivedAt)),
  ];
  const recipients = input.recipients.map((recipient) => [
    field('Original-Recipient', text(originalRecipient(recipient))),
    field('Final-Recipient', `${addressType(recipient.recipient)}; ${recipient.recipient}`),
    field('Action', recipient.action),
    field('Status', status(recipient)),
    optional('Remote-MTA', 'dns', text(recipient.remoteMta ?? '')),
    // RFC 3461 §9.2: of type smtp is what an SMTP server said.
    optional('Diagnostic-Code', isOurs(recipient) ? 'x-hearback' : 'smtp', text(recipient.diagnostic ?? '')),
    field('Last-Attempt-Date', date(recipient.lastAttempt)),
    recipient.action === 'delayed' ? field('Will-Retry-Until', date(recipient.retryUntil)) : '',
  ]);
  return [message, ...recipients].map((group) => group.join('')).join('\r\n');
}

const addressType = (address: string): string => (isAscii(address) ? 'rfc822' : 'utf-8');

/** Type kept, address decoded (RFC 3461 §6.3 a); what has no type is no ORCPT, and beyond ASCII the type is utf-8. */
function originalRecipient({ originalRecipient: orcpt = '' }: NoticeRecipient): string {
  const semicolon = orcpt.indexOf(';');
  if (semicolon < 1) return '';
  const address = fromXtext(orcpt.slice(semicolon + 1));
  return `${isAscii(address) ? orcpt.slice(0, semicolon) : 'utf-8'}; ${address}`;
}

const optional = (name: string, type: string, value: string): string =>
  oneLine(value) === '' ? '' : field(name, `${type}; ${value}`);

/** The first is taken where nothing else is known. */
const classes: { readonly [A in RecipientAction]: string } = {
  failed: '54', // 4.x.y with "failed": given up after temporary failures (RFC 3463 §2)
  delayed: '4',
  delivered: '2',
  relayed: '2',
  expanded: '2',
};

/** The reply's own status; its class gives way where it does not fit the action (a 5yz that is tried again). */
function status({ action, verdict }: NoticeRecipient): string {
  const allowed = classes[action];
  const said = verdict?.status ?? '';
  if (!/^[245]\.\d{1,3}\.\d{1,3}$/.test(said))
    return action === 'failed' && verdict?.reason === 'message_expired' ? '4.4.7' : `${allowed.charAt(0)}.0.0`;
  if (allowed.includes(said.charAt(0))) return said;
  return allowed === '2' || said.startsWith('2') ? `${allowed.charAt(0)}.0.0` : allowed.charAt(0) + said.slice(1);
}
