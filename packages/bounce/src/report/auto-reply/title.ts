/** Whether a subject is one that programs give to automatic replies. */
import type { Evidence } from '../../classify/verdict.ts';
import type { Mail } from '../mail.ts';
import { finder } from './phrases.ts';
import { ABSENCE, ANSWERING, AUTOMATIC } from './subject-words.ts';

/** `answer`: of a program's reply. `automatic`: in words that only programs use. `absence`: of an absence, as people write too. */
export type Title = 'answer' | 'automatic' | 'absence' | 'none';

const findAnswering = finder(ANSWERING);
const findAutomatic = finder(AUTOMATIC);
export const findAbsence = finder(ABSENCE);

/** "[Auto-Reply] Lunch" bears its title where others have a mark. */
export function titleOf({ subject, title }: Mail): Title {
  const found = titleIn(title);
  return found === 'none' && title !== subject ? titleIn(subject) : found;
}

function titleIn(subject: string): Title {
  const words = subject.slice(0, 300).replace(/[’‘]/g, "'");
  const answering = findAnswering(words);
  if (answering && isTitle(words, answering)) return 'answer';
  const automatic = findAutomatic(words);
  if (automatic && isTitle(words, automatic)) return 'automatic';
  return answering || automatic || findAbsence(words) ? 'absence' : 'none';
}

/** "Automatic reply: Lunch", "[Auto-Reply] Lunch", "[desk #17] AutoReply: Lunch", "Lunch (Automatic Response)", "Automatic reply Re: Lunch"; not "Automatic reply is broken". */
function isTitle(subject: string, { start, end }: Evidence): boolean {
  const before = subject.slice(0, start).trim();
  const behind = subject.slice(end).trim();
  const bracketed = /[[(【（<*]$/.test(before) && /^[\])】）>*]/.test(behind);
  const leads = before === '' || /^["'*[(【（<]{1,3}$/.test(before);
  return bracketed || (leads && /^(?:[:：\])】）>\-–—|*"'!.,]|(?:re|aw|sv|fwd?):|$)/i.test(behind));
}
