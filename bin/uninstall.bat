@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" installer uninstall %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/uninstall.bat [--yes] [--remove-data] [--remove-key]
echo.
echo Removes the program and its service. conf, data, logs and the master key stay. Stop the node first.
echo.
echo   --yes          do not ask
echo   --remove-data  remove conf, data and logs as well
echo   --remove-key   remove the master key file as well: no backup can be read without it
echo.
echo Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused (the node runs, not wanted), 78 not an
echo installed node.
exit /b 0
