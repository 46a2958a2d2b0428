@echo off
rem Runs Carousel from its source tree on Windows. It builds when nothing was built yet; after a
rem change of the sources run "mvn package" yourself, or remove cli\target\lib.
rem The first java is that of JAVA_HOME, else that on PATH. JAVA_OPTS and CAROUSEL_OPTS go to it.
setlocal
set "ROOT=%~dp0"
set "LIB=%ROOT%cli\target\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

"%JAVA%" --list-modules >nul 2>nul
if errorlevel 1 (
  echo carousel: Carousel needs JDK 17 or later: install one or set JAVA_HOME. 1>&2
  exit /b 1
)
if not exist "%LIB%\carousel-cli-*.jar" (
  echo carousel: building 1>&2
  call mvn -B -q -f "%ROOT%pom.xml" -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
  if errorlevel 1 (
    echo carousel: the build failed; it needs Maven 3.8 or later. 1>&2
    exit /b 1
  )
  copy /y "%ROOT%cli\target\carousel-cli-*.jar" "%LIB%" >nul
)
set "VECTOR="
"%JAVA%" --list-modules | findstr /b "jdk.incubator.vector" >nul && set "VECTOR=--add-modules jdk.incubator.vector"
"%JAVA%" -XX:+UseG1GC %VECTOR% %JAVA_OPTS% %CAROUSEL_OPTS% -cp "%LIB%\*" dev.carousel.cli.Main %*
exit /b %ERRORLEVEL%
