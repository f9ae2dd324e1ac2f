/**
 * What deploy/ asks Prometheus for is what /metrics tells. Where promtool is installed it reads the rules and runs their tests;
 * elsewhere their structure is checked here, which does not know PromQL.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const rules = readFileSync('deploy/prometheus/hearback.rules.yml', 'utf8');
const dashboard = JSON.parse(readFileSync('deploy/grafana/hearback.json', 'utf8')) as {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
};
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

const metrics = createMetrics({
  ...{ version: '1.2.3', dataFolder: '.', now: Date.now, standingAlerts: async () => [] },
  counts: async () => ({ waiting: 0, due: 0, held: 0, leased: 0, oldest: null }),
});
afterAll(() => metrics.close());

/** Every name under which a metric of ours, or of the process, is found. */
async function told(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { name, type } of await metrics.registry.getMetricsAsJSON()) {
    found.add(name);
    if (String(type) === 'histogram') for (const part of ['bucket', 'sum', 'count']) found.add(`${name}_${part}`);
  }
  return found;
}
const named = (text: string): readonly string[] => text.match(/\b(?:hearback|process|nodejs)_[a-z_]+\b/g) ?? [];

it.each([
  ['rules', rules.replaceAll(/^#.*$/gm, '')],
  ['dashboard', expressions.join('\n')],
])('the %s ask for nothing that /metrics does not tell', async (_, text) => {
  const known = await told();
  const asked = [...new Set(named(text))];
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

it('the dashboard shows every family of ours but the version', async () => {
  const shown = named(expressions.join('\n'));
  const missing = [...(await told())].filter(
    (name) =>
      name.startsWith('hearback_') &&
      !/_(?:sum|count|bucket)$/.test(name) &&
      !shown.some((each) => each === name || each === `${name}_bucket`),
  );
  expect(missing).toEqual(['hearback_build_info']);
});

it('docs/alerts.md has every family of ours with its labels, and no other', async () => {
  const rows = [...readFileSync('docs/alerts.md', 'utf8').matchAll(/^\| `(hearback_\w+)` \|(.*?)\|/gm)].map(
    ([, name, labels = '']) => [name, labels.match(/\w+/g) ?? []],
  );
  const families = (await metrics.registry.getMetricsAsArray()) as unknown as readonly {
    readonly name: string;
    readonly labelNames: readonly string[];
  }[];
  const ours = families.filter(({ name }) => name.startsWith('hearback_'));
  expect(rows.sort()).toEqual(ours.map(({ name, labelNames }) => [name, labelNames]).sort());
});

it('no panel of the dashboard lies over another', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { title, gridPos: a, targets } of panels) {
    expect([title, a.x + a.w <= 24, targets.length > 0]).toEqual([title, true, true]);
    const over = panels.filter(
      ({ title: other, gridPos: b }) =>
        other !== title && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
    );
    expect([title, over.map((panel) => panel.title)]).toEqual([title, []]);
  }
});

describe('the rules', () => {
  const each = rules.split(/^ {6}- alert: /m).slice(1);

  it('have a name of their own, an expression, a severity and words for people', () => {
    const names = each.map((rule) => rule.slice(0, rule.indexOf('\n')));
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names).size).toBe(names.length);
    for (const rule of each) {
      expect(rule).toMatch(/^ {8}expr: \S/m);
      expect(rule).toMatch(/^ {8}labels:\n {10}severity: (?:critical|warning)$/m);
      expect(rule).toMatch(/^ {8}annotations:\n {10}summary: .{10,}\n {10}description: .{10,}$/m);
    }
  });

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
  it.runIf(hasPromtool)('satisfy promtool, and their own tests', () => {
    const run = (...args: readonly string[]): string => execFileSync('promtool', args, { encoding: 'utf8' });
    expect(run('check', 'rules', 'deploy/prometheus/hearback.rules.yml')).toContain('SUCCESS');
    expect(run('test', 'rules', 'deploy/prometheus/hearback.test.yml')).toContain('SUCCESS');
  });
});
