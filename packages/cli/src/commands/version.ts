/** `hearback version` */
import { generalRules, providers } from '@hearback/bounce/rules';
import type { Io } from '../io.ts';
import { version } from '../version.ts';

export function versionCommand(this: Io, flags: { readonly json?: boolean }): void {
  const rules = generalRules.length + providers.reduce((sum, provider) => sum + provider.rules.length, 0);
  const facts = { hearback: version, node: process.versions.node, rules, providers: providers.length };
  const text = `hearback ${facts.hearback} (node ${facts.node}, ${facts.rules} rules, ${facts.providers} receivers)`;
  this.stdout.write(`${flags.json === true ? JSON.stringify(facts) : text}\n`);
}
