/** Ids of the providers that rules are for: the larger ones; others are found by their words. */
export const providerIds: readonly string[] = [
  ...['google', 'microsoft-365', 'outlook', 'yahoo', 'apple', 'comcast', 'cox', 'spectrum', 'att', 'godaddy'],
  ...['mimecast', 'proofpoint', 'barracuda', 'ironport', 'symantec', 'amazon', 'sparkpost', 'mailgun', 'sendgrid'],
  ...['postmark', 'cloudflare', 'rackspace', 'fastmail', 'proton', 'zoho', 'gmx', 't-online', 'orange', 'laposte'],
  ...['free', 'libero', 'yandex', 'mail-ru', 'netease', 'qq', 'aliyun', 'naver', 'exchange'],
];
