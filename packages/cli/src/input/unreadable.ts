/** A reason that is the file's, said to the user as it is. */
export class Unreadable extends Error {}

/** Thrown behind the last of what a file held: all of that was read. */
export class Junk extends Unreadable {
  constructor() {
    super('what follows the packed data is none, and was left out');
  }
}
