@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool import-cert %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/importCert.bat [--conf DIR] [--yes] FILE
echo        bin/importCert.bat [--conf DIR] --fetch HOST:PORT [--strict^|--postgresql] [FILE]
echo.
echo Shows a certificate (PEM or DER) of a database server or of its authority, asks, and imports it into
echo conf/truststore.p12. Compare the SHA-256 with what the server's administrator says.
echo.
echo   --conf DIR         the node's configuration folder (default: conf beside bin)
echo   --yes              do not ask
echo   --fetch HOST:PORT  show what that server presents; with FILE, refuse a file that does not fit
echo   --strict           the SQL Server wants TLS first (encrypt = strict)
echo   --postgresql       the server is PostgreSQL
echo.
echo Exit codes: 0 done, 2 wrong usage, 3 not wanted, 4 unreachable, 5 expired or not fitting, 6 no file,
echo 78 configuration error.
exit /b 0
