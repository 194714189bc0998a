@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool backup %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/backup.bat [FILE] [--force] [--conf DIR]
echo.
echo Writes the whole vault of a node, primary or standby, running or stopped, into one encrypted file:
echo users, resources, passwords, audit, keyring and conf. People work on meanwhile; the backup is of one
echo moment. It is then restored into a scratch database and compared before it gets its name.
echo.
echo   FILE        the backup; default: a dated name in backup.dir (conf/server.conf), where old ones are
echo               then deleted (backup.keep)
echo   --force     replace FILE if it is there
echo.
echo A backup is worthless without the master key file: nobody can open it, not even we. Keep a copy of
echo that file in another place, never beside the backups: who has both can read every password.
echo Exit codes: 0 done and proven, 1 broken (disk full), 2 wrong usage, 3 refused (FILE is there, rights),
echo 4 database unreachable, 5 not proven (kept as FILE.unverified) or wrong key, 6 no vault there,
echo 78 configuration error.
exit /b 0
