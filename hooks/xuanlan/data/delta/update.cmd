@echo off
rem What staff start; the work is done by update\apply.cmd, which has to be plain ASCII.
setlocal EnableExtensions DisableDelayedExpansion
title 更新网站
set "target=%~1"
set "keys=%~2"
if not exist "%~dp0update\apply.cmd" (
  echo 请先把压缩包全部解压，再运行这个文件。
  set code=3
  goto end
)
if not defined target set /p "target=请把网站所在的文件夹拖到这个窗口里，按回车："
if defined target set "target=%target:"=%"
if not defined target (
  echo 没有写明文件夹。
  set code=2
  goto end
)
if not exist "%SystemRoot%\System32\certutil.exe" (
  set code=10
  goto told
)
set "sum="
"%SystemRoot%\System32\certutil.exe" -hashfile "%~dp0update\apply.cmd" SHA256 >"%TEMP%\xuanlan-apply.txt" 2>nul
for /f "usebackq skip=1 delims=" %%h in ("%TEMP%\xuanlan-apply.txt") do if not defined sum set "sum=%%h"
del /q "%TEMP%\xuanlan-apply.txt" 2>nul
set code=3
if not defined sum goto told
if /i not "%sum: =%"=="{{ apply }}" goto told
echo 正在核对、更新，请不要关闭窗口……
call "%~dp0update\apply.cmd"
set code=%errorlevel%
:told
if %code%==0 echo 已更新到 {{ to }}。
if %code%==1 echo 更新到一半停住了，可能空间不够、没有权限，或者有文件正在使用。请查明原因，再运行一次。
if %code%==2 echo 这个文件夹里没有网站。
if %code%==3 echo 更新包不完整，请重新复制，全部解压以后再运行。网站没有变。
if %code%==4 echo 这里是 xuanlan publish 发布的，请在那里重新发布，不要用更新包。
if %code%==5 echo 上一次更新没有做完，请先把那一次的更新包再运行一遍。已经换上整包的，请删去网站里的 .xuanlan-update 文件夹。
if %code%==6 echo 这里的网站不是 {{ from }}，这个更新包用不上。请改用完整的包。
if %code%==7 echo 写不进这个文件夹，可能空间不够，或者没有权限。网站没有变。
if %code%==8 echo 这台电脑的命令窗口读不出中文文件名，网站没有变。请换一台 Windows 10 以上的电脑。
if %code%==9 echo 网站里有链接，不能更新。请用完整的包，解压到一个空文件夹。
if %code%==10 echo 这台电脑上没有 certutil，核对不了更新包。网站没有变。
if %code%==11 echo 网站里的文件和 {{ from }} 的清单不符，多了、少了，或者改动过，网站没有变。请改用完整的包，解压到一个空文件夹。
if %code%==12 echo 更新做完了，但是网站里的文件与清单不符，有损坏，或者多出了文件。请改用完整的包，解压到一个空文件夹。
if %code%==13 echo 这个更新包没有认可的签名，网站没有变。请向打包的人问明白。
if %code%==14 echo 这台电脑上没有 ssh-keygen 或者 minisign，核对不了签名。网站没有变。
:end
pause
exit /b %code%
