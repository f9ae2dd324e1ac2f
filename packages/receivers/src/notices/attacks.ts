/** Mails that a good sender must not believe. */
import { dialects } from './dialects.ts';
import { domainOf, localPart, type NoticeFacts } from './notice.ts';

const notice = (facts: NoticeFacts): string => {
  const dialect = dialects.get('postfix');
  if (dialect === undefined) throw new Error('the dialect of Postfix is missing');
  return dialect.write(facts);
};

/** To a true return path, but about somebody whom the message was never for. */
export const forgedNotice = (facts: NoticeFacts): string =>
  notice({ ...facts, recipient: `victim.of.forgery@${domainOf(facts.recipient)}` });

/** The return path with one character of its local part changed; a signed one is then no longer valid. */
export function bentReturnPath(sender: string): string {
  const local = localPart(sender);
  const last = local.at(-1) ?? '';
  return `${local.slice(0, -1)}${last === 'a' ? 'b' : 'a'}@${domainOf(sender)}`;
}

/** A notice with so many parts that a careless reader works for minutes (about 700 KB). */
export function bomb(facts: NoticeFacts): string {
  const whole = notice(facts);
  const boundary = /boundary="([^"]+)"/.exec(whole)?.[1] ?? '';
  return whole.replace(`--${boundary}\n`, `${`--${boundary}\n\n`.repeat(20_000)}--${boundary}\n`);
}
