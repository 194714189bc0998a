@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" command status %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/status.bat [--conf DIR]
echo.
echo Tells whether the node and its database run and whether it can serve.
echo.
echo   --conf DIR    the node's configuration folder (default: conf beside bin)
echo.
echo Exit codes: 0 healthy, 2 wrong usage, 4 not running or not ready, 78 configuration error.
exit /b 0
