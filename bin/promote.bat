@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool promote %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/promote.bat [promote^|rejoin] [--conf DIR] [--dry-run] [--force] [--yes]
echo        [--admin-user U [--admin-password-file F]]
echo.
echo promote  on a standby whose primary is gone: it takes changes from then on. What of the old primary
echo          may be missing is told. The old one takes no more changes as soon as it hears of it.
echo rejoin   on the old primary, when it is back: it becomes a standby of the new one. Changes that had
echo          not arrived there are listed first, and nothing is done until --force if there are any.
echo.
echo A node that runs changes sides by itself; one that is stopped does it when it starts.
echo   --dry-run     say what would be done, and change nothing
echo   --force       promote: although the primary is alive; rejoin: give up what had not arrived
echo   --yes         do not ask
echo   --admin-user  administrator of this node's PostgreSQL, where owner.user is no superuser
echo.
echo Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused, 4 unreachable, 78 configuration error.
exit /b 0
