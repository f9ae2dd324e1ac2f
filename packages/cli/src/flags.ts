/** Flags and words that the commands without a service share. */

export const json = { kind: 'boolean', optional: true, withNegated: false, brief: 'Write JSON' } as const;
export const text = (placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse: String, optional: true, placeholder, brief }) as const;
export const words = (placeholder: string, brief: string, minimum = 0) =>
  ({ kind: 'array', minimum, parameter: { parse: String, placeholder, brief } }) as const;
