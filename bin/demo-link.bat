@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" command demo-link %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/demo-link.bat [--data DIR] cut^|heal^|status
echo.
echo Everything the demo's nodes say to each other, databases and heartbeats, goes through one link.
echo.
echo   cut         nothing passes any more; no connection ends, as when a line is cut
echo   heal        everything passes again
echo   status      tells whether the link is whole or cut
echo   --data DIR  the demo's folder (default: .demo)
echo.
echo Exit codes: 0 done, 2 wrong usage, 4 no demo runs there.
exit /b 0
