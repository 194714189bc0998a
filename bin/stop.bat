@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" command stop %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/stop.bat [--conf DIR]
echo.
echo Stops the node and its bundled database, and comes back when both have ended.
echo.
echo   --conf DIR    the node's configuration folder (default: conf beside bin)
echo.
echo Exit codes: 0 stopped or not running, 1 unexpected, 2 wrong usage, 78 configuration error.
exit /b 0
