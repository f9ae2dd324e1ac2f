/** Behind the name of a field: which text is no address, and what is mostly wrong with such. */
export function noAddress(text: string): string {
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return `is no address: ${JSON.stringify(shown)} ${whyNot(text.trim())}`;
}

function whyNot(text: string): string {
  if (text === '') return 'is empty';
  if (!text.includes('@')) return 'has no @';
  if (/[,;]/.test(text)) return 'looks like several: give each by itself';
  if (/^<?@/.test(text)) return 'has nothing before the @';
  if (/@>?$/.test(text)) return 'has nothing behind the @';
  return 'is not of the form name@domain (RFC 5321 §4.1.2)';
}
