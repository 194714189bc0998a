@echo off
if "%~1"=="--help" goto help
if "%~1"=="-h" goto help
call "%~dp0lib\common.bat" client %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/vault.bat [--server URL[,URL...]] [--ca FILE] [--output plain^|json^|table] COMMAND ...
echo   login --user NAME [--password-file FILE^|-]    sign in; logout signs out
echo   ls [WORD...]                     list accounts as RESOURCE/LOGIN
echo   get RESOURCE/LOGIN [--reason R] [--version N]   the password alone; an account's id does as well
echo   set RESOURCE/LOGIN [--generate]  a new password, from standard input or asked for
echo   generate [--length N]            a random password, kept nowhere
echo   import FILE [--dry-run]          CSV in, all or nothing
echo   export [--secrets]               CSV out
echo   audit [--actor U] [--action A] ... ^| audit verify
echo   ha [status^|active^|drill]         how it is; who takes changes; prove emergency access now
echo   completion                       for bash: source ^<(bin/vault.sh completion)
echo   --server   the servers, the primary first (VAULT_SERVER)
echo   --ca       the authority that vouches for them, in PEM (VAULT_CACERT); else those of the JDK
echo Each command has its own --help. Reads go to a standby by themselves when the primary is gone, which
echo is told on standard error. The token is in VAULT_TOKEN or ~/.config/tandem-vault/token.
echo Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused, 4 unreachable, 5 verification failed,
echo 6 no such thing, 78 configuration error.
exit /b 0
