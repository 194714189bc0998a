#!/usr/bin/env bash
# The users' command: passwords from the primary, or from a standby when the primary is gone.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || help_if_asked --help <<'HELP'
Usage: bin/vault.sh [--server URL[,URL...]] [--ca FILE] [--output plain|json|table] COMMAND ...

  login --user NAME [--password-file FILE|-]    sign in; logout signs out
  ls [WORD...]                     list accounts as RESOURCE/LOGIN
  get RESOURCE/LOGIN [--reason R] [--version N]   the password alone; an account's id does as well
  set RESOURCE/LOGIN [--generate]  a new password, from standard input or asked for
  generate [--length N]            a random password, kept nowhere
  import FILE [--dry-run]          CSV in, all or nothing
  export [--secrets]               CSV out
  audit [--actor U] [--action A] ... | audit verify
  ha [status|active|drill]         how it is; who takes changes; prove emergency access now
  completion                       for bash: source <(bin/vault.sh completion)

  --server   the servers, the primary first (VAULT_SERVER)
  --ca       the authority that vouches for them, in PEM (VAULT_CACERT); else those of the JDK

Each command has its own --help. Reads go to a standby by themselves when the primary is gone, which
is told on standard error. The token is in VAULT_TOKEN or ~/.config/tandem-vault/token.
Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused, 4 unreachable, 5 verification failed,
6 no such thing, 78 configuration error.
HELP
run_client "$@"
