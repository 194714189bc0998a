@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool restore %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/restore.bat --verify FILE [--key FILE ^| --conf DIR]
echo        bin/restore.bat --into DIR FILE [--key FILE ^| --conf DIR] [--to embedded^|postgresql^|sqlserver ...]
echo.
echo --verify    restores the backup into a scratch database, compares counts and digests, opens its
echo             sealed values and checks its audit chains; nothing else is touched
echo --into DIR  makes a node of it in DIR (new or empty): conf, and a bundled database or, with --to and
echo             the options of bin/ChangeDB.bat, an empty database on a server. Then
echo             bin/start.bat --foreground --conf DIR/conf starts it. It stands alone: no old peers.
echo   --force     with --into: also if sealed values do not open or an audit chain is broken
echo   --key FILE  the master key file; a backup is worthless without it (default: that of --conf)
echo   --conf DIR  a node with that key (default: conf beside bin)
echo.
echo Of --to: --host --port --database --auth --user --password-file --owner-user --owner-password-file
echo --ca-file --strict --certificate-host --encryption-key --certificate-name --symmetric-key-name
echo Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (DIR not empty, rights), 4 unreachable,
echo 5 not proven: damaged, cut off or wrong key, 6 no such file, 78 configuration error, newer release.
exit /b 0
