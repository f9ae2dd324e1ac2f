/** Readers of mail that are not ours, each asked for the same: header names, the notice's parts, its groups of fields. */
import { spawnSync } from 'node:child_process';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

export interface ReadNotice {
  /** Names of the header of the mail, in lower case, sorted. */
  readonly header: readonly string[];
  /** Types of the parts after the text for people. */
  readonly parts: readonly string[];
  /** message/delivery-status as it stands. */
  readonly status: string;
}

export type Reader = (mail: Buffer) => Promise<ReadNotice>;

const byMailparser: Reader = async (mail) => {
  const read = await simpleParser(mail, { keepDeliveryStatus: true });
  return {
    header: read.headerLines.map(({ key }) => key).sort(),
    parts: read.attachments.map(({ contentType }) => contentType ?? ''),
    status: read.attachments.find(({ contentType }) => isStatus(contentType ?? ''))?.content.toString() ?? '',
  };
};

const byPostalMime: Reader = async (mail) => {
  const read = await PostalMime.parse(mail, { forceRfc822Attachments: true });
  const status = read.attachments.find(({ mimeType }) => isStatus(mimeType))?.content ?? '';
  return {
    header: read.headers.map(({ key }) => key).sort(),
    parts: read.attachments.map(({ mimeType }) => mimeType),
    status: typeof status === 'string' ? status : Buffer.from(new Uint8Array(status)).toString(),
  };
};

const program = `
import sys, json, email, email.policy
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.compat32)
parts = mail.get_payload()
def status(part):
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\\r\\n".join(group.as_string().replace("\\r\\n", "\\n").replace("\\n", "\\r\\n").strip("\\r\\n") + "\\r\\n" for group in payload)
    return part.get_payload(decode=True).decode()
print(json.dumps({
    "header": sorted(name.lower() for name in mail.keys()),
    "parts": [part.get_content_type() for part in parts[1:]],
    "status": next(status(part) for part in parts if part.get_content_type().endswith("delivery-status")),
    "defects": [type(defect).__name__ for part in mail.walk() for defect in part.defects],
}))
`;

const byPython: Reader = async (mail) => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], { input: mail, encoding: 'utf8' });
  if (status !== 0) throw new Error(`python3 could not read the notice: ${stderr}`);
  const read = JSON.parse(stdout) as ReadNotice & { readonly defects: readonly string[] };
  if (read.defects.length > 0) throw new Error(`python3 finds defects: ${read.defects.join(', ')}`);
  return read;
};

const isStatus = (type: string): boolean => /^message\/(global-)?delivery-status$/.test(type);
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Python takes every message/... that it does not know for a whole mail, RFC 6533's encoded parts too. */
export const knowsGlobal = (name: string): boolean => name !== 'email (Python)';

export const readers: readonly (readonly [name: string, read: Reader])[] = [
  ['mailparser', byMailparser],
  ['postal-mime', byPostalMime],
  ...(hasPython ? [['email (Python)', byPython] as const] : []),
];

/** Groups of fields, unfolded (RFC 3464 §2.1.1). */
export const groupsOf = (status: string): readonly (readonly (readonly [name: string, value: string])[])[] =>
  status
    .trim()
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/(?:\r?\n){2,}/)
    .map((group) =>
      group.split(/\r?\n/).map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
      }),
    );
