/**
 * Failpoints within a dialogue, for tests that let the process die there: they are seen in the lines that the client
 * tells, so that the client itself knows nothing of them. Not armed, this costs nothing.
 */
import process from 'node:process';
import type { DialogueLine } from '@hearback/smtp';
import { failpoint } from '../observe/failpoint.ts';

type Listener = (line: DialogueLine) => void;

const isArmed = (process.env['HEARBACK_FAILPOINT'] ?? '') !== '';

export const withPoints: (listener: Listener | undefined) => Listener | undefined = isArmed ? strike : (same) => same;

function strike(listener: Listener | undefined): Listener {
  return (line) => {
    listener?.(line);
    const { who, text } = line;
    if (who === 'C' && text.startsWith('MAIL FROM')) failpoint('after-MAIL-out');
    if (who === 'S' && text.startsWith('354')) failpoint('after-DATA-354');
    if (who === '-' && text.endsWith('octets sent')) failpoint('after-dot-before-reply');
  };
}
