/** All providers by the name in their route. */
import { amazonSes, type SesPorts } from './amazon-ses.ts';
import { brevo } from './brevo.ts';
import { kumomta } from './kumomta.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { postmark } from './postmark.ts';
import type { Provider } from './provider.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { sparkpost } from './sparkpost.ts';

export type { Provider, ProviderRequest, Refused, Secrets } from './provider.ts';
export { receive } from './receive.ts';

/** Made once: Amazon SES keeps the certificates that it has fetched. */
export function createProviders(ports: SesPorts): ReadonlyMap<string, Provider> {
  const all = [amazonSes(ports), sendgrid, mailgun, postmark, sparkpost, mailjet, brevo, resend, kumomta];
  return new Map(all.map((provider) => [provider.name, provider]));
}
