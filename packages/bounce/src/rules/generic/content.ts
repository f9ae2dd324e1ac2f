/** Forbidden files, words and kinds of content. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/content-prohibited',
    reason: 'content_prohibited',
    pattern: [
      '(because of|due to) (the |an? |its )?attach',
      '(unsafe|harmful|dangerous|unacceptable) (content|file|attach|html)',
      'attach(ment|ments|ed file|ed files|ed)?\\b.{0,60}(not (allowed|accepted|permitted)|blocked|prohibited|banned|forbidden|executable|extension|type|reject|disallowed|dangerous|illegal|denied|unacceptable|password|remov|strip)',
      '(banned|blacklisted|high[ -]risk|forbidden|prohibited|blocked|disallowed|dangerous|illegal|unwanted|objectionable|offensive|inappropriate|suspicious|restricted|denied|unauthori[sz]ed|executable|encrypted|password.?protected) (file|attach|content|word|extension|mime|phrase|language|char|text|keyword|archive|zip|document|subject|string|pattern|html|program)',
      'banned(:| \\()',
      '(message|mail|content|file|attachment)s? (is |are |was |name )?banned',
      '(profan|obscen|offensive language)',
      'content (restriction|reject|denied|block|not (allowed|permitted|accepted)|is not|prohibited|inspection|polic|filter|violat|presents|contains|was|has)',
      '(reject|rejected|refused|blocked|denied|due to|because of|by|based on) (the |your |its |message |mail )?content\\b',
      'executable (file|content|attach|code|program)',
      'contains? .{0,40}(macro|encrypted|script|executable|prohibited|forbidden|banned|html|\\.exe|\\.zip|\\.js|keyword|phrase|word)',
      '(file|attachment) (type|extension|name|format)s? .{0,30}(not|blocked|prohibit|forbid|banned|reject|block|denied|allow)',
      'reject content',
      '(inappropriate|objectionable|offensive|indecent|bad|forbidden|illegal) (body|content|material|language|words?)\\b',
      'contents? (is |are )?(unacceptable|inappropriate|objectionable|not acceptable)',
      '(rejected|refused) (the )?message contents?',
      'character set',
      'attachments? (count|number)',
      'html (tags?|mails?|messages?|e-?mails?|content|parts?) .{0,16}(unacceptable|not accepted|forbidden|refused|not allowed)',
      '(sensitive|forbidden) words?\\b',
      '(word|words|phrase|phrases) in (the|your|this) (message|mail|subject|body).{0,16}(blocked|banned|forbidden|not allowed)',
      'macros?.{0,30}(not (allowed|permitted|accepted)|forbid|refus|block|reject)',
      '\\b(zip|rar|exe|iso|archive) files?\\b.{0,20}(blocked|not (allowed|accepted|permitted)|refused|forbidden|rejected)',
    ],
    confidence: 0.85,
    source:
      'RFC 3463 x.6.1 and x.7.0; Postfix header_checks and body_checks, amavis BANNED, MIMEDefang, Exchange transport rules',
    examples: [
      '550 zip files are blocked here',
      '554 Message has exceeded maximum attachment count',
      '554 HTML tag unacceptable',
      '553 5.7.1 Sensitive words detected',
      '550 One of the words in the message is blocked',
      '552 5.7.0 Executable attachment not allowed',
      '554 5.7.1 This message has been blocked because it contains a banned word.',
      '550 5.7.1 Message rejected due to content restrictions',
    ],
  },
];
