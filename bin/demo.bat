@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
if not exist "%~dp0..\standby\target\standby.war" if not exist "%~dp0..\lib\standby.war" call mvn -q -B -DskipTests -f "%~dp0..\pom.xml" -pl server/app,server/launcher,standby -am package || exit /b 1
call "%~dp0lib\common.bat" command demo %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/demo.bat [--data DIR] [--reset] [--node primary^|standby] [--port N] [--db-port N] ...
echo.
echo Builds what is missing, then runs a primary on https://localhost:7272 and a standby on :7273, each
echo with its own database. Prints addresses, administrator, a one-time password, and Ready when both
echo are Alive. Ctrl-C stops all. bin/demo-link.bat cuts and heals the link between the two.
echo.
echo   --data DIR   everything of the demo is here and lives on (default: .demo)
echo   --reset      delete what is in that folder and start anew
echo   --node NAME  start this node alone, for instance after it was killed; Ready when it serves
echo   --port N --db-port N --heartbeat-port N     of the primary (7272, 2345, 7274)
echo   --standby-port N --standby-db-port N --standby-heartbeat-port N     (7273, 2346, 7275)
echo   --relay-port N  first of the four ports of the link (default: free ones)
echo.
echo TANDEM_DEMO_PORT and TANDEM_DEMO_DB_PORT stand for --port and --db-port.
echo Exit codes: 0 stopped, 1 unexpected, 2 wrong usage, 78 configuration error.
exit /b 0
