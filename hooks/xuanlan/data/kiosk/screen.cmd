@echo off
rem Shows one address on a screen for months: starts a browser, and starts it again whenever it ends.
rem Made by "xuanlan kiosk". XUANLAN_BROWSER, where it is set, is the browser to take.
setlocal EnableExtensions DisableDelayedExpansion
set "address={{ address }}"
set "origin={{ origin }}"
set "page={{ path }}"
set "home=%LocalAppData%\xuanlan-screen"
title 宣栏屏幕
if not exist "%home%" mkdir "%home%"
rem Two of these would each open the page in the browser of the other.
2>nul (
  9>"%home%\lock" (
    call :main
  )
) || echo 已经在运行，或者没有找到浏览器，请看 说明.txt。
ping -n 11 127.0.0.1 >nul
exit /b

:main
set "browser=%XUANLAN_BROWSER%"
rem Chrome before Edge. Edge's own kiosk mode is left out: it is InPrivate, so a page keeps nothing for a start without a
rem network, and no record of what was shown.
for %%b in (
  "%ProgramFiles%\Google\Chrome\Application\chrome.exe"
  "%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe"
  "%LocalAppData%\Google\Chrome\Application\chrome.exe"
  "%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"
  "%ProgramFiles%\Microsoft\Edge\Application\msedge.exe"
  "%LocalAppData%\360ChromeX\Chrome\Application\360ChromeX.exe"
  "%LocalAppData%\360Chrome\Chrome\Application\360chrome.exe"
  "%AppData%\360se6\Application\360se.exe"
  "%ProgramFiles(x86)%\360\360se6\Application\360se.exe"
) do if not defined browser if exist %%b set "browser=%%~b"
if not defined browser exit /b 1
set edge=
for %%b in ("%browser%") do if /i "%%~nxb"=="msedge.exe" set edge=yes
rem The reasons for these stand in xuanlan-screen.sh.
set "flags=--no-first-run --no-default-browser-check --hide-crash-restore-bubble --disable-session-crashed-bubble"
set "flags=%flags% --noerrdialogs --disable-features=Translate --disable-component-update --disable-pinch"
set "flags=%flags% --overscroll-history-navigation=0 --disable-background-timer-throttling"
set "flags=%flags% --disable-backgrounding-occluded-windows --disable-renderer-backgrounding"
if defined origin set "flags=%flags% --unsafely-treat-insecure-origin-as-secure=%origin%"
call :wait
set delay=1

:again
call :clock began
rem --test-type: no bar on top that tells of switches; a browser in kiosk mode has none.
if defined edge start "" /wait "%browser%" --user-data-dir="%home%\browser" %flags% --test-type --start-fullscreen --app="%address%"
if not defined edge start "" /wait "%browser%" --user-data-dir="%home%\browser" %flags% --kiosk "%address%"
call :clock ended
set /a lasted=ended-began
if %lasted% lss 0 set /a lasted+=86400
if %lasted% geq 600 set delay=1
echo 浏览器已退出，运行了 %lasted% 秒；%delay% 秒后重新启动。
set /a pings=delay+1
ping -n %pings% 127.0.0.1 >nul
set /a delay*=2
if %delay% gtr 60 set delay=60
goto again

rem Waits for the page: five minutes for one on a disk, which a browser never looks for again; one minute for a site,
rem which may have been kept from an earlier day.
:wait
set tries=0
set most=12
if defined page set most=150
if not defined page where curl >nul || exit /b
:try
if defined page if exist "%page%" exit /b
if not defined page curl -fsL --ssl-no-revoke --max-time 3 -o nul "%address%" && exit /b
set /a tries+=1
if %tries%==1 echo 还打不开网址，请检查网络或者存储盘；继续等待。
if %tries% geq %most% exit /b
ping -n 3 127.0.0.1 >nul
goto try

rem Seconds since midnight.
:clock
for /f "tokens=1-3 delims=:., " %%a in ("%time: =0%") do set /a %1=(1%%a-100)*3600+(1%%b-100)*60+(1%%c-100)
exit /b
