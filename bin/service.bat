@echo off
if "%~1"=="install" goto install
if "%~1"=="remove" goto remove
goto help
:install
set "ACCOUNT=%~2"
if "%ACCOUNT%"=="" (echo Name the account that the node runs as: bin\service.bat install ACCOUNT>&2& exit /b 2)
if exist "%~dp0TandemVault.exe" goto winsw
schtasks /create /tn "Tandem Vault" /sc onstart /rl limited /ru "%ACCOUNT%" /rp * /tr "\"%~dp0start.bat\" --foreground"
exit /b %ERRORLEVEL%
:winsw
call "%~dp0lib\winsw.bat" "%~dp0TandemVault.xml" || exit /b 1
"%~dp0TandemVault.exe" install /p
exit /b %ERRORLEVEL%
:remove
if exist "%~dp0TandemVault.exe" "%~dp0TandemVault.exe" uninstall & exit /b
schtasks /delete /f /tn "Tandem Vault"
exit /b %ERRORLEVEL%
:help
echo Usage: bin/service.bat install ACCOUNT
echo        bin/service.bat remove
echo.
echo Starts the node with the machine, as a task of Windows (schtasks), or as a service if WinSW is
echo there as bin\TandemVault.exe. Windows asks for the account's password. See docs/install.md.
if "%~1"=="--help" exit /b 0
exit /b 2
