/** The log formats we read, and which of them are in a file. */
import { exim } from './exim.ts';
import { haraka } from './haraka.ts';
import { kumomta } from './kumomta.ts';
import type { LogFormat } from './log.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { powermta } from './powermta.ts';
import { sendmail } from './sendmail.ts';

export const logFormats: readonly LogFormat[] = [kumomta, powermta, haraka, exim, opensmtpd, postfix, sendmail];

/** By content: several where syslog puts the lines of several servers into one file, none where no line is a server's that we know. */
export const detectLogs = (head: string): readonly LogFormat[] => logFormats.filter(({ mark }) => mark.test(head));
