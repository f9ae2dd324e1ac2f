/** Two webhooks with one key of a provider: what comes to both counts in each. */
export interface Keyed {
  readonly name: string;
  readonly provider: string;
  readonly keys: readonly string[];
}

/** The first of the others that has one of its keys too. */
export const sharingKey = (others: readonly Keyed[], { name, provider, keys }: Keyed): Keyed | undefined =>
  others.find(
    (other) => other.name !== name && other.provider === provider && other.keys.some((key) => keys.includes(key)),
  );
