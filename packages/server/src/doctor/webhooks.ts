/** Webhooks of the configuration that could hear the same: what comes to two sources counts in each. */
import { sharingKey } from '../intake/shared-keys.ts';
import type { Examined } from './examined.ts';
import { type Finding, warn } from './finding.ts';

export function checkSharedKeys({ config }: Pick<Examined, 'config'>): readonly Finding[] {
  const sources = Object.entries(config.intake.webhooks).map(([name, { provider, keys }]) => ({
    ...{ name, keys },
    provider: provider ?? name,
  }));
  return sources.flatMap(({ name, provider, keys }, n) => {
    const twin = sharingKey(sources.slice(0, n), { name, provider, keys });
    if (twin === undefined) return [];
    return [
      warn(
        `webhook ${name}`,
        `has a key of ${twin.name} too: what ${provider} says counts twice where it comes to both`,
        `let all of ${provider} that has this key come to one of them, and remove the other`,
      ),
    ];
  });
}
