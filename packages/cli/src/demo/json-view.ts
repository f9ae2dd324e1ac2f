/** The demo as JSON lines: where it is, each failed attempt, and at the end the health report of `hearback report --format json`. */
import { jsonLine, type Output } from '../io.ts';
import type { View } from './view.ts';

export function jsonView(out: Output): View {
  return {
    started: (where, total) => out.write(jsonLine({ type: 'started', total, ...where })),
    history: (events) => out.write(jsonLine({ type: 'history', events })),
    event(event) {
      if (event.type === 'bounced' || event.type === 'expired' || event.type === 'deferred') out.write(jsonLine(event));
    },
    moment: () => undefined,
    ended({ standing, health }, _where, stays) {
      out.write(jsonLine({ type: 'ended', stays, recipients: standing, health }));
    },
  };
}
