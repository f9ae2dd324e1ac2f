/** What shows the demo: a picture on a terminal, lines in a pipe, JSON for programs. */
import type { Health } from '../report/health.ts';
import { reasonText } from '../report/words.ts';
import type { ServerEvent } from './follow.ts';
import type { Standing } from './progress.ts';

/** Where to look further while the demo runs. */
export interface Whereabouts {
  readonly folder: string;
  readonly socket: string;
  /** The server's configuration file: by it, commands find the server. */
  readonly config: string;
  /** How commands are begun here: whoever runs the demo by npm has no `hearback` on the path. */
  readonly program: string;
  /** Null when the API has no port. */
  readonly api: string | null;
  /** A link to the page that works once; null where the page was not built. */
  readonly page: string | null;
  readonly submission: string;
  readonly receivers: string;
}

export interface Moment {
  readonly standing: Standing;
  /** Counted anew when asked for. */
  readonly health: Health;
  /** Milliseconds since the start, of real time. */
  readonly elapsed: number;
}

export interface View {
  readonly started: (where: Whereabouts, total: number) => void;
  /** So many events of the weeks before are told to the server. */
  readonly history: (events: number) => void;
  readonly event: (event: ServerEvent) => void;
  /** Called a few times a second. */
  readonly moment: (moment: Moment) => void;
  /** `stays`: the server runs on until Ctrl-C. */
  readonly ended: (moment: Moment, where: Whereabouts, stays: boolean) => void;
}

/** Why it failed; of what expired, what most attempts were told. */
export function whyText({ verdict, dominant_reason: dominant }: ServerEvent): string {
  if (verdict === null) return '';
  const isExpired = verdict.reason === 'message_expired' && dominant !== null;
  return isExpired ? `expired: ${reasonText(dominant)}` : reasonText(verdict.reason);
}

/** Events that people want to see one by one. */
export const isBounce = ({ type }: ServerEvent): boolean => type === 'bounced' || type === 'expired';
