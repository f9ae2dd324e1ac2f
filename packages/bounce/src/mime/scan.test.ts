import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Limits } from './limits.ts';
import { type Part, scan } from './scan.ts';

/** The tree as a person would draw it: types, indented, with the text of the leaves. */
function outline(part: Part, indent = ''): string {
  const line = part.parts.length === 0 ? `${part.type}: ${JSON.stringify(part.text())}` : part.type;
  return [indent + line, ...part.parts.map((child) => outline(child, `${indent}  `))].join('\n');
}

function read(mail: string, limits: Partial<Limits> = {}) {
  const { root, problems } = scan(new TextEncoder().encode(mail), limits);
  return { tree: outline(root), problems, root };
}

const report = `Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

This is for old readers.
--b1
Content-Type: text/plain; charset=us-ascii

Sorry.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Action: failed

--b1
Content-Type: message/rfc822

Subject: Hello
Content-Type: multipart/alternative; boundary=b1-inner

--b1-inner

Plain
--b1-inner
Content-Type: text/html

<p>Html</p>
--b1-inner--
--b1--
Epilogue
`;

const reportTree = `multipart/report
  text/plain: "Sorry.\\n"
  message/delivery-status: "Reporting-MTA: dns; mx.example.org\\n\\nAction: failed\\n"
  message/rfc822
    multipart/alternative
      text/plain: "Plain"
      text/html: "<p>Html</p>"`;

describe('the tree of a delivery report', () => {
  test('with LF', () => {
    const { tree, problems, root } = read(report);
    expect(tree).toBe(reportTree);
    expect(problems).toEqual([]);
    expect(root.parameter('report-type')).toBe('delivery-status');
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ])('is the same with %s', (_, end) => {
    const { tree, problems } = read(report.replaceAll('\n', end));
    expect(tree).toBe(reportTree);
    expect(problems).toEqual([]);
  });

  test('is the same with line ends mixed', () => {
    let line = 0;
    expect(read(report.replace(/\n/g, () => (line++ % 2 ? '\r\n' : '\n'))).tree).toBe(reportTree);
  });

  test('is the same from a string', () => {
    expect(outline(scan(report).root)).toBe(reportTree);
  });

  test('offsets point into the bytes', () => {
    const { root } = scan(report);
    const [notice] = root.parts;
    expect(report.slice(notice?.start, notice?.bodyStart)).toBe('Content-Type: text/plain; charset=us-ascii\n\n');
    expect(report.slice(notice?.bodyStart, notice?.end)).toBe('Sorry.\n');
    expect(root.end).toBe(report.length);
  });
});

describe('where a message begins', () => {
  test.each([
    ['an mbox line', 'From mailer-daemon Thu Jan  1 00:00:00 2026\nSubject: x\n\nbody'],
    ['a quoted mbox line', '>From mailer-daemon Thu Jan  1 00:00:00 2026\nSubject: x\n\nbody'],
    ['empty lines', '\n\r\n\nSubject: x\n\nbody'],
    ['a byte order mark', '\ufeffSubject: x\n\nbody'],
    ['a line of blanks', '   \nSubject: x\n\nbody'],
  ])('%s may stand before it', (_, mail) => {
    const { root } = read(mail);
    expect([root.headers.get('subject'), root.text()]).toEqual(['x', 'body']);
  });

  test('an mbox line may stand before a returned message', () => {
    const mail = 'Content-Type: message/rfc822\n\n\nFrom a@example.org Thu Jan  1 00:00:00 2026\nSubject: in\n\nx';
    expect(read(mail).root.parts[0]?.headers.get('subject')).toBe('in');
  });
});

describe('broken multiparts are read as far as they go', () => {
  const two = '--b\n\none\n--b\n\ntwo\n--b--\n';
  const twoParts = 'multipart/mixed\n  text/plain: "one"\n  text/plain: "two"';

  test.each<[string, string, string, readonly string[]]>([
    [
      'never closed',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo`,
      twoParts,
      ['part 1: boundary never closed'],
    ],
    [
      'no boundary parameter',
      `Content-Type: multipart/mixed\n\n${two}`,
      twoParts,
      ['part 1: boundary missing or wrong, read by its lines'],
    ],
    [
      'a boundary that does not occur',
      `Content-Type: multipart/mixed; boundary=c\n\n${two}`,
      twoParts,
      ['part 1: boundary missing or wrong, read by its lines'],
    ],
    [
      'two boundary parameters: the first counts',
      `Content-Type: multipart/mixed; boundary=b; boundary=c\n\n${two}`,
      twoParts,
      ['part 1: more than one boundary'],
    ],
    [
      'blanks behind the delimiter',
      `Content-Type: multipart/mixed; boundary="b "\n\n${two.replaceAll('b\n', 'b \t\n')}`,
      twoParts,
      [],
    ],
    [
      'no quotes where needed',
      `Content-Type: multipart/mixed; boundary=b=/?:\n\n${two.replaceAll('b', 'b=/?:')}`,
      twoParts,
      [],
    ],
    ['a quote that is not closed', `Content-Type: multipart/mixed; boundary="b\n\n${two}`, twoParts, []],
    [
      'no parts',
      'Content-Type: multipart/mixed; boundary=b\n\ntext',
      'multipart/mixed: "text"',
      ['part 1: multipart without parts'],
    ],
    [
      'parts without header',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\none two\n--b--',
      'multipart/mixed\n  text/plain: "one two"',
      ['part 2: no empty line between header and body'],
    ],
    [
      'an inner body that is not closed',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\none\n--b\n\ntwo\n--b--',
      'multipart/mixed\n  multipart/mixed\n    text/plain: "one"\n  text/plain: "two"',
      ['part 2: boundary never closed'],
    ],
  ])('%s', (_, mail, tree, problems) => {
    const found = read(mail);
    expect(found.tree).toBe(tree);
    expect(found.problems).toEqual(problems);
  });

  test('a part may begin with indented text', () => {
    expect(read('Content-Type: multipart/mixed; boundary=b\n\n--b\n  one\n  two\n--b--').tree).toBe(
      'multipart/mixed\n  text/plain: "  one\\n  two"',
    );
  });

  test('a boundary inside a line is text', () => {
    const { tree } = read('Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee --b and\n--bc\n--b--');
    expect(tree).toBe('multipart/mixed\n  text/plain: "see --b and\\n--bc"');
  });

  test('digest: a part is a message unless it says otherwise', () => {
    const { tree } = read('Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nhi\n--b--');
    expect(tree).toBe('multipart/digest\n  message/rfc822\n    text/plain: "hi"');
  });
});

describe('media types', () => {
  test.each([
    ['missing', 'Subject: x\n\n', 'text/plain'],
    ['in capitals', 'Content-Type: TEXT/HTML\n\n', 'text/html'],
    ['with a comment', 'Content-Type: text/html (as they say)\n\n', 'text/html'],
    ['of one word', 'Content-Type: text\n\n', 'text/plain'],
    ['blanks before the colon', 'Content-Type : text/html\n\n', 'text/html'],
    ['folded', 'Content-Type:\n text/html;\n charset=x\n\n', 'text/html'],
  ])('%s', (_, mail, type) => {
    expect(read(mail).root.type).toBe(type);
  });

  test.each(['message/rfc822', 'message/global', 'message/news'])('%s holds a message', (type) => {
    expect(read(`Content-Type: ${type}\n\nSubject: in\n\nx`).root.parts[0]?.headers.get('subject')).toBe('in');
  });

  test.each([
    'message/delivery-status',
    'message/global-delivery-status',
    'message/feedback-report',
    'text/rfc822-headers',
  ])('%s is text', (type) => {
    const { root } = read(`Content-Type: ${type}\n\nFinal-Recipient: rfc822; a@example.org\n`);
    expect(root.parts).toEqual([]);
    expect(root.text()).toBe('Final-Recipient: rfc822; a@example.org\n');
  });
});

describe('a message that was encoded is decoded first', () => {
  test('base64', () => {
    const inner = btoa('Subject: in\r\n\r\nbody');
    const { root } = read(`Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}\n`);
    expect(root.parts[0]?.headers.get('subject')).toBe('in');
    expect(root.parts[0]?.text()).toBe('body');
  });

  test('quoted-printable', () => {
    const { root } = read(
      'Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject: a=3Db\n\nlong=\n line',
    );
    expect(root.parts[0]?.headers.get('subject')).toBe('a=b');
    expect(root.parts[0]?.text()).toBe('long line');
  });

  test('but not when it only says so', () => {
    const { root } = read('Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nSubject: in\n\nbody');
    expect(root.parts[0]?.headers.get('subject')).toBe('in');
  });
});

describe('text', () => {
  const encoded = (head: string, body: readonly number[]) =>
    scan(Uint8Array.from([...new TextEncoder().encode(`${head}\n\n`), ...body])).root.text();

  test.each([
    ['8-bit in UTF-8', 'Content-Type: text/plain; charset=utf-8', [0xc3, 0xa9], 'é'],
    ['8-bit in ISO 8859-1', 'Content-Type: text/plain; charset=iso-8859-1', [0xe9], 'é'],
    ['8-bit without a name, valid UTF-8', 'Subject: x', [0xc3, 0xa9], 'é'],
    ['8-bit without a name, not UTF-8', 'Subject: x', [0xe9, 0x80], 'é€'],
    ['8-bit that says ASCII', 'Content-Type: text/plain; charset=us-ascii', [0xe9], 'é'],
    ['windows-1252 punctuation', 'Content-Type: text/plain; charset=windows-1252', [0x93, 0x94], '“”'],
    ['shift_jis by another name', 'Content-Type: text/plain; charset=cp932', [0x93, 0xfa], '日'],
    [
      'iso-2022-jp in seven bits',
      'Content-Type: text/plain; charset=ISO-2022-JP',
      [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42],
      '日',
    ],
    ['utf-16', 'Content-Type: text/plain; charset=utf-16le', [0x61, 0, 0x62, 0], 'ab'],
  ])('%s', (_, head, body, text) => {
    expect(encoded(head, body)).toBe(text);
  });

  test('quoted-printable with a charset', () => {
    const head = 'Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: Quoted-Printable';
    expect(encoded(head, [...new TextEncoder().encode('=F0=D2=C9=\r\n=D7=C5=D4')])).toBe('Привет');
  });

  test('a string with characters beyond a byte is text', () => {
    expect(scan('Subject: Größe 日\n\n日本').root.text()).toBe('日本');
    expect(scan('Subject: Größe 日\n\n日本').root.headers.get('subject')).toBe('Größe 日');
  });

  test('a string of bytes keeps its bytes', () => {
    expect(scan('Content-Type: text/plain; charset=utf-8\n\n\u00c3\u00a9').root.text()).toBe('é');
  });
});

describe('limits: read up to there, and say so', () => {
  test('200,000 empty parts', () => {
    const { root, problems } = read(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(200_000)}`);
    expect(root.parts).toHaveLength(99);
    expect(problems).toEqual(['more than 100 parts']);
  });

  test('parts are counted over the whole tree', () => {
    const inner = (n: number) => `--a\nContent-Type: multipart/mixed; boundary=b${n}\n\n${`--b${n}\n\n`.repeat(60)}`;
    const { root, problems } = read(`Content-Type: multipart/mixed; boundary=a\n\n${inner(1)}${inner(2)}--a--`);
    expect(root.parts.map((part) => part.parts.length)).toEqual([60, 37]);
    expect(problems).toContain('more than 100 parts');
  });

  test('20,000 messages inside each other', () => {
    const { tree, problems } = read('Content-Type: message/rfc822\n\n'.repeat(20_000));
    expect(tree.split('\n')).toHaveLength(10);
    expect(problems).toContain('parts nested deeper than 10');
  });

  test('15 MB of base64', () => {
    const line = `${'QUJD'.repeat(19)}\n`;
    const { root, problems } = read(`Content-Transfer-Encoding: base64\n\n${line.repeat(200_000)}`);
    expect(root.text()).toHaveLength(1_000_000);
    expect(problems).toEqual(['mail longer than 10000000 bytes', 'part 1: text longer than 1000000 bytes']);
  });

  test('header fields, their length and the length of the block', () => {
    expect(read('A: b\n'.repeat(2_000)).root.headers.all('a')).toHaveLength(1_000);
    const long = read(`Subject: ${'x'.repeat(50_000)}\n\nbody`);
    expect(long.root.headers.get('subject')).toHaveLength(32 * 1024 - 'Subject: '.length);
    expect(long.root.text()).toBe('body');
    expect(long.problems).toEqual(['header field longer than 32768 bytes']);
    const block = read(`${`A: ${'x'.repeat(1_000)}\n`.repeat(400)}\nbody`);
    expect(block.root.headers.all('a')).toHaveLength(262);
    expect(block.root.text()).toBe('body');
    expect(block.problems).toEqual(['part 1: header longer than 1000 fields or 262144 bytes']);
  });

  test('parameters', () => {
    const many = Array.from({ length: 60 }, (_, n) => `; p${n}=v`).join('');
    const { root, problems } = read(`Content-Type: text/plain${many}\n\n`);
    expect([root.parameter('p48'), root.parameter('p55')]).toEqual(['v', null]);
    expect(problems).toEqual(['more than 50 parameters']);
  });

  test('problems are few, however broken the mail', () => {
    const part = '--b\nContent-Type: ;;;\nContent-Type: x\ngarbage\nmore\n';
    const { problems } = read(`Content-Type: multipart/mixed; boundary=b\n\n${part.repeat(500)}`, { parts: 1_000 });
    expect(problems).toHaveLength(100);
  });
});

describe('any input', () => {
  const pieces = fc.constantFrom(
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: message/rfc822\r\n',
    '--b',
    '--b--',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ' ',
    ':',
    'Content-Transfer-Encoding: base64\n',
    'Content-Transfer-Encoding: quoted-printable\n',
    'Subject: =?utf-8?q?=C3=A9?=\n',
    'From x\n',
    '=',
    '"',
    '(',
    '; charset=',
    'utf-8',
    'boundary*0=',
    'QUJD',
    '\u00e9',
    '\u0000',
    '日',
  );
  const mails = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  );

  test('never throws, children lie inside their parents, one behind the other', () => {
    fc.assert(
      fc.property(mails, (mail) => {
        const check = (part: Part): void => {
          part.text();
          expect(part.start).toBeLessThanOrEqual(part.bodyStart);
          expect(part.bodyStart).toBeLessThanOrEqual(part.end);
          let from = part.bodyStart;
          for (const child of part.type.startsWith('multipart/') ? part.parts : []) {
            expect(child.start).toBeGreaterThanOrEqual(from);
            expect(child.end).toBeLessThanOrEqual(part.end);
            from = child.end;
          }
          part.parts.forEach(check);
        };
        check(scan(mail).root);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('flowed text (RFC 3676) goes on in the next line', () => {
  const text = 'I am away until \n14 December.\n\n> Quoted \n> words\n-- \nJane\n';
  const { root } = scan(`Content-Type: text/plain; format=Flowed\n\n${text}`);
  expect(root.text()).toBe('I am away until 14 December.\n\n> Quoted \n> words\n-- \nJane\n');
  expect(scan(`Content-Type: text/plain\n\n${text}`).root.text()).toBe(text);
});
