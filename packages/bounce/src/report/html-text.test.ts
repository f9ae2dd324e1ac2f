import { expect, test } from 'vitest';
import { htmlText } from './html-text.ts';

test('words on the lines a reader sees', () => {
  const html =
    '<html><head><title>x</title></head><style>p { color: red }</style><p>Hello&nbsp;<b>Ann</b>,</p><table><tr><td>550</td><td>no</td></tr></table><!-- <p>hidden</p> -->&lt;a@example.org&gt;&#x21;&bogus; d&eacute;j&agrave;';
  expect(htmlText(html).split('\n').filter(Boolean)).toEqual([
    'Hello Ann,',
    '550',
    'no',
    '<a@example.org>!&bogus; déjà',
  ]);
});

test('lines that the page keeps', () => {
  expect(htmlText('<p>a\nb</p><pre>550\n5.1.1</pre>').split('\n').filter(Boolean)).toEqual(['a b', '550', '5.1.1']);
  expect(htmlText('no tags:\n1 < 2\n')).toBe('no tags:\n1 < 2\n');
});

test.each(['<', '<p', '<!--', '<style>never closed', '&#xffffff;', '&#0;', '<p>a</p'])(
  'broken page %j is no problem',
  (html) => {
    expect(typeof htmlText(html)).toBe('string');
  },
);

test('a mail program writes each line as a div, an empty one as a line end in a div, indentation as no-break blanks', () => {
  const html =
    '<div>Delivery failed:</div>\n<div><br></div>\n<div>&nbsp; ann@example.org</div>\n<div>&nbsp;&nbsp;&nbsp; 550 no</div>';
  expect(htmlText(html).trim()).toBe('Delivery failed:\n\n  ann@example.org\n    550 no');
});
