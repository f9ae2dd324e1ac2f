/** Why a port could not be opened, in words; what else went wrong stays as it is. The code is kept for programs. */
export function portError(what: string, where: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const why = code === 'EADDRINUSE' ? 'is in use' : code === 'EACCES' ? 'needs a permission' : null;
  return why === null ? error : Object.assign(new Error(`${what}: ${where} ${why}`, { cause: error }), { code });
}
