/** The non-standard formats, in the order in which they are asked: those with the surest signature first. */
import type { Format } from '../format.ts';
import { amazonSns } from './amazon-sns.ts';
import { courier } from './courier.ts';
import { exchange } from './exchange.ts';
import { exim } from './exim.ts';
import { failedRecipients } from './failed-recipients.ts';
import { gateways } from './gateways.ts';
import { gmail, googleGroups } from './gmail.ts';
import { imail } from './imail.ts';
import { interscan } from './interscan.ts';
import { mailServers } from './mail-servers.ts';
import { mailboxProviders } from './mailbox-providers.ts';
import { mdaemon } from './mdaemon.ts';
import { aol, yale } from './members.ts';
import { messagingServer } from './messaging-server.ts';
import { microsoft365 } from './microsoft365.ts';
import { oldSystems } from './old-systems.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { postfixTranscript } from './postfix-transcript.ts';
import { qmail } from './qmail.ts';
import { sendingServices } from './sending-services.ts';
import { sendmail } from './sendmail.ts';
import { yahoo } from './yahoo.ts';

export const formats: readonly Format[] = [
  googleGroups,
  gmail,
  yahoo,
  aol,
  yale,
  amazonSns,
  ...sendingServices,
  ...mailboxProviders,
  ...gateways,
  interscan,
  mdaemon,
  ...mailServers,
  ...oldSystems,
  exim,
  postfix,
  postfixTranscript,
  opensmtpd,
  courier,
  microsoft365,
  exchange,
  messagingServer,
  imail,
  sendmail,
  qmail,
  failedRecipients,
];
