/** Why the service cannot start, in words for the operator; `kind` becomes an exit code (sysexits(3)). */
export type StartErrorKind = 'configuration' | 'unavailable' | 'io';

export class StartError extends Error {
  readonly kind: StartErrorKind;

  constructor(kind: StartErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.kind = kind;
  }
}
