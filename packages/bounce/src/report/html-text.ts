/**
 * The words of an HTML body as lines: tags dropped, blocks on lines of their own, entities read.
 * No browser, no tree: notices are simple pages, and only their words count. Linear time.
 */
const BLOCKS = new Set(
  'p br div tr td th li ul ol table h1 h2 h3 h4 h5 h6 hr pre blockquote dt dd body title'.split(' '),
);
const SILENT = ['style', 'script', 'head'];
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', ndash: '–' },
  ...{ rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', szlig: 'ß' },
};
/** Named behind their letter: "&eacute;". */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
};

/** Outlook writes each line as a paragraph without space around it, and an empty one between two real paragraphs; others do as it does. */
const PARAGRAPHS_ARE_LINES = /<p class="?mso|<p(?: [^<>]{0,200})?>(?:<(?!\/?p)[^<>]{1,200}>|&nbsp;|\xa0){1,9}<\/p>/;

export function htmlText(html: string): string {
  // Plain text under the wrong type: its lines are worth keeping.
  if (!/<[a-z!/]/i.test(html)) return html;
  const folded = html.toLowerCase();
  // A few letters (İ) grow when folded; then offsets would not fit.
  const lower = folded.length === html.length ? folded : html;
  const lines = PARAGRAPHS_ARE_LINES.test(lower) ? ['div', 'p'] : ['div'];
  const out: string[] = [];
  let at = 0;
  let preformatted = false;
  let isLineOpen = false;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open < 0 ? undefined : open);
    out.push(words(preformatted ? text : (isLineOpen ? text : text.trimStart()).replace(/\s{2,}|[^\S ]/g, ' ')));
    if (open < 0) break;
    if (text.trim() !== '') isLineOpen = true;
    const close = lower.startsWith('<!--', open) ? lower.indexOf('-->', open) + 2 : html.indexOf('>', open);
    if (close <= open) break;
    const name = tagName(lower, open + 1);
    // A mail program writes each line as a div; a paragraph has space around it.
    if (BLOCKS.has(name) && (isLineOpen || !lines.includes(name))) {
      out.push('\n');
      isLineOpen = false;
    }
    if (name === 'pre') preformatted = lower[open + 1] !== '/';
    at = SILENT.includes(name) && lower[open + 1] !== '/' ? endOf(lower, name, close + 1) : close + 1;
  }
  return out
    .join('')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, all) => line !== '' || all[index - 1] !== '')
    .join('\n');
}

function tagName(lower: string, at: number): string {
  const start = lower[at] === '/' ? at + 1 : at;
  let end = start;
  while (end - start < 12 && isNamePart(lower.charCodeAt(end))) end++;
  return lower.slice(start, end);
}

const isNamePart = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);

/** Behind the end tag of a silent element; the end of the page when it never ends. */
function endOf(lower: string, name: string, from: number): number {
  const end = lower.indexOf(`</${name}`, from);
  if (end < 0) return lower.length;
  const close = lower.indexOf('>', end);
  return close < 0 ? lower.length : close + 1;
}

const words = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entity(name.toLowerCase()) ?? whole)
    : text;

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) {
    const accent = ACCENTS[name.slice(1)];
    return ENTITIES[name] ?? (accent && (name.charAt(0) + accent).normalize());
  }
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
