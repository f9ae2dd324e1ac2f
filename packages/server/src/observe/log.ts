/** The log: one JSON object a line, with addresses masked and nothing in it that could pass for another line. */
import pino from 'pino';
import { escapeControls, maskAddresses } from './mask.ts';

export type Log = pino.Logger;

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly mask: boolean;
  readonly stream: { write(line: string): unknown };
}

export function createLog({ level, mask, stream }: LogOptions): Log {
  const write = (line: string): void => {
    const escaped = escapeControls(line);
    stream.write(mask ? maskAddresses(escaped) : escaped);
  };
  return pino(
    {
      level,
      base: null,
      messageKey: 'msg',
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
      redact: {
        paths: ['password', '*.password', 'authorization', '*.authorization', 'token', '*.token'],
        censor: '***',
      },
    },
    { write },
  );
}
