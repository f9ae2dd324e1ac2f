/** The first line of the page: a sentence, not a number. */

import type { Health } from '../../api/shapes.ts';
import { Head } from '../../parts/head.tsx';
import { RateTag } from '../../parts/tag.tsx';
import { count, percent, plural } from '../../words/figures.ts';

export function Verdict({ health, tab = 'Overview' }: { readonly health: Health; readonly tab?: string }) {
  const { sentence, state, counts, unknown } = health;
  return (
    <Head title={sentence} tab={tab} actions={<RateTag state={state} />}>
      <span class="num">
        {plural(counts.attempted, 'recipient')} attempted, {count(counts.delivered)} delivered (
        {percent(share(counts.delivered, counts.attempted))}), {count(counts.hard)} bounced hard.{' '}
        {unknown.n === 0
          ? ''
          : unknown.count === 0
            ? 'Every failure was understood.'
            : `${count(unknown.count)} of ${count(unknown.n)} failures (${percent(unknown.share)}) were not understood.`}
      </span>
    </Head>
  );
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
