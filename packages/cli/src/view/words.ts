/** A verdict's words as people say them. */
import { type Action, type Blocklist, type Bounce, type Fault, taxonomy, type Verdict } from '@hearback/bounce';

const toDo: Readonly<Record<Action, string>> = {
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

/** Suppression waits for a verdict that is sure and a reply that is final (`decideSuppression`). */
export function adviceOf({ reason, action, confidence, final }: Verdict): string {
  if (taxonomy[reason].action !== 'suppress' || action === 'ignore') return toDo[action];
  if (!final) return 'try again: the reply says that the address is dead, but does not refuse it for good';
  return confidence < sure
    ? 'count it: the reply may mean that the address is dead, but not surely enough'
    : toDo.suppress;
}

/** As `certainty` in the library's default policy, which the command line does not load for this. */
const sure = 0.7;

export function againText({ bounce, final, code, status, retry_after }: Verdict): string {
  if (bounce === 'none') return 'nothing is to be sent again';
  if (code === null && status === null) return 'not known: no code was given';
  if (final) return 'no, this message is not tried again';
  return retry_after === null ? 'yes' : `yes, not before ${duration(retry_after)} from now`;
}

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

export const whoseFault: Readonly<Record<Fault, string>> = {
  list: 'the list (the address itself)',
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
