@echo off
rem Does on Windows what update.sh does elsewhere; its reasons stand there. Takes the folder from %target%.
rem Plain ASCII: the lists are UTF-8, and under that code page cmd.exe loses its place in a script of anything else.
setlocal EnableExtensions DisableDelayedExpansion
for /f "tokens=2 delims=:." %%c in ('chcp') do set "page=%%c"
chcp 65001 >nul
call :work
set code=%errorlevel%
chcp %page% >nul
exit /b %code%

:work
set "lists=%~dp0"
set "pack=%~dp0..\files"
if not exist "%target%\release.json" if exist "%target%\site\release.json" set "target=%target%\site"
set "work=%target%\.xuanlan-update"
set "mark=%work%\moving-@NEW@"
if not exist "%lists%clear-windows.txt" exit /b 3
if not exist "%target%\release.json" exit /b 2
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%switch-windows.txt") do (
  if %%i==known if not exist "%lists%%%j" exit /b 8
  if %%i==move if not exist "%pack%\%%j" exit /b 3
)
if exist "%target%\..\.xuanlan" exit /b 4
if exist "%target%\..\..\.xuanlan" exit /b 4
for /f "delims=" %%i in ('dir /a:l /s /b "%target%" 2^>nul') do exit /b 9
if exist "%work%\moving-*" if not exist "%mark%" exit /b 5
"%SystemRoot%\System32\find.exe" "@NEW@" "%target%\release.json" >nul
if not errorlevel 1 goto clear
"%SystemRoot%\System32\find.exe" "@BASE@" "%target%\release.json" >nul
if errorlevel 1 exit /b 6

if exist "%work%\files" rd /s /q "%work%\files"
"%SystemRoot%\System32\xcopy.exe" "%pack%" "%work%\files" /e /i /q /y >nul
if errorlevel 1 goto unwritten
echo moving>"%mark%"
if not exist "%mark%" goto unwritten
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%switch-windows.txt") do (
  if %%i==remove if exist "%target%\%%j" del /f /q "%target%\%%j"
  if %%i==empty rd "%target%\%%j" 2>nul
  if %%i==folder if not exist "%target%\%%j\" md "%target%\%%j"
  if %%i==move move /y "%work%\files\%%j" "%target%\%%j" >nul
  if %%i==move if exist "%work%\files\%%j" exit /b 1
)

:clear
for /f "usebackq eol=/ tokens=1,*" %%i in ("%lists%clear-windows.txt") do (
  if %%i==remove if exist "%target%\%%j" del /f /q "%target%\%%j"
  if %%i==empty rd "%target%\%%j" 2>nul
)
if exist "%work%" rd /s /q "%work%"
if exist "%work%" exit /b 1
exit /b 0

:unwritten
if not exist "%mark%" rd /s /q "%work%" 2>nul
exit /b 7
