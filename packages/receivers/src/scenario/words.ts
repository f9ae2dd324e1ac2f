/** Words for replies that an address asks for by number: those that RFC 5321 §4.2.3 and RFC 3463 have, or our own. */

const codes: Readonly<Record<number, string>> = {
  421: 'Service not available, closing transmission channel',
  450: 'Requested mail action not taken: mailbox unavailable',
  451: 'Requested action aborted: local error in processing',
  452: 'Requested action not taken: insufficient system storage',
  454: 'TLS not available due to temporary reason',
  455: 'Server unable to accommodate parameters',
  500: 'Syntax error, command unrecognized',
  501: 'Syntax error in parameters or arguments',
  502: 'Command not implemented',
  503: 'Bad sequence of commands',
  504: 'Command parameter not implemented',
  521: 'Host does not accept mail',
  530: 'Authentication required',
  535: 'Authentication credentials invalid',
  550: 'Requested action not taken: mailbox unavailable',
  551: 'User not local; please try another address',
  552: 'Requested mail action aborted: exceeded storage allocation',
  553: 'Requested action not taken: mailbox name not allowed',
  554: 'Transaction failed',
  555: 'MAIL FROM/RCPT TO parameters not recognized or not implemented',
  556: 'Domain does not accept mail',
};

export const replyOfCode = (code: number): string => `${code} ${codes[code] ?? 'As you asked'}`;

/** By subject and detail, whatever the class. */
const statuses: Readonly<Record<string, string>> = {
  '1.1': 'Bad destination mailbox address',
  '1.2': 'Bad destination system address',
  '1.3': 'Bad destination mailbox address syntax',
  '1.6': 'Mailbox has moved',
  '1.7': "Bad sender's mailbox address syntax",
  '1.8': "Bad sender's system address",
  '1.10': 'Recipient address has null MX',
  '2.1': 'Mailbox disabled, not accepting messages',
  '2.2': 'Mailbox full',
  '2.3': 'Message length exceeds administrative limit',
  '3.1': 'Mail system full',
  '3.2': 'System not accepting network messages',
  '3.4': 'Message too big for system',
  '4.1': 'No answer from host',
  '4.2': 'Bad connection',
  '4.3': 'Directory server failure',
  '4.5': 'Mail system congestion',
  '4.6': 'Routing loop detected',
  '4.7': 'Delivery time expired',
  '5.3': 'Too many recipients',
  '6.0': 'Other or undefined media error',
  '7.1': 'Delivery not authorized, message refused',
  '7.8': 'Authentication credentials invalid',
  '7.20': 'No passing DKIM signature found',
  '7.23': 'SPF validation failed',
  '7.25': 'Reverse DNS validation failed',
  '7.26': 'Multiple authentication checks failed',
};

/** The basic code that goes with a status (RFC 2034 §4): the same class. */
function codeOf(status: string): number {
  const [kind, subject] = status.split('.');
  if (kind === '2') return 250;
  if (kind === '4') return subject === '2' || subject === '3' ? 452 : 451;
  return subject === '2' && status === '5.2.2' ? 552 : 550;
}

export const replyOfStatus = (status: string): string =>
  `${codeOf(status)} ${status} ${statuses[status.slice(2)] ?? 'As you asked'}`;
