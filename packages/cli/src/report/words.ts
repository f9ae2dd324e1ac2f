/** Numbers and names as people read them; one way for text and HTML. */
import { providerText, reasonText, type Verdict } from '@hearback/bounce';
import { count } from '../view/count.ts';
import type { Row } from './health.ts';
import { noHost } from './receivers.ts';
import type { Rate, State } from './wilson.ts';

export { actionText, reasonText } from '@hearback/bounce';
export { count, plural } from '../view/count.ts';

/** "1.84 %", "12.0 %", "0.03 %"; a dash where there is nothing to divide by. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const value = share * 100;
  return value === 0 ? '0 %' : `${value.toFixed(value >= 9.95 ? 1 : 2)} %`;
}

/** The limit as it is spoken of: "5 %", "0.1 %". */
export const limitText = (limit: number): string => `${Number((limit * 100).toFixed(2))} %`;

export const intervalText = ({ interval }: Rate): string =>
  interval === null ? '–' : `${percent(interval[0]).replace(' %', '')}–${percent(interval[1])}`;

export const stateText: Readonly<Record<State, string>> = {
  ok: 'ok',
  watch: 'watch',
  breached: 'over the limit',
  not_enough_mail: 'not enough mail',
};

/** "Microsoft 365", "other receivers"; what no host answered stands in a row of its own. */
export const receiverText = (provider: string): string =>
  provider === noHost ? 'no host answered' : providerText(provider);

/** "Google 528, Yahoo 181 and 2 more" */
export function providersText(providers: readonly { readonly name: string; readonly recipients: number }[]): string {
  if (providers.length === 1) return receiverText(providers[0]?.name ?? '');
  const named = providers.slice(0, 4).map(({ name, recipients }) => `${receiverText(name)} ${count(recipients)}`);
  return `${named.join(', ')}${providers.length > 4 ? ` and ${providers.length - 4} more` : ''}`;
}

/** What a receiver, domain or sender mostly bounces for. */
export function topReasonText({
  hard,
  soft,
  top_hard_reason,
  top_soft_reason,
}: Pick<Row, 'hard' | 'soft' | 'top_hard_reason' | 'top_soft_reason'>): string {
  const top = hard > soft ? top_hard_reason : top_soft_reason;
  return top === null ? '' : reasonText(top);
}

export const firstSentence = (text: string): string =>
  text.slice(0, text.indexOf('. ') === -1 ? undefined : text.indexOf('. ') + 1);

export const senderText = (domain: string): string => (domain === '' ? '<> (bounce notices)' : domain);

export const domainText = (domain: string): string => (domain === '' ? '(no domain)' : domain);

export const faultText = (fault: Verdict['fault']): string => fault.filter((word) => word !== 'none').join(', ');

const pad = (n: number): string => String(n).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "24 Nov 2026 09:00" in local time, as the logs have it. */
export function timeText(iso: string | number): string {
  const date = new Date(iso);
  return `${dayText(iso)} ${date.getFullYear()} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** "24 Nov" */
export const dayText = (iso: string | number): string =>
  `${new Date(iso).getDate()} ${months[new Date(iso).getMonth()] ?? ''}`;

/** "24 Nov 09:00" */
export const hourText = (iso: string | number): string => `${dayText(iso)} ${pad(new Date(iso).getHours())}:00`;
