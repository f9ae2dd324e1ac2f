/** Why a lane is held back, in words; what an incident holds back leads to it. */
export interface BrakeWords {
  readonly text: string;
  readonly incident: string | null;
}

export function brakeWords({ by, why }: { readonly by: string; readonly why: string }): BrakeWords {
  const incident = /^incident:(\S+)$/.exec(by)?.[1] ?? null;
  if (incident !== null) return { text: why.replace(` ${incident}`, ''), incident };
  // What the server does by itself needs no name in front of it.
  return { text: by === 'auto' ? why : `${by}: ${why}`, incident: null };
}
