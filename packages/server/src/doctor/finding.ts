/** What `hearback doctor` finds: how it stands, in a sentence, and what to do when it does not stand well. */
export type Standing = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly check: string;
  readonly standing: Standing;
  readonly text: string;
  readonly advice: string | null;
}

export const ok = (check: string, text: string): Finding => ({ check, standing: 'ok', text, advice: null });
export const warn = (check: string, text: string, advice: string): Finding => ({
  check,
  standing: 'warn',
  text,
  advice,
});
export const fail = (check: string, text: string, advice: string): Finding => ({
  check,
  standing: 'fail',
  text,
  advice,
});

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
