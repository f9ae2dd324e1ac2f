/** The stages of a dialogue at which a server can fail, and what a sane one says there. */

/** Where in the dialogue: `ehlo_tls` is the EHLO after STARTTLS, `dot` the end of the message. */
export const faultStages = [
  'banner',
  'ehlo',
  'starttls',
  'ehlo_tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'dot',
  'rset',
  'quit',
] as const;
export type FaultStage = (typeof faultStages)[number];

/** By the first four letters of the command. */
export const stageByVerb: Readonly<Record<string, FaultStage>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  STAR: 'starttls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  RSET: 'rset',
  QUIT: 'quit',
};

export const goodReplies: Readonly<Record<Exclude<FaultStage, 'ehlo' | 'ehlo_tls'>, string>> = {
  banner: '220 faulty.example ESMTP\r\n',
  starttls: '220 2.0.0 Ready to start TLS\r\n',
  auth: '235 2.7.0 Authentication succeeded\r\n',
  mail: '250 2.1.0 Sender accepted\r\n',
  rcpt: '250 2.1.5 Recipient accepted\r\n',
  data: '354 End with a dot on a line by itself\r\n',
  dot: '250 2.0.0 Message accepted\r\n',
  rset: '250 2.0.0 Forgotten\r\n',
  quit: '221 2.0.0 Bye\r\n',
};

/** The stage whose reply usually comes next. */
export const followedBy: Readonly<Record<FaultStage, FaultStage>> = {
  banner: 'ehlo',
  ehlo: 'mail',
  starttls: 'ehlo',
  ehlo_tls: 'mail',
  auth: 'mail',
  mail: 'rcpt',
  rcpt: 'rcpt',
  data: 'dot',
  dot: 'mail',
  rset: 'mail',
  quit: 'mail',
};
