import { expect, test } from 'vitest';
import { domainOf, domainOfPlace, domainPlace, laneName, laneParts } from './lane-name.ts';

test.each([
  ['google', 'default', 'news'],
  ['a|b', '50 %', '%7C'],
  ['domain:there.example', '', '*'],
])('a lane of %s, %s, %s is read as it was written', (place, source, stream) => {
  expect(laneParts(laneName(place, source, stream))).toEqual({ place, source, stream });
});

test('a place is a site or a domain', () => {
  expect(domainOfPlace(domainPlace('there.example'))).toBe('there.example');
  expect(domainOfPlace('google')).toBeNull();
});

test.each([
  ['bob@There.Example', 'there.example'],
  ['"a@b"@there.example', 'there.example'],
  ['bob@[192.0.2.1]', '[192.0.2.1]'],
  ['bob', ''],
])('the domain of %s is %s', (address, domain) => {
  expect(domainOf(address)).toBe(domain);
});
