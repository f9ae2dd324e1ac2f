/** Names of months, in the forms in which dates have them. */
import { bare } from '../ndr-words.ts';

const NAMES: readonly string[] = [
  'january jan januar jänner januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty январь января янв ocak oca leden ledna tammikuuta ianuarie січня',
  'february feb februar februari fevrier févr fév febrero febbraio fevereiro luty lutego февраль февраля фев şubat únor února helmikuuta februarie лютого',
  'march mar märz mrz maart mrt mars marzo março marca marzec март марта мар mart březen března maaliskuuta martie березня',
  'april apr avril avr abril abr aprile kwiecień kwietnia апрель апреля апр nisan duben dubna huhtikuuta aprilie квітня',
  'may mai mei mayo maggio mag maio maj maja май мая mayıs mayis květen května toukokuuta травня',
  'june jun juni juin junio giugno giu junho czerwiec czerwca июнь июня июн haziran červen června kesäkuuta iunie червня',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca июль июля июл temmuz červenec července heinäkuuta iulie липня',
  'august aug augustus août agosto ago sierpień sierpnia август августа авг ağustos srpen srpna elokuuta augusti серпня',
  'september sep sept septembre septiembre settembre set setembro wrzesień września wrz сентябрь сентября сен eylül září syyskuuta septembrie вересня',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт ekim říjen října lokakuuta octombrie жовтня',
  'november nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя kasım kasim marraskuuta noiembrie листопада',
  'december dec dezember dez décembre diciembre dic dicembre dezembro grudzień grudnia gru декабрь декабря дек aralık aralik prosinec prosince joulukuuta decembrie грудня',
];

const months: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [bare(name), index + 1] as const)),
);

/** 1 to 12; undefined when the word names no month. */
export const monthOf = (word: string): number | undefined => months.get(bare(word));
