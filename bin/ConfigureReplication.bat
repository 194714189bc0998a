@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool configure-replication %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/ConfigureReplication.bat [setup^|status^|remove^|reseed^|upgrade] [--dry-run] [--config FILE] [--conf DIR]
echo        [--engine postgresql^|sqlserver]
echo        --master-host H --master-port N --master-database D --master-user U --master-password-file F
echo        --slave-host H --slave-port N --slave-database D --slave-user U --slave-password-file F
echo        card FILE ^| setup --peer CARD [--yes] ^| status ^| remove ^| reseed (bundled databases, [--conf DIR])
echo.
echo Lets the database of a standby (slave) follow that of its primary (master), and back. The plan is
echo printed before it is applied; every step looks before it acts, so it can be run again. What is
echo missing is asked for on a terminal. Users and passwords are needed once and never stored.
echo Bundled databases: write a card on each node, carry it to the other one, compare its SHA-256, and run
echo setup --peer there, on the primary first. Without flags of servers the rest is for the node's own side.
echo.
echo   setup      set up, or bring up to date (the default)
echo   status     tell how it is; remove: remove all of it but the rows
echo   reseed     copy anew while people read the old rows (--direction to_standby^|to_primary)
echo   upgrade    both nodes stopped: this version's tables on both servers, then set up again
echo   --dry-run  print the plan and change nothing
echo   --engine   what both servers are; by default as --config, --conf or the ports say, or asked
echo   --config   file with lines such as master.host = db1; --conf: a node's conf (SQL Server: beside bin)
echo More flags of each server: -ca-file -node -app-user -route-host -route-port -authority -certificate
echo -key, for SQL Server -auth -trust-store -tls-strict -certificate-host -snapshot-folder; see docs/replication.md
echo and docs/sqlserver.md. Beside a node, setup writes conf/ha-pack.properties. Last are the two statuses.
echo Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused login or right, 4 unreachable, 5 not Alive,
echo 6 no such database, 78 configuration error.
exit /b 0
