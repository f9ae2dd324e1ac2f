/** A report without RFC 5965's fields: what its format does tell, and null for the rest. */
import type { Feedback } from '../report.ts';

export const abuseReport = (known: Partial<Feedback>): Feedback => ({
  type: 'abuse',
  user_agent: null,
  version: null,
  source_ip: null,
  original_mail_from: null,
  original_recipient: null,
  arrival_date: null,
  reported_domain: null,
  authentication_results: null,
  incidents: 1,
  reporting_mta: null,
  original_envelope_id: null,
  reported_uris: [],
  auth_failure: null,
  ...known,
});
