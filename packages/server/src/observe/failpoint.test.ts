import { describe, expect, it, vi } from 'vitest';
import { armFailpoints } from './failpoint.ts';

describe('failpoints', () => {
  it('strike at the named visit, once, and nowhere else', () => {
    const failpoint = armFailpoints('after-commit:throw@2, mid-effect:throw');
    failpoint('after-commit');
    failpoint('elsewhere');
    expect(() => failpoint('after-commit')).toThrow('after-commit');
    failpoint('after-commit');
    expect(() => failpoint('mid-effect')).toThrow('mid-effect');
  });

  it('strike whenever a visit is about what they name', () => {
    const failpoint = armFailpoints('attempt:throw@poison.example');
    failpoint('attempt', 'sound.example');
    failpoint('attempt');
    for (let visit = 0; visit < 2; visit++) expect(() => failpoint('attempt', 'poison.example')).toThrow('attempt');
  });

  it.each(['after-commit', 'x:stop', 'x:kill@0', 'x:kill@', ''])('refuse %j, which would strike nothing', (spec) => {
    expect(() => armFailpoints(spec)).toThrow('no failpoint');
  });

  it('kill the process with the signal that leaves no last word', () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const failpoint = armFailpoints('after-commit:kill@2');
    failpoint('after-commit');
    expect(kill).not.toHaveBeenCalled();
    failpoint('after-commit');
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGKILL']]);
    kill.mockRestore();
  });
});
