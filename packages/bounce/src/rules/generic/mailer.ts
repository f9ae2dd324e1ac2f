/** Local delivery programs and list expansion, as the receiving host reports them. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/mailer',
    reason: 'mailer_error',
    pattern: [
      'mailer (error|exited|died|failure)',
      'unknown mailer',
      'pipe to \\|',
      '\\b(procmail|maildrop|homedir|deliverquota|spamc|fetchmail|majordomo|mailagent)\\b',
      '(child|exit|process|program|filter) (status|code|exit|exited|died|failed|crashed|time limit|terminated|returned)',
      'command (died|failed:|failed with|time limit)',
      'x-unix;',
      '(returned|exited|exits|terminated|quit|died|failed) with (a )?(non-?zero|status|code|error|exit|value|signal)',
      'no such file or directory',
      '(script|program|pipe|shell|delivery agent|forwarder) .{0,20}(failed|error|not found|exited)',
      '(maildir|mailbox|mbox) delivery failed',
      'local delivery (failed|error|agent|problem)',
      '(list|alias|group|distribution list) expansion',
      'can.?t create (output|user output)',
      '(sieve|delivery|lda|mda) (script|runtime|program) (error|fail|problem)',
      'operating system error',
      '(unable|cannot|can.t|could not|can not) (to )?(open|switch|access|chdir|change|create|lock|write|append|stat|rename|link) (to |the |new |a )?(/|mailbox|maildir|mail|file|user|home|email|folder|message file|spool|temp|lock|dot)',
      '\\.forward: line [0-9]',
    ],
    confidence: 0.8,
    source:
      'RFC 3464 X-Unix diagnostics, sysexits(3); Postfix pipe(8) and local(8), sendmail prog mailer, qmail-local, Exim pipe transport',
    examples: [
      '550 Could not create homedir',
      '/home/jo/.forward: line 1: "|/usr/bin/filter"... Service unavailable',
      'X-Unix; 255 Command died with status 255',
      '550 unknown mailer error 1',
      'maildir delivery failed: create maildir file /home/jo/Maildir/tmp/1.P1.mx: Permission denied',
      'pipe to |/usr/bin/filter a@example.org: local delivery failed',
    ],
  },
];
