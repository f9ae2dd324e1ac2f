/** What a receiver is called in sentences; its id is for queries. The page has the same names (words/verdicts.ts there; end-to-end/names.test.ts holds them alike). */
const names: Readonly<Record<string, string>> = {
  other: 'other receivers',
  aol: 'AOL',
  att: 'AT&T',
  godaddy: 'GoDaddy',
  gmx: 'GMX',
  laposte: 'La Poste',
  'mail-ru': 'Mail.ru',
  netease: 'NetEase',
  qq: 'QQ',
  sendgrid: 'SendGrid',
  sparkpost: 'SparkPost',
  't-online': 'T-Online',
};

/** "microsoft-365" → "Microsoft 365"; the name of a host or a domain stays as it is. */
export const providerName = (provider: string): string =>
  names[provider] ??
  (provider.includes('.') ? provider : provider.charAt(0).toUpperCase() + provider.slice(1).replaceAll(/[_-]/g, ' '));
