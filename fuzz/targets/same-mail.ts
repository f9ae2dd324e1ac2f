/** One mail in other clothes has the same report: line ends, header folding and case, transfer encoding, charset. */
import { parse } from '@hearback/bounce';
import { replyWords, statusWords } from '../dictionary.ts';
import { formsOf } from '../mail-forms.ts';
import { mutate } from '../mutate.ts';
import { mails } from '../seeds.ts';
import { bytesOf, type Target } from '../target.ts';

export const sameMail: Target = {
  name: 'same-mail',
  share: 5,
  make: (random) =>
    random.chance(0.6) ? random.pick(mails) : mutate(mails, random.chance(0.5) ? replyWords : statusWords, random),
  check(input, timed) {
    const mail = input.replaceAll('\r\n', '\n');
    // A lone CR is a line end or none, and in UTF-16 each is half a character: such mails have no second form.
    if (mail.includes('\r') || /charset="?(?:utf-16|ucs)/i.test(mail)) return null;
    const before = summary(mail);
    for (const form of formsOf(mail)) {
      const after = timed(() => summary(form.mail));
      if (before !== after) return `${form.name} changes the report: ${before} to ${after}`;
    }
    return null;
  },
};

/** What programs act upon. */
function summary(mail: string): string {
  const { kind, format, recipients, message } = parse(bytesOf(mail));
  const people = recipients.map(({ recipient, action, status, code, verdict }) => [
    recipient,
    action,
    status,
    code,
    verdict.reason,
    verdict.bounce,
  ]);
  return JSON.stringify([kind, format, people, message.message_id]);
}
