/** Notices in the manner of a server, and what `parse` hears in them, both in few words. */
import { parse } from '../parse.ts';

export interface Notice {
  readonly from?: string;
  readonly subject?: string;
  /** More header lines. */
  readonly header?: string;
  readonly body: string;
}

export const notice = ({
  from = 'MAILER-DAEMON@mx.example.net',
  subject = 'failure notice',
  header,
  body,
}: Notice): string =>
  [
    `From: ${from}`,
    'To: news@sender.example',
    `Subject: ${subject}`,
    ...(header ? [header] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\n');

export interface Heard {
  readonly format: string | null;
  readonly kind: string;
  /** "address action | diagnostic" */
  readonly recipients: readonly string[];
}

export function heard(mail: Notice): Heard {
  const { format, kind, recipients } = parse(notice(mail));
  return {
    format,
    kind,
    recipients: recipients.map(({ recipient, action, diagnostic }) => `${recipient} ${action} | ${diagnostic}`),
  };
}
