/**
 * What a receiver's gateway puts above a text: "CAUTION: This e-mail originated from outside of the organization." Its words
 * are none of the writer's, and a notice or an automatic reply is known by how it begins.
 */
import { announced } from './ndr-words.ts';

const OPENS =
  /^\W*(?:zjqc|caution|warning|att?en|extern|this (?:message|e-?mail)|you don't often|achtung|vorsicht|diese (?:e-?mail|nachricht))/iu;
const FROM_OUTSIDE = /outside|e[xs]tern|often get/i;
const PARAGRAPH = /^\s*(?:\S.*\n){1,8}(?:\s*[-_=*]{5,}[ \t]*\n)?/;
const REACH = 1000;

/** The text with blanks in place of a banner, so that offsets stay. */
export function withoutBanner(text: string): string {
  if (!OPENS.test(text)) return text;
  const [banner] = PARAGRAPH.exec(text.slice(0, REACH)) ?? [''];
  if (!FROM_OUTSIDE.test(banner) || announced(banner) !== null) return text;
  return banner.replace(/\S/g, ' ') + text.slice(banner.length);
}
