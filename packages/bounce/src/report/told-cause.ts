/**
 * Whether a paragraph of its own tells why the message failed: "The mailbox of this user is full." Requests, guesses at what may
 * be wrong and the footers of filters and lawyers stand in the same places, and none of them is a cause.
 */
import { explain } from '../classify/classify.ts';
import { isGuess } from './verdicts.ts';

/** A cause is told in a sentence or two. */
const LONGEST = 200;

/** A field of the returned message, a line quoted from it, or an announcement of either. */
const RETURNED = /^\s*>|[:：]/m;

/** Of several causes, of one that is only likely, or of answers to the notice. */
const NOT_SAID_FOR_SURE =
  /\b(?:or|if|may|might|maybe|perhaps|poss[ií]|posib|usually|whether|this happens|reply|oder|könnte|möglich|vielleicht|antworten|peut|répond[er]|quiz|forse|talvez|mogelijk|misschien|lub|beantwoord|odpowiadaj)|możliw|być może|или|возможн|отвечайте|可能|或|返信|수 있/i;

export function tellsCause(words: string): boolean {
  if (words.length > LONGEST || RETURNED.test(words) || NOT_SAID_FOR_SURE.test(words)) return false;
  const said = explain(words);
  // Blocked: that is also what a footer says of spam, viruses and what is prohibited.
  return !isGuess(said) && said.category !== 'blocked';
}
