/** Any other server that names the failed recipients in the header field X-Failed-Recipients. */
import { laidOut } from './layout.ts';

export const failedRecipients = laidOut('x-failed-recipients', [{ header: ['x-failed-recipients', /@/] }]);
