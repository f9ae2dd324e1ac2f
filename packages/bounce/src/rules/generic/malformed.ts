/** The message breaks RFC 5322 or MIME. */
import type { Rule } from '../rule.ts';

/** A header's address; before the words for addresses of recipients. */
export const named: readonly Rule[] = [
  {
    id: 'generic/header-address',
    reason: 'malformed_message',
    pattern: 'failing address in .{1,12} header',
    source: 'Exim verify = header_syntax',
    examples: ['550 unqualified address not permitted: failing address in "Cc:" header is: Jo'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/malformed',
    reason: 'malformed_message',
    pattern: [
      '(malformed|invalid|improper|improperly|bad|corrupt|corrupted|illegal|missing|duplicate|multiple|non-?compliant|broken|incorrect|unacceptable|unknown|duplicated|empty|blank|no) ([^ ]+ )?([^ ]+ )?(header|headers|mime|message[- ]?id|date header|structure|from:|subject|content-type|encoding|message format|date:|to:|boundary)',
      '(message|mail|e-?mail|email) (is |was |content is |format is )?(malformed|invalid|not (well|properly|correctly) (formed|formatted)|ill-formed|badly formatted|corrupt|improperly)',
      '(not|isn.t|non|violates?|violation of|in violation|comply with|compliant with|conform to|conforming to|against) .{0,16}rfc',
      'rfc ?-?(2?822|5322|2045|2047|compl|violation)',
      'headers?\\b.{0,30}(not (rfc|valid|allowed|compliant|accepted)|are not|invalid|malformed|missing|illegal|corrupt|duplicate|syntax|violat|must)',
      'without (an? |any |valid )?(to|from|date|subject|message-id|sender|recipients?)(:| field| header|: field)',
      '8.?bit (data|char|header|mime|subject|content|in)',
      'non-?ascii (char|in|header)',
      '\\b(bare|lone|stray|naked) (lf|cr|newline|line|carriage|linefeed)',
      '(lf|cr|line feed|linefeed|null byte|nul|null) (characters?|bytes?|not allowed|in (message|header|data))',
      '(too many|nested|deeply|excessive) (mime |nested |message )?(mime|parts|nesting|attachments|levels|headers)',
      '(unparsable|unparseable|could not parse|couldn.t parse|cannot parse|unable to parse|parse error|parsing)',
      '(does not|doesn.t|do not|not) (conform|comply|meet|adhere) (to|with)? ?(the )?(required |necessary )?(rfc|standard|format|internet|message|mime)',
      '(incorrectly|badly|wrongly|poorly|not properly|improperly) (formatted|formed|encoded|structured)',
      '(invalid|illegal|unencoded|raw|unescaped|non-printable) (characters?|8-?bit|bytes?|data) (in|found)',
      'mime (error|defect|structure|complexity|version|part|type|reject|header|format|boundary|encoding)',
      'improperly[- ]formatted',
      '(require|requires|need|needs|expect) (a |an |one )?(valid |single |proper )?(from|to|date|subject|message-id):? ?(header|field|line)',
      '\\bdate:? (header |field |line )?(is |was |lies )?(too (far|old)|in the (future|past)|out of range)',
      'conversion (failure|failed|error)',
      '(unnecessary|unneeded|needless) (base64|quoted-printable|mime|encoding|use of)',
      '(missing|blank|empty|invalid|bad) (subject|from|date|message-id|reply-to)\\b.{0,20}(header|field|line|address|not|is|:)',
      '\\bno (subject|date|message-id|from|to|sender) (header|field|line)',
      '(from|to|date|subject|message-id|reply-to|sender):? (header|field|line|address)s? .{0,24}(missing|blank|empty|invalid|required|not|malformed|illegal|syntax)',
      '(messages?|mails?) (must|should|has to|have to|needs? to) (contain|have|include) ',
      '(message|mail|body) (has|contains|with) (an? )?(lines? (too long|longer)|empty body|no body)',
      '(message|mail|header|e-?mail) (could not|cannot|can.t) be parsed',
      '(more than one|two|several) (from|subject|date|to|message-id|reply-to|sender):? ?(header|field|line|address)',
    ],
    confidence: 0.85,
    source:
      'RFC 5322 §3.6, RFC 2045, RFC 3463 x.6.0; Exim header_syntax, Postfix cleanup(8), MessageWall, amavis BAD-HEADER',
    examples: [
      '550 5.6.0 More than one From: header',
      '554 5.6.0 Message contains bare LF',
      '550 5.7.1 Message is not RFC 5322 compliant',
      '550 Messages without a From: header are not accepted here',
    ],
  },
];
