@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool change-db %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/ChangeDB.bat --to postgresql^|sqlserver^|embedded [--host H] [--port N] [--database D]
echo        [--auth sql^|windows^|kerberos] [--user U] [--password-file F] [--encryption-key default^|custom^|none]
echo        [--certificate-name C --symmetric-key-name K] [--dry-run] [--migrate yes^|no] [--conf DIR]
echo.
echo Tests the new database, copies the vault to it, proves that both are the same, and then names it in
echo conf/database.conf (the old file is kept). The node must be stopped. A run that broke can be run
echo again. On a standby, and with --migrate no, the node is only pointed to the database.
echo.
echo   --dry-run           test, and change nothing
echo   --owner-user, --owner-password-file  the owner of the tables, if it is another login
echo   --ca-file FILE      PostgreSQL: PEM of its certificate's authority (else conf/truststore.p12)
echo   --strict            SQL Server 2022 and newer: TLS first (encrypt=strict)
echo   --certificate-host  SQL Server: the name in its certificate
echo.
echo What is missing is asked for on a terminal. Passwords are sealed in conf/database.conf.
echo Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (running, login, rights), 4 unreachable,
echo 5 certificate, key or copy do not match, 78 configuration error.
exit /b 0
