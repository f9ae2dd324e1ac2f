/** `hearback completion SHELL`: the script that asks `hearback complete` for words (main.ts answers it). */
import { exitCodes, type Io } from '../io.ts';

const scripts = {
  bash: `_hearback() {
  local IFS=$'\\n'
  COMPREPLY=($(hearback complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _hearback hearback
`,
  zsh: `#compdef hearback
_hearback() {
  local -a words_found
  words_found=("\${(@f)$(hearback complete -- "\${(@)words[2,CURRENT]}")}")
  if [[ -n "\${words_found[1]}" ]]; then compadd -a words_found; else _files; fi
}
compdef _hearback hearback
`,
  fish: `complete -c hearback -f -a '(set -l found (hearback complete -- (commandline -opc)[2..] (commandline -ct)); test -n "$found"; and string join -- \\n $found; or __fish_complete_path (commandline -ct))'
`,
} as const;

export function completionCommand(this: Io, _flags: object, shell: string): void {
  if (Object.hasOwn(scripts, shell)) {
    this.stdout.write(scripts[shell as keyof typeof scripts]);
    return;
  }
  this.stderr.write(`hearback: no completion for ${JSON.stringify(shell)}; there is bash, zsh and fish\n`);
  this.exit(exitCodes.usage);
}
