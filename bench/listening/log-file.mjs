/** A log as Postfix writes it: seven lines a message, every eighth of which is not delivered. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** The same numbers in every run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const linesOfMessage = 7;
const providers = [
  ['gmail.example', 'gmail-smtp-in.l.google.com', '192.0.2.26'],
  ['yahoo.example', 'mta5.am0.yahoodns.net', '192.0.2.77'],
  ['outlook.example', 'outlook-com.olc.protection.outlook.com', '192.0.2.33'],
];
const said = (mx, address, reply) => `host ${mx}[${address}] said: ${reply} (in reply to RCPT TO command)`;
const failures = [
  ['bounced', '5.1.1', '550-5.1.1 The email account that you tried to reach does not exist'],
  ['bounced', '5.7.1', '550 5.7.1 Message blocked due to poor reputation of the sending address'],
  ['deferred', '4.2.2', '452 4.2.2 The recipient mailbox is full'],
  ['deferred', '4.7.0', '421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints'],
  ['deferred', '4.7.1', '450 4.7.1 Greylisted, please come back in five minutes'],
];

/** Writes at least so many lines of the hours before `until`; answers how many, and how many outcomes they tell. */
export function writeLog(path, lines, until) {
  const random = numbers(7);
  const messages = Math.ceil(lines / linesOfMessage);
  const file = openSync(path, 'w');
  try {
    let text = [];
    for (let index = 0; index < messages; index++) {
      text.push(message(index, until - Math.floor((12 * 3_600_000 * (messages - index)) / messages), random));
      if (text.length < 1000 && index < messages - 1) continue;
      writeSync(file, text.join(''));
      text = [];
    }
  } finally {
    closeSync(file);
  }
  return { lines: messages * linesOfMessage, outcomes: messages };
}

function message(index, at, random) {
  const id = `4${index.toString(36).toUpperCase().padStart(9, '0')}`;
  const stamp = `${new Date(at).toISOString().slice(0, 23)}+00:00 out1`;
  const pid = 1000 + (index % 50);
  const [domain, mx, address] = providers[Math.floor(random() * (providers.length + 3))] ?? small(random);
  // A few recipients are mailed often, most of them once.
  const recipient = `user${Math.floor(random() * 400_000)}@${domain}`;
  const failure = random() < 0.125 ? failures[Math.floor(random() * failures.length)] : null;
  const [status, dsn, reply] = failure ?? ['sent', '2.0.0', null];
  const words = reply === null ? `250 2.0.0 OK  ${index} k1si123456wrr.93 - gsmtp` : said(mx, address, reply);
  const sender = `news@s${index % 20}.example`;
  return [
    `${stamp} postfix/smtpd[${pid}]: connect from app.sender.example[198.51.100.9]`,
    `${stamp} postfix/smtpd[${pid}]: ${id}: client=app.sender.example[198.51.100.9]`,
    `${stamp} postfix/cleanup[${pid}]: ${id}: message-id=<${index}.letter@sender.example>`,
    `${stamp} postfix/qmgr[77]: ${id}: from=<${sender}>, size=${4000 + (index % 9000)}, nrcpt=1 (queue active)`,
    `${stamp} postfix/smtpd[${pid}]: disconnect from app.sender.example[198.51.100.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`,
    `${stamp} postfix/smtp[${pid}]: ${id}: to=<${recipient}>, relay=${mx}[${address}]:25, delay=1.2, delays=0.1/0/0.4/0.7, dsn=${dsn}, status=${status} (${words})`,
    `${stamp} postfix/qmgr[77]: ${id}: removed`,
    '',
  ].join('\n');
}

function small(random) {
  const domain = `d${Math.floor(20_000 ** random())}.example`;
  return [domain, `mx1.${domain}`, '203.0.113.5'];
}
