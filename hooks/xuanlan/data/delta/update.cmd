@echo off
rem What staff start; the work is done by update\apply.cmd, which has to be plain ASCII.
setlocal EnableExtensions DisableDelayedExpansion
title 更新网站
set "target=%~1"
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
echo 正在更新，请不要关闭窗口……
call "%~dp0update\apply.cmd"
set code=%errorlevel%
if %code%==0 echo 已更新到 @TO@。
if %code%==1 echo 更新到一半停住了，可能空间不够、没有权限，或者有文件正在使用。请查明原因，再运行一次。
if %code%==2 echo 这个文件夹里没有网站。
if %code%==3 echo 更新包不完整，请重新复制，全部解压以后再运行。
if %code%==4 echo 这里是 xuanlan publish 发布的，请在那里重新发布，不要用更新包。
if %code%==5 echo 上一次更新没有做完，请先把那一次的更新包再运行一遍。已经换上整包的，请删去网站里的 .xuanlan-update 文件夹。
if %code%==6 echo 这里的网站不是 @FROM@，这个更新包用不上。请改用完整的包。
if %code%==7 echo 写不进这个文件夹，可能空间不够，或者没有权限。网站没有变。
if %code%==8 echo 这台电脑的命令窗口读不出中文文件名，网站没有变。请换一台 Windows 10 以上的电脑。
if %code%==9 echo 网站里有链接，不能更新。请用完整的包，解压到一个空文件夹。
:end
pause
exit /b %code%
