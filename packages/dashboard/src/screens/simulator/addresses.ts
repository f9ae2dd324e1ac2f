/** The addresses that ask the simulated receivers for a scenario. */
export interface Wish {
  readonly name: string;
  readonly where: 'mailbox' | 'domain';
  readonly domain: string;
  /** "data": in front of the scenario; "": where the receiver usually says it. */
  readonly stage: string;
  readonly count: number;
  /** Makes addresses others than those of the run before: what was suppressed then would not be sent. */
  readonly run: string;
}

export const most = 1000;
/** Stages that a mailbox can ask for; earlier ones come before the recipient is known. */
export const stages = ['', 'rcpt', 'data', 'eod', 'quit'] as const;

export function addressesOf({ name, where, domain, stage, count, run }: Wish): readonly string[] {
  const words = stage === '' ? name : `${stage}-${name}`;
  return Array.from({ length: Math.max(1, Math.min(most, Math.floor(count))) }, (_, n) =>
    where === 'mailbox' ? `${words}+${run}-${n + 1}@${domain}` : `any-${run}-${n + 1}@${words}.${domain}`,
  );
}
