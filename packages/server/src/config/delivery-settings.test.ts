import { describe, expect, it } from 'vitest';
import { limitsFor } from '../delivery/providers.ts';
import { streamPolicy } from '../delivery/settings.ts';
import { deliverySettings, staticRoutes, tlsRules } from './delivery-settings.ts';
import { loadConfig } from './load.ts';

const configured = (...set: string[]) => {
  const { read } = loadConfig({ file: '/dev/null', env: {}, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
};
const settings = (...set: string[]) => deliverySettings(configured(...set), 'mail.a.example');

describe('settings of delivery', () => {
  it('give a stream what it names, and the rest of the defaults', () => {
    const found = settings(
      'delivery.sources.b.address=192.0.2.9',
      'delivery.sources.default.ehlo=out.a.example',
      'streams.news.sources=b,default',
      'streams.news.schedule=0,1h',
      'streams.news.max_age=1d',
      'notices.delay_after=0',
    );
    expect(streamPolicy(found, 'news')).toMatchObject({
      sources: ['b', 'default'],
      retry: { schedule: [0, 3_600_000], maxAge: 86_400_000, jitter: 0.1 },
      delayNoticeAfter: null,
      suppressed: 'refuse',
    });
    expect(streamPolicy(found, 'other').sources).toEqual(['default']);
    expect([...found.sources.values()]).toEqual([
      { name: 'b', address: '192.0.2.9', ehlo: 'mail.a.example' },
      { name: 'default', address: null, ehlo: 'out.a.example' },
    ]);
  });

  it('let streams that name no source take turns where no source is the default', () => {
    const both = ['delivery.sources.a.address=192.0.2.1', 'delivery.sources.b.address=192.0.2.2'];
    expect(settings(...both).defaults.sources).toEqual(['a', 'b']);
    expect(settings(...both, 'delivery.default_sources=b').defaults.sources).toEqual(['b']);
    expect(settings().defaults.sources).toEqual(['default']);
  });

  it('change one limit of a provider and leave its others', () => {
    const found = settings('delivery.providers.orange.rate=1', 'delivery.recipients_per_message=7');
    expect(limitsFor('orange', found.limits)).toMatchObject({ connections: 2, rate: 1 });
    expect(limitsFor(null, found.limits)).toMatchObject({ recipientsPerMessage: 7 });
  });

  it('try own reactions before the built-in ones', () => {
    const [first, ...rest] = settings('reactions.x.reason=greylisted', 'reactions.x.action=suspend').reactions;
    expect(first).toEqual({
      provider: null,
      reason: 'greylisted',
      times: 3,
      within: 3_600_000,
      kind: 'suspend',
      lasts: 1_800_000,
    });
    expect(rest.length).toBeGreaterThan(3);
  });

  it('sign with the current key and know the others', () => {
    const secret = (octet: number) => Buffer.alloc(32, octet).toString('base64');
    const found = settings(
      'return_path.domain=b.example',
      `return_path.keys.3.secret=${secret(3)}`,
      `return_path.keys.7.secret=${secret(7)}`,
      'return_path.current=7',
    );
    expect(found.returnPath?.keys.map(({ id, secret: [octet] }) => [id, octet])).toEqual([
      [7, 7],
      [3, 3],
    ]);
  });
});

describe('routes and policies', () => {
  it('put a domain before all below one, and those below the longer name first', () => {
    const config = configured(
      'delivery.domains."*".host=d.relay.example',
      'delivery.domains."*.example".host=c.relay.example',
      'delivery.domains.".far.example".host=b.relay.example',
      'delivery.domains."very.far.example".host=a.relay.example',
    );
    expect(staticRoutes(config).map(({ domains, hosts }) => [domains[0], hosts[0]])).toEqual([
      ['very.far.example', 'a.relay.example:25'],
      ['.far.example', 'b.relay.example:25'],
      ['.example', 'c.relay.example:25'],
      ['*', 'd.relay.example:25'],
    ]);
  });

  it('put "*" behind all that have something of their own', () => {
    const config = configured(
      'delivery.domains."*".host=smart.example',
      'delivery.domains."*".user=u',
      'delivery.domains."*".password=p',
      'delivery.domains."a.example".host=2001:db8::1',
      'delivery.domains."a.example".port=26',
      'delivery.domains."c.example".host=relay.example',
      'delivery.domains."c.example".port=465',
      'delivery.domains."c.example".implicit_tls=true',
      'delivery.domains."b.example".tls=verify',
    );
    expect(staticRoutes(config)).toEqual([
      { domains: ['a.example'], hosts: ['[2001:db8::1]:26'] },
      { domains: ['c.example'], hosts: ['relay.example:465'], implicitTls: true },
      { domains: ['*'], hosts: ['smart.example:25'], auth: { user: 'u', password: 'p' } },
    ]);
    expect(tlsRules(config)).toEqual([{ match: ['b.example'], tls: 'webpki' }]);
    expect(tlsRules(configured('delivery.tls=encrypt'))).toEqual([{ match: ['*'], tls: 'encrypt' }]);
  });
});
