@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool ha-pack %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/ha-pack.bat [--conf DIR] [FILE.zip]
echo.
echo Writes the HA pack of a primary (default: SQLServerHAPack.zip): branding, licence file, settings that
echo must be equal on both nodes, public certificates, and how to reach this node. Unpack it into the
echo standby's folder, over its files, before the standby starts. No key and no readable password is ever in it;
echo a file that holds one is refused.
echo.
echo   --conf DIR  the primary's configuration folder (default: conf beside bin)
echo.
echo Exit codes: 0 done, 2 wrong usage, 3 refused (a secret in a file, this is a standby), 78
echo configuration error.
exit /b 0
