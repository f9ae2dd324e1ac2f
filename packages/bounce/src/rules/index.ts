/**
 * All rules in their order: the first that matches decides. To add a file of rules: its import and its place in the list.
 */

import { aliyun } from './aliyun.ts';
import { amazon } from './amazon.ts';
import { apple } from './apple.ts';
import { aruba } from './aruba.ts';
import { att } from './att.ts';
import { barracuda } from './barracuda.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudmark } from './cloudmark.ts';
import { comcast } from './comcast.ts';
import { cox } from './cox.ts';
import { daum } from './daum.ts';
import { docomo } from './docomo.ts';
import { earthlink } from './earthlink.ts';
import { exchange } from './exchange.ts';
import { facebook } from './facebook.ts';
import { fastmail } from './fastmail.ts';
import { fortinet } from './fortinet.ts';
import { forwardEmail } from './forward-email.ts';
import { free } from './free.ts';
import { rules as general } from './generic/index.ts';
import { gmx } from './gmx.ts';
import { godaddy } from './godaddy.ts';
import { google } from './google.ts';
import { hey } from './hey.ts';
import { iUa } from './i-ua.ts';
import { improvmx } from './improvmx.ts';
import { interia } from './interia.ts';
import { ironport } from './ironport.ts';
import { kddi } from './kddi.ts';
import { laposte } from './laposte.ts';
import { libero } from './libero.ts';
import { mailRu } from './mail-ru.ts';
import { mailgun } from './mailgun.ts';
import { mcafee } from './mcafee.ts';
import { microsoft365 } from './microsoft-365.ts';
import { mimecast } from './mimecast.ts';
import { mxOnly } from './mx-only.ts';
import { naver } from './naver.ts';
import { netease } from './netease.ts';
import { nospamproxy } from './nospamproxy.ts';
import { orange } from './orange.ts';
import { outlook } from './outlook.ts';
import { postmark } from './postmark.ts';
import { proofpoint } from './proofpoint.ts';
import { proton } from './proton.ts';
import { qq } from './qq.ts';
import { rackspace } from './rackspace.ts';
import { rambler } from './rambler.ts';
import type { Provider, Rule } from './rule.ts';
import { sendgrid } from './sendgrid.ts';
import { sina } from './sina.ts';
import { sophos } from './sophos.ts';
import { spamexperts } from './spamexperts.ts';
import { sparkpost } from './sparkpost.ts';
import { spectrum } from './spectrum.ts';
import { strato } from './strato.ts';
import { symantec } from './symantec.ts';
import { tOnline } from './t-online.ts';
import { telstra } from './telstra.ts';
import { tim } from './tim.ts';
import { trellix } from './trellix.ts';
import { trendMicro } from './trend-micro.ts';
import { untd } from './untd.ts';
import { vade } from './vade.ts';
import { wp } from './wp.ts';
import { yahoo } from './yahoo.ts';
import { yahooJp } from './yahoo-jp.ts';
import { yandex } from './yandex.ts';
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
  gmx,
  tOnline,
  strato,
  laposte,
  orange,
  free,
  libero,
  tim,
  aruba,
  wp,
  interia,
  yandex,
  mailRu,
  rambler,
  iUa,
  netease,
  qq,
  aliyun,
  sina,
  naver,
  daum,
  docomo,
  kddi,
  telstra,
  untd,
  earthlink,
  spamexperts,
  nospamproxy,
  fortinet,
  cloudmark,
  exchange,
  ...mxOnly,
];

export { enhancedRegistry, type RegisteredStatus } from './enhanced-registry.ts';
export type { Provider, Rule } from './rule.ts';
