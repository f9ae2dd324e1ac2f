import { expect, test } from 'vitest';
import { alertPlace } from './alert-place.ts';

test('an alert leads to what it is about', () => {
  expect(alertPlace({ rule: 'list_hard_rate', key: 'weekly / news' })).toEqual({
    text: 'list weekly / news',
    href: '/lists/weekly%20%2F%20news',
  });
  expect(alertPlace({ rule: 'list_hard_rate', key: '..' }).href).toBe('/lists/%252E%252E');
  expect(alertPlace({ rule: 'incident_opened', key: 'inc_1' })).toEqual({
    text: 'the incident',
    href: '/incidents/inc_1',
  });
  expect(alertPlace({ rule: 'queue_age', key: '' }).href).toBe('/queue');
});

test('a rule that has no screen of its own leads nowhere', () => {
  expect(alertPlace({ rule: 'disk_room', key: '' })).toEqual({ text: '', href: null });
});
