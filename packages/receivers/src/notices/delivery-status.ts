/** multipart/report with message/delivery-status (RFC 3462, 3464), with the differences between servers as options. */
import { common, mailDate, mailOf, type NoticeFacts, returned } from './notice.ts';

export interface DeliveryStatus {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** MIME type and charset of the text. Default text/plain; charset=us-ascii. */
  readonly textType?: string;
  /** Fields of the recipient in this server's order; those with null are left out. */
  readonly recipient: readonly (readonly [name: string, value: string | null])[];
  readonly message?: readonly (readonly [name: string, value: string])[];
  readonly header?: readonly (readonly [name: string, value: string])[];
  /** Default multipart/report; report-type=delivery-status. */
  readonly container?: string;
  readonly statusType?: string;
  /** Default "message/rfc822"; "text/rfc822-headers" returns the header alone. */
  readonly returnedType?: string;
  /** False: without MIME-Version, as Haraka writes it. */
  readonly mimeVersion?: boolean;
}

const lines = (fields: readonly (readonly [string, string | null])[]): string =>
  fields.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join('\n');

export function deliveryStatus(facts: NoticeFacts, status: DeliveryStatus): string {
  const boundary = `=_${facts.id.replace(/[^A-Za-z0-9]/g, '')}/${facts.reporter}`;
  const container = status.container ?? 'multipart/report; report-type=delivery-status';
  const returnedType = status.returnedType ?? 'message/rfc822';
  const message = status.message ?? [
    ['Reporting-MTA', `dns; ${facts.reporter}`],
    ['Arrival-Date', mailDate(facts.at)],
  ];
  const copy = returnedType === 'message/rfc822' ? returned(facts) : `${facts.original.header}\n`;
  const parts = [
    `Content-Type: ${status.textType ?? 'text/plain; charset=us-ascii'}\n\n${status.text}`,
    `Content-Type: ${status.statusType ?? 'message/delivery-status'}\n\n${lines(message)}\n\n${lines(status.recipient)}\n`,
    ...(facts.returns ? [`Content-Type: ${returnedType}\n\n${copy}`] : []),
  ];
  return mailOf(
    [
      ...common(facts, status.from, status.subject),
      ...(status.header ?? []),
      ...(status.mimeVersion === false ? [] : ([['MIME-Version', '1.0']] as const)),
      ['Content-Type', `${container}; boundary="${boundary}"`],
    ],
    `This is a MIME-encapsulated message.\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`,
  );
}
