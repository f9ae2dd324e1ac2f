/** Flags that commands about the service share. */
import type { TargetFlags } from './target.ts';

export const flag = (brief: string) => ({ kind: 'boolean', optional: true, withNegated: false, brief }) as const;
export const text = (placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse: String, optional: true, placeholder, brief }) as const;
export const texts = (placeholder: string, brief: string) => ({ ...text(placeholder, brief), variadic: true }) as const;
/** A word of a list that the service knows, and judges. */
export const word = <W extends string>(placeholder: string, brief: string) =>
  ({ ...text(placeholder, brief), parse: (input: string) => input as W }) as const;
export const words = <W extends string>(placeholder: string, brief: string) =>
  ({ ...word<W>(placeholder, brief), variadic: true }) as const;
export const oneOf = <const V extends string>(values: readonly [V, ...V[]], brief: string) =>
  ({ kind: 'enum', values, optional: true, brief }) as const;
export const whole = (placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse: wholeNumber, optional: true, placeholder, brief }) as const;
export const one = (placeholder: string, brief: string) =>
  ({ kind: 'tuple', parameters: [{ parse: String, placeholder, brief }] }) as const;

function wholeNumber(input: string): number {
  if (!/^\d{1,15}$/.test(input)) throw new SyntaxError(`${input} is no whole number`);
  return Number(input);
}

export const port = (brief: string) => ({ ...whole('port', brief), parse: portNumber }) as const;

function portNumber(input: string): number {
  if (!/^\d{1,5}$/.test(input) || Number(input) > 65_535) throw new SyntaxError(`${input} is no port`);
  return Number(input);
}

export function hostAndPort(input: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(input) ?? [];
  if (port === undefined) throw new SyntaxError(`${input} is no address with a port, such as 127.0.0.1:2525`);
  return { host: bracketed ?? plain ?? '', port: Number(port) };
}

export const json = flag('Write JSON');
export const target = {
  url: text('url', 'Where the service is; HEARBACK_URL, else the socket of the data folder'),
  config: text('file', 'Configuration file'),
};
/** Where the service is, and how its answer is written. */
export interface Plain extends TargetFlags {
  readonly json?: boolean;
}
export const plain = { ...target, json };
export const local = {
  config: target.config,
  data: text('folder', 'Data folder; the same as --set server.data=FOLDER'),
  set: texts('key=value', 'Sets a key of the configuration'),
};
