/** The receiving system is busy, broken or full for now; and its local delivery programs. */
import type { Rule } from '../rule.ts';

/** Named as the receiver's own, whatever address it was said of. */
export const named: readonly Rule[] = [
  {
    id: 'generic/server-configuration',
    reason: 'receiver_temporary_failure',
    pattern: [
      'server configuration (problem|error)',
      'error in processing',
      '(scanner|content filter|spam filter|anti-?virus|anti-?spam|milter|back-?end) ([^ ]+ )?([^ ]+ )?(fail|malfunction|error|timeout|timed out|unavailable|not available|problem|down|busy|overload|internal|respond|out of order|be reached|restart)',
      'timeout in ([^ ]+ )?(filter|scanner)',
      '(temporary|transient) (error|failure|problem) (during|while) .{0,24}(scan|filter|check)',
      'verify .{0,24}(at this time|right now)',
      'temporary (user|recipient|mailbox|account|address|alias|ldap|database|table) ',
      '(server|host|system|service) (is|was|are) (temporarily|currently) (unavailable|down|busy|not available|unreachable)',
      'mailbox (has|is in) an? (invalid|unknown|unsupported) format',
    ],
    code: '4xx',
    final: false,
    source: 'Postfix smtpd(8), where a table or policy service does not answer; RFC 3463 x.3.5',
    examples: [
      '451 4.5.0 Error in processing, id=17, virus scan FAILED',
      '451 4.3.5 <a@mail.example.org>: Sender address rejected: Server configuration problem',
      '451 Virus scanner failure, please retry',
      '451 4.3.0 Temporary problem while scanning for viruses',
      '451 4.1.1 Cannot verify recipient right now',
    ],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/storage-full',
    reason: 'receiver_storage_full',
    pattern: [
      '(insufficient|not enough|not sufficient|low|out of|no) (system |free |disk |server |queue |mail )?(storage|disk|disk space|resources|space|inodes)\\b',
      '(disk|file ?system|partition|system|device|server|volume|spool|mail system|queue) (is |space |has |quota )?(full|exhausted|low|out of space)',
    ],
    source: 'RFC 3463 x.3.1; Postfix ("Insufficient system storage"), sendmail, qmail-qmtpd, Exchange back pressure',
    examples: [
      '452 4.3.1 Insufficient system storage',
      '451 qq write error or disk full (#4.3.0)',
      '452 4.4.5 Insufficient disk space; try again later',
    ],
  },
  {
    id: 'generic/mailbox-busy',
    reason: 'receiver_temporary_failure',
    pattern: [
      '(mailbox|user|recipient|account|address) (is |has been |was )?(temporarily |currently )?(unavailable|busy|locked|not available)',

      'verification in progress',
      '(mailbox|account) .{0,16}in use',
    ],
    code: '4xx',
    final: false,
    source: 'RFC 5321 §4.2.3 (450 mailbox unavailable), Postfix address verification',
    examples: [
      '450 Requested mail action not taken: mailbox unavailable',
      '450 4.1.1 <a@example.org>: Recipient address rejected: unverified address: Address verification in progress',
    ],
  },
];

/** Words of a server in trouble, behind those for recipients. */
export const trouble: readonly Rule[] = [
  {
    id: 'generic/temporary',
    reason: 'receiver_temporary_failure',
    pattern: [
      'temporar(y|ily) .{0,24}(fail|error|problem|unavail|reject|refus|defer|unable|lookup|issue|local|mta|out of|not|suspend|server|disab|denied|overload)',
      '(try|retry|resend|send)( it| the message| your message| your mail| delivery| sending)? ?(again )?(later|soon|in a (few|while|moment)|shortly|after some time)',
      '(service|server|system|host|mta|smtp|domain|mail ?server|queue|resource|backend|database|gateway) ?(is |was |are |currently |temporarily |has been |\\([^ ]+\\) )?(currently |temporarily |too )?(unavailable|busy|not available|not accepting|overload|shutting down|down for|in maintenance|under maintenance|maintenance|congest|exhausted|offline|suspended|out of order|starting|stopped|halted)',
      'internal (server |system |software |processing |mail |mta |policy )?(error|fault|failure|problem|reasons?|resource)',
      '(local|server|system|mail server|configuration|misconfigur|remote) ?(configuration |config |misconfig[^ ]* )?(error|problem|misconfigured|failure)\\b',
      'misconfigur',
      '(queue|database|ldap|sql|directory|lookup|disk i/o|write|read|storage|spool|policy|content|scanner|software|file|table|resource|open|processing|backend|input/output|data) ?(file |write |read |server |service |filter |lookup |temporary )?(error|failure|failed|problem|crashed|busy|unavailable|timeout|timed out)',
      '(high|heavy|excessive|too much|server|system|current) (system |server |cpu )?load',
      'load (average|too high|is too)',
      '(overload|congestion|resources temporarily|resource temporarily|resource limit|memory|too busy)',
      '(unable|could not|cannot|can.t|failed|not able) (to )?(process|complete|accept|queue|handle|load|store|save|verify|scan|check) ',
      '(please|will) (retry|be retried|try again)',
      '(system|service|server|mail) (failure|is down|maintenance)',
      'error(s)? (while|in|during) (process|delivery|deliver|data|transfer|handling|reading|writing|being)',
      '\\bqq (temporary|write|read|out of|trouble|permanent|hard|soft|crashed)',
      'transaction failed',
      '(unexpected|unknown|unspecified|undefined|generic|fatal|critical|unhandled|severe|serious) (error|failure|exception|problem|condition|server error)',
      'too many open files',
      'interrupted system call',
      '(fork|exec|socket|bind|mkdir|malloc) (failed|error)',
      '(mail|smtp|e-?mail) (system|server|service) (error|problem|failure|config|temporar)',
      '(configuration|config|setup|operational|technical|hardware|network|scanner|scanning|processing) (error|problem|failure|difficult|issue)',
      '(could not|cannot|can.t|unable to|failed to) (load|find|get|obtain|start|run|execute|contact|determine) ',
      'encountered an error',
      'closing (transmission )?(channel|connection)',
      'service (unavailable|not available|refused|temporarily)',
      '(zeitweise|vorübergehend|spaeter|später) .{0,30}(versuch|nicht|gestört)',
      '(m[aá]s tarde|pi[uù] tardi|mais tarde|plus tard|später erneut|probeer het later|spróbuj później|попробуйте позже|稍后|稍後|しばらく|daha sonra)',
      'deferred',
      'has been delayed',
      '(could not|cannot|can.t|couldn.t) be (processed|completed|queued|stored|saved|written|scanned|handled)',
    ],
    confidence: 0.75,
    source: 'RFC 3463 x.3.0, x.3.2, x.3.5, x.4.5; every server has its own words',
    examples: [
      '451 4.3.0 Temporary lookup failure',
      '421 4.3.2 Service not available, closing transmission channel',
      '451 4.3.0 Error: queue file write error',
    ],
  },
];
