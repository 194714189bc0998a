@echo off
rem Shared by the scripts beside it: finds Java 21 or newer and the program, and becomes it.
rem The first argument names the program and its options: node, command, tool, installer or client.
setlocal
set "ROOT=%~dp0..\.."
set "KIND=%~1"
set "JAVA="
for %%J in ("%JAVA_HOME%") do if exist "%%~J\bin\java.exe" call :use "%%~J"
if not defined JAVA for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*") do if not defined JAVA call :use "%%~J"
if not defined JAVA (echo Java 21 or newer was not found: install one, or set JAVA_HOME to its folder.>&2& exit /b 78)
set "LAUNCHER=%ROOT%\lib\launcher.jar"
if not exist "%LAUNCHER%" set "LAUNCHER=%ROOT%\server\launcher\target\launcher.jar"
if not exist "%LAUNCHER%" (echo The program is not built: run mvn -DskipTests package.>&2& exit /b 78)
set "OPTIONS=-Xmx128m -XX:+UseSerialGC"
if "%KIND%"=="tool" set "LAUNCHER=%ROOT%\lib\replication-tools.jar"
if "%KIND%"=="tool" if not exist "%ROOT%\lib\replication-tools.jar" set "LAUNCHER=%ROOT%\replication-tools\target\replication-tools.jar"
if "%KIND%"=="installer" set "LAUNCHER=%ROOT%\lib\installer.jar"
if "%KIND%"=="installer" if not exist "%ROOT%\lib\installer.jar" set "LAUNCHER=%ROOT%\installer\target\installer.jar"
if not "%KIND%"=="node" set "OPTIONS=%OPTIONS% -Djdk.console=java.base"
if "%KIND%"=="client" set "LAUNCHER=%ROOT%\lib\client.jar"
if "%KIND%"=="client" if not exist "%ROOT%\lib\client.jar" set "LAUNCHER=%ROOT%\server\client\target\client.jar"
if "%KIND%"=="node" set "OPTIONS=@"%ROOT%\bin\lib\jvm.options""
shift
set "WORDS="
:next
if "%~1"=="" goto run
set WORDS=%WORDS% "%~1"
shift
goto next
:run
"%JAVA%" %OPTIONS% "-Dtandem.home=%ROOT%" -jar "%LAUNCHER%" %WORDS%
exit /b %ERRORLEVEL%

:use
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do if %%~V GEQ 21 set "JAVA=%~1\bin\java.exe"
exit /b
