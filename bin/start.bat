@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
for %%A in (%*) do if "%%~A"=="--foreground" goto node
call "%~dp0lib\common.bat" command start %*
exit /b %ERRORLEVEL%
:node
call "%~dp0lib\common.bat" node start %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/start.bat [--conf DIR] [--foreground] [--new-key]
echo.
echo Starts the node and its bundled database, and comes back when it is ready.
echo.
echo   --conf DIR    the node's configuration folder (default: conf beside bin)
echo   --foreground  stay; Ctrl-C stops the node
echo   --new-key     first make the master key file that conf/manage_key.conf names
echo.
echo Exit codes: 0 ready, 1 unexpected, 2 wrong usage, 4 not ready in time, 78 configuration error.
exit /b 0
