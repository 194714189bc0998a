@echo off
rem Writes the description of the service for WinSW: its argument is the file.
(
echo ^<service^>
echo   ^<id^>TandemVault^</id^>
echo   ^<name^>Tandem Vault^</name^>
echo   ^<description^>A node of Tandem Vault^</description^>
echo   ^<executable^>%~dp0..\start.bat^</executable^>
echo   ^<arguments^>--foreground^</arguments^>
echo   ^<onfailure action="restart" delay="10 sec"/^>
echo   ^<log mode="roll"/^>
echo ^</service^>
)>"%~1"
exit /b %ERRORLEVEL%
