/** A finding for people: how it stands, what was found, and below it what to do. */
import type { Finding } from '@hearback/server';
import { type Paint, printableLine } from '../../view/paint.ts';

const tones = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

export function findingLine({ check, standing, text, advice }: Finding, paint: Paint): string {
  const found = `${paint(tones[standing], standing.padEnd(4))}  ${printableLine(check).padEnd(24)} ${printableLine(text)}\n`;
  return advice === null ? found : `${found}      ${printableLine(`→ ${advice}`)}\n`;
}
