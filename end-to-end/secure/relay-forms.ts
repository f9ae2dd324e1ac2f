/**
 * The forms in which strangers ask a server to hand on their mail to a victim, v@x.example, and the reply to each RCPT.
 * The server is mail.ours.example, it has the domain ours.example.
 */
const no = /^550 5\.7\.1 Relaying denied/;
const malformed = /^501 5\.1\.3 /;
const local = '<ann@[127.0.0.1]>';

export const relayForms: readonly (readonly [sender: string, recipient: string, answer: RegExp])[] = [
  ['<>', '<v@x.example>', no],
  ['<ann@elsewhere.example>', '<v@x.example>', no],
  ['<ann@ours.example>', '<v@x.example>', no],
  [local, '<v@x.example>', no],
  [local, '<v%x.example@[127.0.0.1]>', no],
  [local, '<v%x.example@ours.example>', no],
  [local, '<"v@x.example">', malformed],
  [local, '<"v%x.example">', malformed],
  [local, '<v@x.example@[127.0.0.1]>', malformed],
  [local, '<"v@x.example"@[127.0.0.1]>', no],
  [local, '<v@x.example@ours.example>', malformed],
  [local, '<@[127.0.0.1]:v@x.example>', no],
  [local, '<@ours.example:v@x.example>', no],
  [local, '<x.example!v>', malformed],
  [local, '<x.example!v@[127.0.0.1]>', no],
  [local, '<x.example!v@ours.example>', no],
  [local, '<v@x.example.>', malformed],
  [local, '<v@X.EXAMPLE>', no],
  [local, '<v@[192.0.2.1]>', no],
  [local, '<v@[IPv6:2001:db8::1]>', no],
  [local, '<v@x.example >', malformed],
  [local, '<v@x.example\0>', /^500 5\.5\.2 /],
  [local, '<v@x.example\t>', /^500 5\.5\.2 /],
  [local, '<v@x.example (c)>', malformed],
  [local, '<@a.example,@ours.example:v@x.example>', no],
  [local, '<ours.example!x.example!v>', malformed],
  [local, '<v%x.example%ours.example@ours.example>', no],
  [local, '<v@ours.example@x.example>', malformed],
  // A Cyrillic letter and a full-width dot in our domain.
  [`${local} SMTPUTF8`, '<v@\xd0\xbeurs.example>', no],
  [`${local} SMTPUTF8`, '<v@ours\xef\xbc\x8eexample>', /^5/],
  [local, '<v@xn--urs-zed.example>', no],
  [local, '<v%40x.example@ours.example>', no],
  [local, '<>', malformed],
  [local, '<b+0123456789abcdef@x.example>', no],
  [local, '<v@x.example> ORCPT=rfc822;postmaster@ours.example', no],
  ['<b+token@x.example>', '<b+token@x.example>', no],
  [local, '<postmaster>', /^550 5\./],
];
