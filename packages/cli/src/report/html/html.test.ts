import { expect, test } from 'vitest';
import { html } from './html.ts';

test('text is escaped, markup of our own is not', () => {
  const item = html`<li>${'<b> & "x" \'y\''}</li>`;
  expect(html`<ul>${[item, item]}${null}${7}</ul>`.markup).toBe(
    `<ul>${'<li>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</li>'.repeat(2)}7</ul>`,
  );
});

test('control and direction characters do not reach the page', () => {
  expect(html`${'a\u0000b\u001b[31m\u202ec'}`.markup).toBe('a\ufffdb\ufffd[31m\ufffdc');
});
