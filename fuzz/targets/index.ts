/** All readers under fire. */
import type { Target } from '../target.ts';
import { charset, header } from './header.ts';
import { log } from './log.ts';
import { mailReaders } from './mail.ts';
import { mbox } from './mbox.ts';
import { notice } from './notice.ts';
import { text } from './random-text.ts';
import { reply } from './reply.ts';
import { path } from './return-path.ts';
import { rules } from './rules.ts';
import { sameMail } from './same-mail.ts';
import { sameReply } from './same-reply.ts';

export const targets: readonly Target[] = [
  reply,
  sameReply,
  text,
  ...mailReaders,
  sameMail,
  header,
  charset,
  log,
  mbox,
  rules,
  path,
  notice,
];
