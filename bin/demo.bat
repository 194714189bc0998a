@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
if not exist "%~dp0..\server\app\target\vault.war" if not exist "%~dp0..\lib\vault.war" call mvn -q -B -DskipTests -f "%~dp0..\pom.xml" -pl server/app,server/launcher -am package || exit /b 1
call "%~dp0lib\common.bat" command demo %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/demo.bat [--data DIR] [--reset] [--node primary] [--port N] [--db-port N]
echo.
echo Builds what is missing, then runs a vault on https://localhost:7272 with its own database.
echo Prints the address, the administrator and a one-time password, and Ready. Ctrl-C stops it.
echo.
echo   --data DIR      everything of the demo is here and lives on (default: .demo)
echo   --reset         delete what is in that folder and start anew
echo   --node primary  start this node alone, for instance after it was killed
echo   --port N        HTTPS port (default: 7272, or TANDEM_DEMO_PORT)
echo   --db-port N     port of the database (default: 2345, or TANDEM_DEMO_DB_PORT)
echo.
echo Exit codes: 0 stopped, 1 unexpected, 2 wrong usage, 78 configuration error.
exit /b 0
