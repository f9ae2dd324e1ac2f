/** Feedback of a filter's or a checker's finding, or of its error: the recipient did not complain (RFC 5965 §7.3, RFC 6430, RFC 6591). */
const findings: ReadonlySet<string> = new Set(['auth-failure', 'not-spam', 'virus']);

export const nobodyComplained = (feedbackType: string | null): boolean =>
  findings.has(feedbackType?.toLowerCase() ?? '');
