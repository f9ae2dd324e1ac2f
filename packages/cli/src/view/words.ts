/** A verdict's words as people say them. */
import type { Action, Blocklist, Bounce, Fault } from '@hearback/bounce';

export const toDo: Readonly<Record<Action, string>> = {
  suppress: 'stop mailing this address (provisional until a second bounce a day later confirms it)',
  count: 'count it; suppress only when it keeps happening over two weeks',
  retry: 'nothing: try again on the usual schedule',
  slow_down: 'send more slowly to this receiver; the address is fine',
  pause: 'stop this stream to this receiver and find out why; the address is fine',
  fix_authentication: "mend the sender's authentication (SPF, DKIM, DMARC, reverse DNS); the address is fine",
  fix_configuration: 'mend the configuration of the sending server; the address is fine',
  fix_content: 'change the message; the address is fine',
  suppress_for_sender: 'stop mailing this address from this sender',
  review: 'let a person look at it',
  keep: 'keep it suppressed',
  ignore: 'nothing',
};

export const whoseFault: Readonly<Record<Fault, string>> = {
  list: 'the list (a bad or abandoned address)',
  sender: 'the sender',
  receiver: 'the receiver',
  network: 'the network',
  unknown: 'not known',
  none: 'nobody',
};

export const countsFor: Readonly<Record<Bounce, string>> = {
  hard: 'the hard rate of the list',
  soft: 'the soft rate of the sender',
  none: 'no rate',
};

export const lists: Readonly<Record<Blocklist['lists'], string>> = {
  ip: 'lists IP addresses',
  domain: 'lists domains',
  url: 'lists URLs',
};
