@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" installer setup %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/setup.bat [--role primary^|standby] [--home DIR] [--options FILE ^| --yes ^| --gui] [--KEY X ...]
echo.
echo Makes a node of this release: the primary server, or the High Availability secondary server (Read
echo Only). Asks at the terminal for what was not said. With --home DIR the program is copied there; if an
echo older version is there, it is replaced: conf, data and key stay, and a copy of the rest is kept.
echo.
echo   --options FILE  answers as lines such as https.port = 7272; nothing is asked (docs/install.md)
echo   --yes           take the defaults for the rest; nothing is asked
echo   --gui           ask in a window
echo   --role  --home  --node-id  --node-number  --https-port  --https-names  --heartbeat-port
echo   --data-dir  --log-dir  --key-file (outside the installation)  --database-engine  --database-port
echo   --service auto^|systemd^|none  --service-user NAME  --start yes^|no
echo                   the most used keys; docs/install.md lists all
echo.
echo Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused (the node runs, newer version there),
echo 78 an answer or the machine does not fit.
exit /b 0
