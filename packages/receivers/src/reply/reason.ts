/** What a receiver says for a reason, and at which stage of the dialogue. */
import { reasons, type Stage } from '@hearback/bounce';
import { mailedReasons, type Personality, type RepliedReason } from '../personalities/personality.ts';
import { plainReplies } from '../personalities/plain.ts';

export const repliedReasons: readonly RepliedReason[] = reasons.filter(
  (reason): reason is RepliedReason => !(mailedReasons as readonly string[]).includes(reason),
);

/** In its own words, or in the words of a server that nobody knows. */
export const replyFor = (personality: Personality, reason: RepliedReason): string =>
  personality.replies[reason] ?? plainReplies[reason];

/** Only the content tells: these come after the final dot. */
const afterContent: ReadonlySet<RepliedReason> = new Set<RepliedReason>([
  'spam_content',
  'virus_content',
  'content_prohibited',
  'malformed_message',
  'message_too_large',
  'auth_dkim',
  'auth_dmarc',
  'routing_loop',
  'mailer_error',
]);

/** Where this receiver says so: at MAIL, at RCPT, or after the final dot. */
export const stageFor = (personality: Personality, reason: RepliedReason): Stage =>
  personality.stages?.[reason] ?? (afterContent.has(reason) ? 'body' : 'rcpt');
