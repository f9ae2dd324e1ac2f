/** Text from outside: standard input whole or line by line, and whether it is a mail or a reply. */
import type { Io } from '../io.ts';

export async function readAll(stream: Io['stdin']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Lines of a stream without their ends, in constant memory. */
export async function* linesOf(stream: Io['stdin']): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const [first = '', ...lines] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split(
      '\n',
    );
    // The rest is not split again: an endless line would be, with every chunk.
    rest += first;
    if (lines.length === 0) continue;
    yield rest;
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** A mail rather than a reply: it begins with header fields that mails have. */
export function looksLikeMail(text: string): boolean {
  const head = text.slice(0, 8000).replace(/^\uFEFF?(From .*\r?\n)?/, '');
  const fields = head.match(
    /^(received|from|to|subject|date|return-path|message-id|mime-version|content-type|delivered-to|x-[\w-]+):/gim,
  );
  return /^[!-9;-~]+[ \t]*:/.test(head) && (fields?.length ?? 0) >= 2;
}
