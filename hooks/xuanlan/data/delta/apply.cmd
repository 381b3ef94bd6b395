@echo off
rem Does on Windows what update.sh does elsewhere; its reasons stand there. Takes the folder from %target%.
rem No loop is left half-way: a mark keeps what was found in it.
rem Plain ASCII: the lists are UTF-8, and under that code page cmd.exe loses its place in a script of anything else.
setlocal EnableExtensions DisableDelayedExpansion
for /f "tokens=2 delims=:." %%c in ('chcp') do set "page=%%c"
chcp 65001 >nul
call :work
set code=%errorlevel%
del /q "%found%" 2>nul
chcp %page% >nul
exit /b %code%

:work
set "lists=%~dp0"
set "pack=%~dp0..\files"
set "found=%TEMP%\xuanlan-%RANDOM%%RANDOM%.txt"
if not exist "%target%\release.json" if exist "%target%\site\release.json" set "target=%target%\site"
set "work=%target%\.xuanlan-update"
set "mark=%work%\moving-{{ new }}"
if not exist "%SystemRoot%\System32\certutil.exe" exit /b 10
{% for list in lists_windows %}
set "digest={{ list.sha256 }}"
set "size={{ list.size }}"
set "file=%lists%{{ list.name }}"
call :same
if errorlevel 1 exit /b 3
{% endfor %}
set "list=%lists%switch-windows.txt"
call :clean
if errorlevel 1 exit /b 3
set "list=%lists%clear-windows.txt"
call :clean
if errorlevel 1 exit /b 3
if not exist "%target%\release.json" exit /b 2
set "bad="
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%switch-windows.txt") do if %%i==known if not exist "%lists%%%j" set "bad=yes"
if defined bad exit /b 8
set "place=%pack%"
call :whole
if errorlevel 1 exit /b 3
if not defined keys if exist "%APPDATA%\xuanlan\minisign.pub" set "keys=%APPDATA%\xuanlan\minisign.pub"
if not defined keys if exist "%APPDATA%\xuanlan\allowed_signers" set "keys=%APPDATA%\xuanlan\allowed_signers"
if defined keys call :signed
if errorlevel 1 exit /b %errorlevel%
if exist "%target%\..\.xuanlan" exit /b 4
if exist "%target%\..\..\.xuanlan" exit /b 4
for /f "delims=" %%i in ('dir /a:l /s /b "%target%" 2^>nul') do set "bad=yes"
if defined bad exit /b 9
if exist "%work%\moving-*" if not exist "%mark%" exit /b 5
"%SystemRoot%\System32\find.exe" "{{ new }}" "%target%\release.json" >nul
if not errorlevel 1 goto clear
"%SystemRoot%\System32\find.exe" "{{ base }}" "%target%\release.json" >nul
if errorlevel 1 exit /b 6

if exist "%mark%" goto stage
if exist "%work%" rd /s /q "%work%"
set "digest={{ base }}"
set "size={{ base_size }}"
set "file=%target%\manifest.sha256"
call :same
if errorlevel 1 exit /b 11
set "wanted={{ base_count }}"
call :sound
if errorlevel 1 exit /b 11

:stage
if exist "%work%\files" rd /s /q "%work%\files"
"%SystemRoot%\System32\xcopy.exe" "%pack%" "%work%\files" /e /i /q /y >nul
if errorlevel 1 goto unwritten
set "place=%work%\files"
call :whole
if errorlevel 1 goto unwritten
echo moving>"%mark%"
if not exist "%mark%" goto unwritten
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%switch-windows.txt") do (
  if %%i==remove if exist "%target%\%%j" del /f /q "%target%\%%j"
  if %%i==empty rd "%target%\%%j" 2>nul
  if %%i==folder if not exist "%target%\%%j\" md "%target%\%%j"
  if %%i==move if not defined bad if exist "%work%\files\%%j" move /y "%work%\files\%%j" "%target%\%%j" >nul
  if %%i==move if exist "%work%\files\%%j" set "bad=yes"
)
if defined bad exit /b 1

:clear
set "bad="
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%clear-windows.txt") do (
  if %%i==remove if exist "%target%\%%j" del /f /q "%target%\%%j"
  if %%i==remove if exist "%target%\%%j" set "bad=yes"
  if %%i==empty rd "%target%\%%j" 2>nul
)
if exist "%work%" rd /s /q "%work%"
if exist "%work%" exit /b 1
if defined bad exit /b 1
set "digest={{ new }}"
set "size={{ new_size }}"
set "file=%target%\manifest.sha256"
call :same
if errorlevel 1 exit /b 12
set "wanted={{ new_count }}"
call :sound
if errorlevel 1 exit /b 12
exit /b 0

:unwritten
if not exist "%mark%" rd /s /q "%work%" 2>nul
exit /b 7

rem Whether %file% has %size% and %digest%. Its name is never a word of a call: that would read its signs again.
:same
if not exist "%file%" exit /b 1
for %%f in ("%file%") do if not "%%~zf"=="%size%" set "file="
if not defined file exit /b 1
if %size%==0 exit /b 0
"%SystemRoot%\System32\certutil.exe" -hashfile "%file%" SHA256 >"%found%" 2>nul
set "sum="
for /f "usebackq skip=1 delims=" %%h in ("%found%") do if not defined sum set "sum=%%h"
if not defined sum exit /b 1
if /i not "%sum: =%"=="%digest%" exit /b 1
exit /b 0

rem Whether every path in %list% stays below the folder that it is taken in.
:clean
"%SystemRoot%\System32\find.exe" ":" "%list%" >nul
if not errorlevel 1 exit /b 1
"%SystemRoot%\System32\find.exe" "/" "%list%" >nul
if not errorlevel 1 exit /b 1
set "bad="
for /f "usebackq eol=/ tokens=1,*" %%i in ("%list%") do (
  set "step=%%j"
  call :below
  if errorlevel 1 set "bad=yes"
)
if defined bad exit /b 1
exit /b 0

rem The same for the path %step%.
:below
if not defined step exit /b 1
if "%step:~0,1%"=="\" exit /b 1
for %%p in ("C:\-\%step%") do set "step=%%~fp"
if not "%step:~0,5%"=="C:\-\" exit /b 1
if "%step:~5%"=="" exit /b 1
exit /b 0

rem Whether every file that is to be moved is in the folder %place%, as it was packed.
:whole
set "bad="
for /f "usebackq eol=/ tokens=1,2,*" %%i in ("%lists%files-windows.txt") do (
  set "digest=%%i"
  set "size=%%j"
  set "file=%place%\%%k"
  call :same
  if errorlevel 1 set "bad=yes"
)
if defined bad exit /b 1
exit /b 0

rem Whether the site has all files of its list and, by their number, no others; what systems and servers put there aside.
:sound
set "bad="
for /f "usebackq eol=/ tokens=1,*" %%i in ("%target%\manifest.sha256") do if not exist "%target%\%%j" if not exist "%target%\ %%j" set "bad=yes"
if defined bad exit /b 1
dir /a:-d /s /b "%target%" >"%found%" 2>nul
set count=0
for /f "usebackq delims=" %%i in ("%found%") do if /i not "%%~ni"=="" if /i not "%%~nxi"=="Thumbs.db" if /i not "%%~nxi"=="desktop.ini" if /i not "%%~nxi"=="web.config" if /i not "%%~ni"=="{{ signed }}" if /i not "%%~nxi"=="{{ signed }}" set /a count+=1
if not %count%==%wanted% exit /b 1
exit /b 0

rem Whether those whose key is in %keys% have signed the pack; this script stands for all of it.
:signed
set "list=%lists%..\{{ signed }}"
set "tool="
"%SystemRoot%\System32\find.exe" "untrusted comment" "%keys%" >nul
if not errorlevel 1 goto minisign
for %%i in (ssh-keygen.exe) do set "tool=%%~$PATH:i"
if not defined tool if exist "%SystemRoot%\System32\OpenSSH\ssh-keygen.exe" set "tool=%SystemRoot%\System32\OpenSSH\ssh-keygen.exe"
if not defined tool exit /b 14
"%tool%" -Y verify -f "%keys%" -I xuanlan -n xuanlan -s "%list%.sig" <"%list%" >nul 2>nul
if errorlevel 1 exit /b 13
goto listed

:minisign
for %%i in (minisign.exe) do set "tool=%%~$PATH:i"
if not defined tool exit /b 14
"%tool%" -V -q -p "%keys%" -m "%list%" -x "%list%.minisig" >nul 2>nul
if errorlevel 1 exit /b 13

:listed
set "digest="
for /f "usebackq tokens=1,*" %%i in ("%list%") do if "%%j"=="update/apply.cmd" set "digest=%%i"
for %%f in ("%lists%apply.cmd") do set "size=%%~zf"
set "file=%lists%apply.cmd"
call :same
if errorlevel 1 exit /b 13
exit /b 0
