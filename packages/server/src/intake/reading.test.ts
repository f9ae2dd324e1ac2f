import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Heard } from '../ledger/observation.ts';
import { openReading, type Reading } from './reading.ts';

const [poison, sound] = [Buffer.from('poison'), Buffer.from('sound')];
const heard: Heard = { kind: 'nothing', why: 'read' };
const tooMany: Heard = { kind: 'not_understood', why: 'The service died 3 times while it read this mail' };

let folder: string;
let life: number;
const open: Reading[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-reading-'));
  life = 0;
});
afterEach(() => {
  for (const reading of open.splice(0)) reading.close();
  rmSync(folder, { recursive: true });
});

function start(): Reading {
  const reading = openReading(join(folder, `${life}`));
  open.push(reading);
  return reading;
}

/** The next life finds the file as this one left it: while it read the mail. */
function dies(reading: Reading, octets: Uint8Array, anew = false): Reading {
  reading.read(
    octets,
    () => {
      copyFileSync(join(folder, `${life}`), join(folder, `${life + 1}`));
      return heard;
    },
    anew,
  );
  life++;
  return start();
}

test('what was being read at three deaths is read no more; all else is', () => {
  let reading = start();
  for (let deaths = 1; deaths <= 3; deaths++) {
    expect(reading.read(sound, () => heard)).toBe(heard);
    reading = dies(reading, poison);
  }
  let reads = 0;
  const hear = (): Heard => {
    reads++;
    return heard;
  };
  expect(reading.read(poison, hear)).toEqual(tooMany);
  expect(reads).toBe(0);
  expect(reading.read(sound, hear)).toBe(heard);
});

test('two such mails in turns are both found out', () => {
  let reading = start();
  for (let deaths = 0; deaths < 3; deaths++) reading = dies(dies(reading, poison), sound);
  expect([reading.read(poison, () => heard), reading.read(sound, () => heard)]).toEqual([tooMany, tooMany]);
});

test('somebody may have it read all the same; read well, it is like any other', () => {
  let reading = start();
  for (let deaths = 0; deaths < 3; deaths++) reading = dies(reading, poison);
  reading = dies(reading, poison, true);
  expect(reading.read(poison, () => heard)).toMatchObject({ why: expect.stringContaining('died 4 times') });
  expect(reading.read(poison, () => heard, true)).toBe(heard);
  expect(reading.read(poison, () => heard)).toBe(heard);
  reading.close();
  open.pop();
  expect(start().read(poison, () => heard)).toBe(heard);
});

test('a fault that is caught is no death, and a file of another form is none', () => {
  const reading = start();
  for (let faults = 0; faults < 4; faults++)
    expect(() =>
      reading.read(poison, () => {
        throw new Error('fault');
      }),
    ).toThrow('fault');
  expect(reading.read(poison, () => heard)).toBe(heard);
  life++;
  writeFileSync(join(folder, `${life}`), 'what is this?\n');
  expect(start().read(poison, () => heard)).toBe(heard);
});
