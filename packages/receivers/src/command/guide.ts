/** The addresses of the world, for people: printed by `hearback receivers`, and held to the documentation by a test. */
export interface GuideLine {
  /** Examples; "@" ends a local part that any domain may follow. */
  readonly addresses: readonly string[];
  readonly does: string;
}

export const guide: readonly GuideLine[] = [
  { addresses: ['ann@gmail.sim'], does: 'accepts, as does every address that says nothing else' },
  {
    addresses: ['user_unknown@', 'mailbox-full@'],
    does: "a reason of the 50, in the receiver's own words (or by mail, where it comes by mail)",
  },
  { addresses: ['550@', '452@', '5.1.1@'], does: 'a reply code or an enhanced status, at RCPT' },
  {
    addresses: ['data-554@', 'eod-451@', 'quit-drop@'],
    does: 'the same at another stage: rcpt, data, eod, rset, quit',
  },
  {
    addresses: ['any@connect-421.gmail.sim', 'any@ehlo-500.sim', 'any@mailfrom-421.sim', 'any@starttls-454.sim'],
    does: 'before the recipient is known: by sub-domain',
  },
  {
    addresses: ['greylist@', '451-for-20m@', 'rate_limited-for-2h@'],
    does: 'refuses for a time, then accepts (5 minutes for greylist)',
  },
  {
    addresses: [
      'drop@',
      'rst@',
      'hang@',
      'slow@',
      'flood@',
      'garbage@',
      'badmulti@',
      'nofinal@',
      'badcode@',
      'halfclose@',
      'drop-after-dot@',
    ],
    does: 'breaks the protocol; with a stage in front (data-hang@), or as sub-domain from the connection on (any@hang.sim)',
  },
  {
    addresses: ['any@tls-expired.sim', 'any@tls-wrong-name.sim', 'any@tls-broken.sim', 'any@tls-none.sim'],
    does: 'trouble with TLS',
  },
  {
    addresses: ['any@nxdomain.sim', 'any@nullmx.sim', 'any@servfail.sim', 'any@dns-timeout.sim', 'any@refused.sim'],
    does: 'trouble with the DNS, or nobody listens',
  },
  {
    addresses: [
      'any@dsn.gmail.sim',
      'oob-qmail@',
      'oob-exim-mailbox-full@',
      'nonstandard-dsn@',
      'localized-ja@',
      'no-original@',
      'delayed-dsn@',
      'delay-notice@',
    ],
    does: 'accepts, then mails a notice to the envelope sender, in the manner of a server',
  },
  {
    addresses: ['fbl@', 'ooo@', 'auto_acknowledgement@', 'departed@', 'challenge@', 'read-receipt@', 'unsubscribe@'],
    does: 'accepts, then mails a complaint (ARF), an automatic reply, a challenge ...',
  },
  {
    addresses: ['forged-dsn@', 'forged-verp@', 'replay@', 'loop@', 'bomb@'],
    does: 'accepts, then mails what a sender must not believe',
  },
  {
    addresses: ['any@mix.gmail.sim', 'any@healthy.gmail.sim', 'any@sick.gmail.sim'],
    does: 'a mixture; each address always draws the same',
  },
];
