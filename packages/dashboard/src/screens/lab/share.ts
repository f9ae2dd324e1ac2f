/** A text that may be passed on: addresses and IP addresses are replaced by those of nobody (RFC 2606, RFC 5737). */
export function masked(text: string): string {
  return text
    .replace(/[^\s<>()[\]"',;:=]{1,200}@[\p{L}\d.-]{1,200}/gu, (address) => maskedAddress(address))
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '192.0.2.1')
    .replace(/\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}\b/gi, '2001:db8::1');
}

const maskedAddress = (address: string): string =>
  /@(?:[\w-]+\.)*example(?:\.\w+)?$/.test(address) ? address : 'someone@reader.example';

/** Longest reply that fits into a link which servers take. */
export const longestShared = 4000;
