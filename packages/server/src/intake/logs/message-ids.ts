/**
 * The Message-ID behind a queue id, which servers log once, before the deliveries: Postfix in a line of cleanup(8), Exim in
 * the line of the arrival, sendmail beside the sender. The last hundred thousand or so are remembered.
 */
const most = 1 << 16;

const marks = [
  { sign: Buffer.from('message-id=<'), form: /(?:^|\s)([0-9A-Za-z]{5,20}): (?:resent-)?message-id=<([^<>\s]{1,998})>/ },
  {
    sign: Buffer.from(' <= '),
    form: / ([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) <= .{0,2000}? id=(\S{1,998})/,
  },
  { sign: Buffer.from(', msgid=<'), form: /(?:^|\s)(\w{8,20}): from=.{0,1000}?, msgid=<([^<>\s]{1,998})>/ },
] as const;

export interface MessageIds {
  readonly note: (line: Buffer) => void;
  readonly of: (message: string) => string | null;
}

export function createMessageIds(): MessageIds {
  let late = new Map<string, string>();
  let early = new Map<string, string>();
  return {
    note(line) {
      for (const { sign, form } of marks) {
        if (line.indexOf(sign) === -1) continue;
        const [, message, id] = form.exec(line.toString('latin1')) ?? [];
        if (message === undefined || id === undefined) continue;
        if (late.size === most) [early, late] = [late, new Map()];
        late.set(message, id);
        return;
      }
    },
    of: (message) => late.get(message) ?? early.get(message) ?? null,
  };
}
