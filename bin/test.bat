@echo off
for %%A in (%*) do if "%%~A"=="--help" goto help
call mvn -B --fail-at-end -f "%~dp0..\pom.xml" verify %*
exit /b %ERRORLEVEL%
:help
echo Usage: bin\test.bat [MAVEN OPTION...]
echo.
echo Runs mvn verify on all modules. Needs a JDK 21 or newer (JAVA_HOME) and mvn 3.8.7 or newer
echo in the PATH. Without Chromium the tests in a browser are skipped.
exit /b 0
