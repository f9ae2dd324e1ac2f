/** Copies a link to this reading; addresses in it are masked, and it says so when the mask changes the verdict. */
import { explain } from '@hearback/bounce';
import { copy } from '../../parts/copy.tsx';
import { Icon } from '../../parts/icon.tsx';
import { say } from '../../parts/toast.tsx';
import { type Given, isMail } from './reading.ts';
import { longestShared, masked } from './share.ts';

export function ShareButton({ given }: { readonly given: Given }) {
  const share = (): void => {
    const text = masked(given.text);
    if (isMail(text) || text.length > longestShared) {
      say('Only replies fit into a link: share the mail as a file.');
      return;
    }
    const context = { mx: given.mx, stage: given.stage ?? undefined };
    const isSame = explain(text, context).rule === explain(given.text, context).rule;
    const query = new URLSearchParams({ reply: text, ...(given.mx === '' ? {} : { mx: given.mx }) });
    if (given.stage !== null) query.set('stage', given.stage);
    void copy(
      `${location.origin}/lab?${query}`,
      isSame ? 'Link, with addresses masked,' : 'Link (the masked addresses change the verdict)',
    );
  };
  return (
    <button type="button" class="button" disabled={given.text.trim() === ''} onClick={share}>
      <Icon name="copy" />
      Share
    </button>
  );
}
