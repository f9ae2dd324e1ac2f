/** Opening a port, or saying in words why it cannot be opened and who has it. */
import { portHolder } from '../observe/port-holder.ts';
import { StartError } from '../start-error.ts';

export async function opening<T>(
  key: string,
  { address, port }: { readonly address: string; readonly port: number },
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const where = `${key}: ${address} port ${port}`;
    if (code === 'EADDRINUSE') {
      const holder = await portHolder(port);
      throw new StartError('unavailable', `${where} is in use${holder === null ? '' : ` by ${holder}`}`, {
        cause: error,
      });
    }
    if (code === 'EACCES')
      throw new StartError('unavailable', `${where} needs a permission (CAP_NET_BIND_SERVICE)`, { cause: error });
    if (code === 'EADDRNOTAVAIL')
      throw new StartError('configuration', `${where}: no such address here`, { cause: error });
    throw error;
  }
}
