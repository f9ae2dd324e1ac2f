import { expect, it } from 'vitest';
import { bandsOf, type Note, notesIn } from './notes.ts';

const note = (from: number, until: number | null): Note => ({ from, until, text: `${from}`, href: '/incidents/x' });

const at = [0, 10, 20, 30];

it('is drawn at the points in whose time it was: what goes on up to the last, what is over or to come not at all', () => {
  const notes = [note(25, null), note(-5, 12), note(-9, -1), note(40, null), note(39, null), note(11, 13)];
  expect(bandsOf(notes, at).map(({ note: { from }, from: first, until: last }) => [from, first, last])).toEqual([
    [-5, 0, 1],
    [11, 1, 1],
    [25, 2, 3],
    [39, 3, 3],
  ]);
});

it('a point is told of what happened in its time, not of what ended or began at its edges', () => {
  const notes = [note(10, 20), note(30, null), note(0, 10)];
  expect(at.map((_, index) => notesIn(notes, at, index).map(({ from }) => from))).toEqual([[0], [10], [], [30]]);
});
