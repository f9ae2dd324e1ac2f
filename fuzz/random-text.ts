/** Text that says nothing of mail: words of everyday, letters of several scripts, bytes. */
import type { Random } from './random.ts';

const words =
  `the a of and to in that it with as for was on are by be this from or which one had but what all were when we there can an your
said if do into has more her two like him see could make than first been its who now people my made did down only way find use may
water long little very after words called just where most know bread river mountain orange window seven winter garden train quiet yellow coffee
piano chair morning village horse letter music paper bridge island summer cheese button pocket candle bottle castle thunder silver shadow meadow
haus wasser brot blume sonne maison fleuve arbre soleil casa agua libro ciudad montagna strada finestra huis boom fiets dom rzeka okno kitap deniz
дом река окно зима книга 山 川 本 木 花 道 水 空 東 西 時間 今日`
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * Every one of them has a place in ordinary letters too. Beside "no", "not", "over" or "time" they would say something
 * of mail, so these are not among the words, and random words are longer.
 */
const officeWords = [
  'mail',
  'message',
  'address',
  'user',
  'server',
  'account',
  'box',
  'delivery',
  'domain',
  'host',
  'service',
  'name',
  'list',
  'link',
];

const alphabets = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  'äöüßéèñçøåłş',
  'абвгдежзиклмн',
  'あいうえおカキクケコ漢字',
  '😀🎉🚲',
  ' .,;:!?-/()[]<>"\'@#%&*+=_',
];

export function randomText(random: Random): string {
  const count = 1 + random.int(random.chance(0.95) ? 30 : 2000);
  const kind = random.int(10);
  if (kind === 0) return random.times(count, () => String.fromCharCode(random.int(256))).join('');
  if (kind === 1) return random.times(count, () => String.fromCharCode(random.int(0x10000))).join('');
  return random
    .times(count, () => oneWord(random))
    .join(random.chance(0.9) ? ' ' : random.pick(['\n', '\r\n', '', ', ', '. ']));
}

function oneWord(random: Random): string {
  if (random.chance(0.7)) return random.pick(words);
  if (random.chance(0.2)) return random.pick(officeWords);
  if (random.chance(0.2)) return String(random.int(10 ** (1 + random.int(6))));
  const letters = [...random.pick(alphabets)];
  return random.times(4 + random.int(8), () => random.pick(letters)).join('');
}
