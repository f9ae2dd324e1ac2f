/** All entries as a file: CSV with a heading, or JSON lines; hashed: no address leaves. The same as `hearback suppress export`. */
import { answer, api } from '../../api/client.ts';
import { saveAs } from '../../parts/save.ts';
import { csvLine } from '../../words/csv.ts';

export type Form = 'csv' | 'jsonl' | 'hashed';

const columns = [
  ...(['address', 'address_sha256', 'scope', 'value', 'state', 'reason', 'since', 'expires_at', 'why'] as const),
] as const;

/** Resolves to how many; `told` hears of every page. */
export async function exportAll(form: Form, told: (entries: number) => void): Promise<number> {
  const parts: string[] = form === 'jsonl' ? [] : [csvLine(columns)];
  let entries = 0;
  for (let after: string | null = null; ; ) {
    const query: { limit: number; after?: string } = { limit: 1000, ...(after === null ? {} : { after }) };
    const page = await answer(api.GET('/v1/suppressions', { params: { query } }));
    for (const entry of page.data) {
      const shown = form === 'hashed' ? { ...entry, address: null } : entry;
      parts.push(form === 'jsonl' ? `${JSON.stringify(shown)}\n` : csvLine(columns.map((name) => shown[name])));
    }
    entries += page.data.length;
    told(entries);
    if (page.next === null) break;
    after = page.next;
  }
  const [type, ending] = form === 'jsonl' ? ['application/jsonl', 'jsonl'] : ['text/csv', 'csv'];
  saveAs(`suppressions.${ending}`, new Blob(parts, { type }));
  return entries;
}
