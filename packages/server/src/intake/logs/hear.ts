/**
 * Lines of a log to observations, whichever servers write into it: syslog puts those of several hosts, or of two servers of one,
 * into one file. Each is heard for itself, for a queue id is one server's.
 */
import type { Observation } from '../../ledger/observation.ts';
import { detectLogs, type LogFormat, logFormats } from '../../logs/index.ts';
import { createServerHearing, type ServerHearing } from './hear-server.ts';

export interface LogHearing {
  /** Those of which a line has come by. */
  readonly formats: () => readonly LogFormat[];
  /** Whole lines that begin at this offset of this file. */
  readonly read: (file: string, start: number, octets: Buffer, now: number) => readonly Observation[];
  /** Lines that were read before: whose message a queue id is, and nothing is told of them. */
  readonly recall: (octets: Buffer, now: number) => void;
}

/** Of each block, once one server is known: to look for others everywhere costs more than to read. */
const looked = 16 << 10;

/** `format`: the name of the only one that is heard; null: those that the lines tell. */
export function createLogHearing(sourceName: string, format: string | null): LogHearing {
  const servers = new Map<LogFormat, ServerHearing>();
  const add = (each: LogFormat): void => {
    if (!servers.has(each)) servers.set(each, createServerHearing(sourceName, each));
  };
  const only = logFormats.find(({ name }) => name.toLowerCase() === format);
  if (only !== undefined) add(only);

  const heardIn = (octets: Buffer): readonly ServerHearing[] => {
    if (only === undefined) {
      const head = servers.size === 0 ? octets : octets.subarray(0, looked);
      for (const each of detectLogs(head.toString('latin1'))) add(each);
    }
    return [...servers.values()];
  };
  return {
    formats: () => [...servers.keys()],
    read: (file, start, octets, now) => heardIn(octets).flatMap((server) => server.read(file, start, octets, now)),
    recall(octets, now) {
      for (const server of heardIn(octets)) server.recall(octets, now);
    },
  };
}
