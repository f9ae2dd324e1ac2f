/** What a mail would be recorded as, in a sentence, for `source test`. */
import { hearBounceMail } from './bounce-mail.ts';

export function whatReports(octets: Uint8Array): string {
  const heard = hearBounceMail(
    { octets, recipient: null, at: 0, key: 'test' },
    { source: 'bounce_mail', sourceName: 'test', prove: () => null, header: null },
  );
  if (heard.kind === 'not_understood') return `a mail that is no report: ${heard.why}`;
  if (heard.kind === 'nothing') return `a mail with nothing to record: ${heard.why}`;
  const { observations } = heard;
  const [first] = observations;
  const reason = first?.verdict?.reason ?? null;
  const of = observations.length === 1 ? (first?.recipient ?? 'nobody named') : `${observations.length} recipients`;
  return `${first?.type ?? 'nothing'} for ${of}${reason === null ? '' : `: ${reason}`}`;
}
