import { expect, test } from 'vitest';
import type { Stage } from '../classify/verdict.ts';
import { parseReply } from './reply.ts';

test.each<[string, Stage | null]>([
  ['550 no (in reply to RCPT TO command)', 'rcpt'],
  ['550 no (in reply to MAIL FROM command)', 'mail'],
  ['550 no (in reply to DATA command)', 'data'],
  ['550 no (in reply to end of DATA command)', 'body'],
  ['550 no (in reply to EHLO command)', 'ehlo'],
  ['host mx.example.org[192.0.2.1] refused to talk to me: 421 busy', 'connect'],
  ['lost connection with mx.example.org[192.0.2.1] while sending RCPT TO', 'rcpt'],
  ['lost connection with mx.example.org[192.0.2.1] while receiving the initial server greeting', 'connect'],
  ['SMTP error from remote mail server after end of data: host mx.example.org [192.0.2.1]: 550 no', 'body'],
  ['SMTP error from remote mail server after initial connection: 554 no', 'connect'],
  ['SMTP error from remote mail server after pipelined MAIL FROM:<a@example.org>: 550 no', 'mail'],
  ['SMTP error from remote mail server after STARTTLS: 454 no', 'starttls'],
  ['mx.example.org [192.0.2.1] did not like our final DATA:554 no', 'body'],
  ['MAIL+RCPT 550 no such user', 'rcpt'],
  ['192.0.2.1 does not like recipient.\nRemote host said: 550 no', 'rcpt'],
  ['Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no', 'mail'],
  ['192.0.2.1 failed after I sent the message.\nRemote host said: 550 no', 'body'],
  ['>>> MAIL From:<a@example.org>\n>>> RCPT To:<b@example.org>\n<<< 550 no', 'rcpt'],
  ['... while talking to mx.example.org.:\n>>> .\n<<< 554 no', 'body'],
  ['Remote host said: 550 no [RCPT_TO]', 'rcpt'],
  ['Remote host said: 550 no [RCPT_TO]\r\n', 'rcpt'],
  ['550 no (in reply to end of\r\n    DATA command)', 'body'],
  ['550 no (in reply\n    to    MAIL FROM command)', 'mail'],
  ['SMTP error from remote\n mail server after  end of data: 550 no', 'body'],
  ['550 NO (IN REPLY TO RCPT TO COMMAND)', 'rcpt'],
  ['503 Valid RCPT command must precede DATA', null],
  ['554 5.5.1 no valid recipients after DATA', null],
  ['550 5.1.1 User unknown', null],
])('%j', (text, stage) => expect(parseReply(text).stage).toBe(stage));
