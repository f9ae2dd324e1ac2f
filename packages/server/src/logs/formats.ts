/** The log formats we read, and which of them a file is in. */
import { exim } from './exim.ts';
import { haraka } from './haraka.ts';
import { kumomta } from './kumomta.ts';
import type { LogFormat } from './log.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { powermta } from './powermta.ts';
import { sendmail } from './sendmail.ts';

export const logFormats: readonly LogFormat[] = [kumomta, powermta, haraka, exim, opensmtpd, postfix, sendmail];

/** By content; null when nothing in the file's beginning is a line of a mail server we know. */
export const detectLog = (head: string): LogFormat | null => logFormats.find(({ mark }) => mark.test(head)) ?? null;

/** All of them, for a file into which the servers of several hosts write. */
export const detectLogs = (head: string): readonly LogFormat[] => logFormats.filter(({ mark }) => mark.test(head));
