import { describe, expect, test } from 'vitest';
import { parseReply } from './reply.ts';

describe('host', () => {
  test.each([
    ['host mx.example.org[192.0.2.1] said: 550 no', 'mx.example.org'],
    ['host MX.Example.ORG [192.0.2.1]: 550 no', 'mx.example.org'],
    ['host 192.0.2.1[192.0.2.1] said: 550 no', '192.0.2.1'],
    ['connect to mx.example.org[192.0.2.1]:25: Connection timed out', 'mx.example.org'],
    ['... while talking to mx.example.org.:\n<<< 550 no', 'mx.example.org'],
    ['mx.example.org [192.0.2.1] did not like our RCPT TO:550 no', 'mx.example.org'],
    ['192.0.2.1 does not like recipient. Remote host said: 550 no', '192.0.2.1'],
    ['SMTP Server <mx.example.org> rejected recipient: 550 no', 'mx.example.org'],
    [
      '550 5.4.1 Access denied. [AA0EXAMPLE.mail.protection.outlook.com 2026-01-01T00:00:00.000Z 08DE00]',
      'aa0example.mail.protection.outlook.com',
    ],
  ])('%s', (text, host) => expect(parseReply(text).host).toBe(host));

  test.each([
    '550 5.1.1 host mx.example.org unknown',
    'Remote host said: 550 no',
    '550 ask your host or server. ok',
    'the server is busy',
  ])('none in: %s', (text) => expect(parseReply(text).host).toBeNull());
});

describe('help URL', () => {
  test.each([
    ['550 see https://example.org/help?p=1.', 'https://example.org/help?p=1'],
    ['550 see <https://example.org/a>', 'https://example.org/a'],
    ['550 (see http://example.org/a).', 'http://example.org/a'],
    ['550 see http://example.org/a_(b) now', 'http://example.org/a_(b)'],
    ['550 see HTTPS://example.org/', 'HTTPS://example.org/'],
    ['550 go to www.example.org/unblock, please', 'https://www.example.org/unblock'],
    ['550 see aka.ms/example', 'https://aka.ms/example'],
    ['550 见https://example.org/帮助。', 'https://example.org/帮助'],
  ])('%s', (text, url) => expect(parseReply(text).helpUrl).toBe(url));

  test.each([
    '550 no such user',
    '550 javascript://example.org',
    '550 write to help@www.example.org',
    '550 http://',
    '550 www. is no address',
  ])('none in: %s', (text) => expect(parseReply(text).helpUrl).toBeNull());
});

describe('queue id', () => {
  test.each([
    ['250 2.0.0 Ok: queued as 4bXyZ12abc', '4bXyZ12abc'],
    ['250 OK id=1tAbCd-000123-Xy', '1tAbCd-000123-Xy'],
    ['550-5.1.1 No account\n550 5.1.1 see above ab12si345cde.67 - gsmtp', 'ab12si345cde.67'],
    ['554 5.7.1 refused, id=12345-06 - SPAM', '12345-06'],
  ])('%j', (text, id) => expect(parseReply(text).queueId).toBe(id));

  test.each(['550 no (in reply to RCPT TO command)', '550 message queued as usual', '550 5.1.1 no'])(
    'none in: %s',
    (text) => expect(parseReply(text).queueId).toBeNull(),
  );
});
