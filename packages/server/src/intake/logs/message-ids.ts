/**
 * The Message-ID behind a queue id, which servers log once, before the deliveries: Postfix in a line of cleanup(8), Exim in
 * the line of the arrival, sendmail beside the sender. The last hundred thousand or so are remembered.
 */
import type { LogFormat } from '../../logs/index.ts';

const most = 1 << 16;

export interface MessageIds {
  readonly note: (line: Buffer, format: LogFormat) => void;
  readonly of: (message: string) => string | null;
}

export function createMessageIds(): MessageIds {
  let late = new Map<string, string>();
  let early = new Map<string, string>();
  return {
    note(line, { messageId }) {
      if (messageId === undefined || line.indexOf(messageId.sign) === -1) return;
      const [, message, id] = messageId.form.exec(line.toString('latin1')) ?? [];
      if (message === undefined || id === undefined) return;
      if (late.size === most) [early, late] = [late, new Map()];
      late.set(message, id);
    },
    of: (message) => late.get(message) ?? early.get(message) ?? null,
  };
}
