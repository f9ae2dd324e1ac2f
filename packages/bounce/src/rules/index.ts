/**
 * All rules in their order: the first that matches decides. To add a file of rules: its import and its place in the list.
 */

import { amazon } from './amazon.ts';
import { apple } from './apple.ts';
import { att } from './att.ts';
import { barracuda } from './barracuda.ts';
import { cloudflare } from './cloudflare.ts';
import { comcast } from './comcast.ts';
import { cox } from './cox.ts';
import { exchange } from './exchange.ts';
import { facebook } from './facebook.ts';
import { fastmail } from './fastmail.ts';
import { forwardEmail } from './forward-email.ts';
import { rules as general } from './generic/index.ts';
import { godaddy } from './godaddy.ts';
import { google } from './google.ts';
import { hey } from './hey.ts';
import { improvmx } from './improvmx.ts';
import { ironport } from './ironport.ts';
import { mailgun } from './mailgun.ts';
import { mcafee } from './mcafee.ts';
import { microsoft365 } from './microsoft-365.ts';
import { mimecast } from './mimecast.ts';
import { outlook } from './outlook.ts';
import { postmark } from './postmark.ts';
import { proofpoint } from './proofpoint.ts';
import { proton } from './proton.ts';
import { rackspace } from './rackspace.ts';
import type { Provider, Rule } from './rule.ts';
import { sendgrid } from './sendgrid.ts';
import { sophos } from './sophos.ts';
import { sparkpost } from './sparkpost.ts';
import { spectrum } from './spectrum.ts';
import { symantec } from './symantec.ts';
import { trellix } from './trellix.ts';
import { trendMicro } from './trend-micro.ts';
import { vade } from './vade.ts';
import { yahoo } from './yahoo.ts';
import { yahooJp } from './yahoo-jp.ts';
import { zerospam } from './zerospam.ts';
import { zoho } from './zoho.ts';

/** Rules for words that many servers write, in the order of `generic/index.ts`. */
export const generalRules: readonly Rule[] = general;

/** Receivers that are known by the host names of their MX. */
export const providers: readonly Provider[] = [
  google,
  microsoft365,
  outlook,
  yahoo,
  yahooJp,
  apple,
  comcast,
  cox,
  spectrum,
  att,
  godaddy,
  mimecast,
  proofpoint,
  barracuda,
  ironport,
  symantec,
  trendMicro,
  mcafee,
  sophos,
  trellix,
  zerospam,
  vade,
  amazon,
  sparkpost,
  mailgun,
  sendgrid,
  postmark,
  cloudflare,
  rackspace,
  fastmail,
  proton,
  hey,
  improvmx,
  zoho,
  facebook,
  forwardEmail,
  exchange,
];

export type { Provider, Rule } from './rule.ts';
