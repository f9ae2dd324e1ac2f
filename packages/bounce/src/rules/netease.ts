/**
 * NetEase Mail (163.com, 126.com, yeah.net, company mail): a code and a tag such as "554 DT:SPM". The tag's first half is where
 * the mail was stopped (HL connection, MI sender, RP recipient, DT content), the second half why. The full sentences are
 * Coremail's, the server that NetEase and many Chinese companies and universities run.
 */
import type { Provider } from './rule.ts';

const codes = 'http://help.163.com/09/1224/17/5RAJ4LMH00753VB8.html';
const coremail = 'https://www.icoremail.vip/support/index.php?cate_id=84';

export const netease: Provider = {
  id: 'netease',
  name: 'NetEase Mail',
  mx: ['netease.com', '163.com', '126.com', 'yeah.net', 'icoremail.net'],
  rules: [
    {
      id: 'netease/spam',
      reason: 'spam_content',
      pattern: '\\bdt:spm\\b',
      meaning: 'The message looks like spam, or its sending host not orderly enough; after 451 retry in two minutes.',
      source: codes,
      examples: ['554 DT:SPM 163 smtp8,C8CowABXXXX--.1234S2 1600000000', '451 DT:SPM ,please try again'],
    },
    {
      id: 'netease/rbl',
      reason: 'dnsbl_ip',
      pattern: '\\bdt:rbl\\b',
      source: codes,
      examples: ['450 DT:RBL'],
    },
    {
      id: 'netease/sender-mismatch',
      reason: 'bad_sender',
      pattern: [
        '\\bdt:sum\\b',
        '\\bmi:imf\\b',
        'requested (mail )?action not taken: (null sender is not allowed|fake sender)',
      ],
      meaning: 'The sender address is malformed or empty, or the envelope sender is not the From address.',
      source: codes,
      examples: ['554 DT:SUM', '550 MI:IMF', '553 Requested action not taken: NULL sender is not allowed'],
    },
    {
      id: 'netease/forged-domains',
      reason: 'bad_sender',
      pattern: '\\bhl:mep\\b',
      meaning: 'This IP sends in the name of many forged domains.',
      source: codes,
      examples: ['421 HL:MEP'],
    },
    {
      id: 'netease/ip-rate',
      reason: 'rate_limited',
      pattern: '\\bhl:(icc|ifc|ifq|itc)\\b',
      meaning: 'Too many connections at once (ICC), or too many in 15 minutes or a day, from this IP.',
      source: codes,
      examples: ['421 4.4.5 HL:ICC', '421 4.5.0 HL:IFC', '554 5.7.3 HL:ITC'],
    },
    {
      id: 'netease/sender-rate',
      reason: 'rate_limited',
      pattern: ['\\bmi:(dmc|sfq|stc)\\b', '\\brp:(qrc|trc|orq)\\b'],
      meaning: 'The sender reached the limit of messages or recipients of this connection, of 15 minutes or of a day.',
      source: codes,
      examples: ['451 MI:SFQ', '450 MI:DMC', '554 5.5.0 MI:STC', '451 RP:QRC', '550 RP:TRC'],
    },
    {
      id: 'netease/too-many-recipients',
      reason: 'too_many_recipients',
      pattern: '\\brp:(drc|rcl)\\b',
      source: codes,
      examples: ['450 RP:DRC', '550 RP:RCL'],
    },
    {
      id: 'netease/ip-behaviour',
      reason: 'bad_reputation',
      pattern: [
        '\\bhl:(rep|ihu|ipb)\\b',
        '\\bwm:bl[iu]\\b',
        '\\bmi:spb\\b',
        '55[0-9] (ip|user) in blacklist',
        'ip is (rejected, smtp auth error|hangup)',
      ],
      meaning: "NetEase's own list: many unknown recipients, spam or odd behaviour from this IP or sender.",
      source: codes,
      examples: [
        '421 HL:REP',
        '554 HL:IHU',
        '554 HL:IPB',
        '450 WM:BLI',
        '554 MI:SPB',
        '554 IP in blacklist',
        '554 IP is rejected, smtp auth error limit exceed',
      ],
    },
    {
      id: 'netease/commands',
      reason: 'protocol_error',
      pattern: ['\\b(mi|rp):(cel|ccl)\\b', '500 error: bad syntaxu?\\b'],
      meaning: 'Too many commands, or too many wrong ones, in one connection.',
      source: codes,
      examples: ['450 MI:CEL', '450 RP:CCL', '500 Error: bad syntaxU'],
    },
    {
      id: 'netease/empty-helo',
      reason: 'missing_ptr',
      pattern: '\\bmi:nhd\\b',
      meaning: 'HELO without a name.',
      source: codes,
      examples: ['550 MI:NHD'],
    },
    {
      id: 'netease/spf',
      reason: 'auth_spf',
      pattern: '\\bmi:spf\\b',
      source: codes,
      examples: ['550 MI:SPF'],
    },
    {
      id: 'netease/dmarc',
      reason: 'auth_dmarc',
      pattern: '\\bmi:dma\\b',
      source: codes,
      examples: ['550 MI:DMA'],
    },
    {
      id: 'netease/relay',
      reason: 'relay_denied',
      pattern: ['\\brp:frl\\b', 'requested action not taken: (local user only|no smtp mx only)'],
      source: codes,
      examples: ['550 RP:FRL', '553 Requested action not taken: Local user only'],
    },
    {
      id: 'netease/authentication',
      reason: 'authentication_required',
      pattern: 'requested mail action not taken: too much fail authentication',
      source: codes,
      examples: ['451 Requested mail action not taken: too much fail authentication'],
    },
    {
      id: 'netease/user-suspended',
      reason: 'user_disabled',
      pattern: ['550 user (suspend(ed)?|hangup|locked)\\b', '550 user rejected$'],
      source: coremail,
      examples: ['550 User suspended', '550 User hangup'],
    },
    {
      id: 'netease/attachment',
      reason: 'content_prohibited',
      pattern: '552 illegal attachment',
      source: codes,
      examples: ['552 Illegal Attachment'],
    },
    {
      id: 'netease/too-large',
      reason: 'message_too_large',
      pattern: 'requested mail action aborted: exceeded mailsize limit',
      source: codes,
      examples: ['552 Requested mail action aborted: exceeded mailsize limit'],
    },
  ],
};
