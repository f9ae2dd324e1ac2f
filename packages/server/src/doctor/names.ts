/** What the DNS says of us: name, addresses, their names, and what receivers look up about our domains. */
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DnsAnswer, Resolver } from '@hearback/smtp';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok, warn, wordsOf } from './finding.ts';

const records = <T>(answer: DnsAnswer<T>): readonly T[] => (answer.kind === 'found' ? answer.records : []);

/** What nobody answers for may be there. */
const unanswered = (check: string, why: string): Finding =>
  fail(check, `cannot be looked up: ${why}`, 'see dns.servers and /etc/resolv.conf');

/** Names in EHLO: each must lead to an address, and its address back to it (receivers refuse others, 5.7.25). */
export async function checkEhloNames({ config, places }: Examined, dns: Resolver): Promise<readonly Finding[]> {
  const names = new Map(
    Object.values(config.delivery.sources).map(({ ehlo, address }) => [ehlo ?? places.hostname, address] as const),
  );
  return Promise.all([...names].map(([name, address]) => checkEhloName(name, address, dns)));
}

async function checkEhloName(name: string, bound: string | null, dns: Resolver): Promise<Finding> {
  const check = `name ${name}`;
  if (!name.includes('.'))
    return fail(check, 'is no full name', 'set server.hostname to a name such as mail.example.com');
  const [a, aaaa] = await Promise.all([dns.a(name), dns.aaaa(name)]);
  if (a.kind === 'unanswered') return unanswered(check, a.why);
  const addresses = [...records(a), ...records(aaaa)];
  if (addresses.length === 0) return fail(check, 'has no address', `make an A or AAAA record for ${name}`);
  if (bound !== null && !addresses.includes(bound))
    return fail(
      check,
      `leads to ${addresses.join(', ')}, but mail leaves from ${bound}`,
      `add ${bound} to the records of ${name}`,
    );
  const address = bound ?? addresses[0] ?? '';
  const names = await dns.ptr(address);
  if (names.kind === 'unanswered') return unanswered(check, names.why);
  const back = records(names).map((each) => each.toLowerCase());
  return back.includes(name.toLowerCase())
    ? ok(check, `${address}, and back`)
    : warn(
        check,
        `${address} leads back to ${back.join(', ') || 'nothing'}`,
        `ask your provider for the PTR record ${address} → ${name}`,
      );
}

export async function checkDomains({ config }: Examined, dns: Resolver): Promise<readonly Finding[]> {
  const domains = Object.entries(config.dkim);
  const bounces = config.return_path.domain;
  const checkSpf = (domain: string): Promise<Finding> =>
    checkText(`SPF ${domain}`, domain, /^v=spf1( |$)/i, 'v=spf1 with the addresses that mail leaves from', dns);
  const found = await Promise.all(
    domains.map(async ([domain, key]) => [
      await checkDkim(domain, key, dns),
      // It is asked of the envelope sender: with signed return paths of their domain alone.
      ...(bounces === null ? [await checkSpf(domain)] : []),
      await checkText(`DMARC ${domain}`, `_dmarc.${domain}`, /^v=DMARC1(;|$)/i, 'v=DMARC1; p=none to begin with', dns),
    ]),
  );
  const none =
    domains.length === 0
      ? [warn('DKIM', 'nothing is signed', 'set [dkim."your.domain"]: large receivers refuse what is not')]
      : [];
  return [
    ...none,
    ...found.flat(),
    ...(bounces === null ? [] : [await checkBounceDomain(bounces, dns), await checkSpf(bounces)]),
  ];
}

async function checkDkim(
  domain: string,
  key: { readonly selector: string; readonly key_file: string },
  dns: Resolver,
): Promise<Finding> {
  const check = `DKIM ${domain}`;
  const name = `${key.selector}._domainkey.${domain}`;
  try {
    const ours = publicPart(await readFile(key.key_file, 'utf8'));
    const answer = await dns.txt(name);
    if (answer.kind === 'unanswered') return unanswered(check, answer.why);
    const texts = records(answer).map((text) => text.replace(/\s+/g, ''));
    if (texts.length === 0)
      return fail(check, `${name} has no TXT record`, `publish v=DKIM1; k=${ours.type}; p=${ours.value}`);
    return texts.some((text) => text.includes(`p=${ours.value}`))
      ? ok(check, `${name} has the key that signs`)
      : fail(check, `${name} has another key`, `publish p=${ours.value}`);
  } catch (error) {
    return fail(check, wordsOf(error), 'see key_file');
  }
}

/** RFC 6376 §3.6.1: SubjectPublicKeyInfo; RFC 8463 §4: the 32 octets alone. */
function publicPart(pem: string): { readonly type: string; readonly value: string } {
  const key = createPublicKey(pem);
  const der = key.export({ type: 'spki', format: 'der' });
  return key.asymmetricKeyType === 'ed25519'
    ? { type: 'ed25519', value: der.subarray(-32).toString('base64') }
    : { type: 'rsa', value: der.toString('base64') };
}

async function checkText(
  check: string,
  name: string,
  pattern: RegExp,
  wanted: string,
  dns: Resolver,
): Promise<Finding> {
  const answer = await dns.txt(name);
  if (answer.kind === 'unanswered') return unanswered(check, answer.why);
  const texts = records(answer).filter((text) => pattern.test(text));
  if (texts.length === 1) return ok(check, texts[0] ?? '');
  return texts.length === 0
    ? warn(check, 'no record', `publish a TXT record at ${name}: ${wanted}`)
    : fail(check, `${texts.length} records, which counts as none`, `leave one TXT record at ${name}`);
}

async function checkBounceDomain(domain: string, dns: Resolver): Promise<Finding> {
  const check = `bounces ${domain}`;
  const answer = await dns.mx(domain);
  if (answer.kind === 'unanswered') return unanswered(check, answer.why);
  const hosts = records(answer);
  return hosts.length > 0
    ? ok(check, hosts.map(({ exchange }) => exchange).join(', '))
    : fail(check, 'has no MX', `bounce mails to ${domain} go nowhere: make an MX record`);
}
