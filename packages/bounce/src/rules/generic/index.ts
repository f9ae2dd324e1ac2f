/**
 * Rules that hold for any receiver, in the order they are tried: causes that name themselves (authentication, a blocklist)
 * before words that go with many causes, and what is said of the sender before what is said of the recipient.
 */
import type { Rule } from '../rule.ts';
import { rules as addressSyntax } from './address-syntax.ts';
import { rules as authentication } from './authentication.ts';
import { rules as blocklist } from './blocklist.ts';
import { rules as content } from './content.ts';
import { rules as disabled, named as ownerNamed } from './disabled.ts';
import { rules as dns, unclear as unclearDns, forNow as unresolvedForNow } from './dns.ts';
import { rules as domain, takesNoMail } from './domain.ts';
import { rules as expired } from './expired.ts';
import { rules as greylist, named as greylisted } from './greylist.ts';
import { rules as mailboxFull } from './mailbox-full.ts';
import { rules as mailer } from './mailer.ts';
import { named as headerNamed, rules as malformed } from './malformed.ts';
import { rules as network } from './network.ts';
import { rules as noSuchUser } from './no-such-user.ts';
import { hosts, places, rules as policy } from './policy.ts';
import { rules as protocol } from './protocol.ts';
import { rules as ptr } from './ptr.ts';
import { rules as rate, named as rateOverLimit } from './rate.ts';
import { rules as recipientPolicy } from './recipient-policy.ts';
import { rules as relay, named as relayDenied } from './relay.ts';
import { rules as reputation, named as reputationNamed } from './reputation.ts';
import { rules as sender, abroad as senderAbroad, named as senderNamed } from './sender.ts';
import { named as messageOverLimit, rules as size } from './size.ts';
import { orForged, rules as spam } from './spam.ts';
import { ofTheAccount, rules as subject } from './subject.ts';
import { rules as suppressed } from './suppressed.ts';
import { rules as temporary, named as temporaryNamed, trouble } from './temporary.ts';
import { rules as tls } from './tls.ts';
import { named as findingNamed, rules as virus } from './virus.ts';

export const rules: readonly Rule[] = [
  ...suppressed,
  ...expired,
  ...greylisted,
  ...relayDenied,
  ...temporaryNamed,
  ...senderNamed,
  ...findingNamed,
  ...ownerNamed,
  ...places,
  ...authentication,
  ...tls,
  ...blocklist,
  ...ptr,
  ...relay,
  ...reputationNamed,
  ...orForged,
  ...sender,
  ...headerNamed,
  ...addressSyntax,
  ...messageOverLimit,
  ...rateOverLimit,
  ...mailboxFull,
  ...rate,
  ...greylist,
  ...size,
  ...virus,
  ...malformed,
  ...reputation,
  ...spam,
  ...content,
  ...recipientPolicy,
  ...senderAbroad,
  ...dns,
  ...unresolvedForNow,
  ...domain,
  ...unclearDns,
  ...network,
  ...disabled,
  ...takesNoMail,
  ...hosts,
  ...temporary,
  ...mailer,
  ...noSuchUser,
  ...trouble,
  ...protocol,
  ...ofTheAccount,
  ...policy,
  ...subject,
];
