@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call "%~dp0lib\common.bat" tool rotate-key %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin/RotateKey.bat rotate [--conf DIR]
echo        bin/RotateKey.bat rekey [--new-key FILE] [--old-key FILE] [--conf DIR]
echo        bin/RotateKey.bat verify [--key FILE] [--conf DIR]
echo        bin/RotateKey.bat shares --count N --needed K [--to-pipe] [--conf DIR]
echo        bin/RotateKey.bat restore-key --out FILE [--conf DIR]
echo.
echo rotate       makes a new data key and seals all values anew, whether the primary runs or not
echo rekey        on the primary: puts all keys under a new master key (a new file beside the old one, or
echo              FILE); on a standby: takes the new key's file that was copied there
echo verify       proves that a key file fits the node's database; the server need not run
echo shares       prints the master key in N recovery shares, any K of which give it back
echo restore-key  asks for recovery shares (or reads them line by line) and writes the key file
echo.
echo A run that broke, at whatever point, is run again and goes on. More in docs/keys.md.
echo   --old-key FILE  the key that conf files were sealed with, if manage_key.conf names another already
echo   --to-pipe       print shares though the output is no terminal
echo Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (standby, another change begun, no terminal),
echo 4 unreachable, 5 key, shares or values do not fit, 78 configuration error (key file unusable).
exit /b 0
