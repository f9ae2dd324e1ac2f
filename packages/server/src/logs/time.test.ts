import { describe, expect, test } from 'vitest';
import { Clock, isoTime, syslogTime } from './time.ts';

const written = Date.UTC(2026, 10, 24, 12);

describe('syslog times', () => {
  test('without a year: the last one that is not after the file', () => {
    expect(syslogTime('Nov 24 09:00:02 host x', written)).toBe(new Date(2026, 10, 24, 9, 0, 2).getTime());
    expect(syslogTime('Dec 31 23:59:59 host x', written)).toBe(new Date(2025, 11, 31, 23, 59, 59).getTime());
    expect(syslogTime('Jan  2 00:00:01 host x', Date.UTC(2027, 0, 3))).toBe(new Date(2027, 0, 2, 0, 0, 1).getTime());
  });

  test('with a zone', () => {
    expect(isoTime('2026-11-24T09:00:02.123456+01:00')).toBe(Date.UTC(2026, 10, 24, 8, 0, 2));
    expect(isoTime('2026-11-24 09:00:02-0530')).toBe(Date.UTC(2026, 10, 24, 14, 30, 2));
    expect(syslogTime('<22>1 2026-11-24T09:00:02Z host', written)).toBe(Date.UTC(2026, 10, 24, 9, 0, 2));
  });

  test('as journalctl writes them', () => {
    const at = Date.UTC(2026, 10, 24, 8, 0, 2);
    expect(syslogTime('Nov 24 09:00:02.123456 host x', written)).toBe(new Date(2026, 10, 24, 9, 0, 2).getTime());
    expect(syslogTime('Tue 2026-11-24 08:00:02 UTC host x', written)).toBe(at);
    expect(syslogTime('Tue 2026-11-24 09:00:02 CET host x', written)).toBe(new Date(2026, 10, 24, 9, 0, 2).getTime());
    expect(syslogTime('2026-11-24T09:00:02+0100 host x', written)).toBe(at);
    expect(syslogTime(`${at / 1000}.123456 host x`, written)).toBe(at);
  });

  test('behind the name of a file or a container, but not in what a program says', () => {
    const at = new Date(2026, 10, 24, 9, 0, 2).getTime();
    expect(syslogTime('mail.log.1:Nov 24 09:00:02 host x[1]: y', written)).toBe(at);
    expect(syslogTime('postfix-1  | Nov 24 09:00:02 host x[1]: y', written)).toBe(at);
    expect(syslogTime('/var/log/mail.log:12:2026-11-24T09:00:02 host x[1]: y', written)).toBe(at);
    expect(syslogTime('host x[1]: y Nov 24 09:00:02 z', written)).toBeNull();
  });

  test('what is no time is none', () => {
    for (const line of ['', 'hello', 'Xyz 24 09:00:02 host', '2026-11-24', 'ovD 24 09:00:02 host'])
      expect(syslogTime(line, written)).toBeNull();
  });

  test('the clock answers what the reader would', () => {
    const clock = new Clock();
    const at = (line: string, writtenBy = written) => clock.at(Buffer.from(`x\n${line}`), 2, writtenBy);
    const lines = [
      'Nov 24 09:00:02 a',
      'Nov 24 09:00:59 a',
      'Nov 24 09:01:00 a',
      'Nov 25 09:01:00 a',
      '2026-11-24T09:01:00Z a',
      '2026-11-24T09:01:07Z a',
      'Nov 24 09:00:02 a',
      'Nov 24 09:00:02.500 a',
      'mail.log:Nov 24 09:00:02 a',
      'rubbish',
    ];
    for (const line of lines) expect(at(line)).toBe(syslogTime(line, written));
    expect(at('Nov 24 09:00:02 a', Date.UTC(2020, 11, 1))).toBe(new Date(2020, 10, 24, 9, 0, 2).getTime());
  });
});
