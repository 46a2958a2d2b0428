@echo off
rem Runs Carousel from its source tree on Windows. It builds when nothing was built yet; after a
rem change of the sources run "mvn package" yourself, or remove cli\target\lib.
rem The java is that of JAVA_HOME, else that on PATH. JAVA_OPTS and CAROUSEL_OPTS go to it.
rem Java's line "Using incubator modules" is seen here: Windows has no descriptor for Carousel's own
rem words beside standard error, as the launcher for other systems uses it to leave that line out.
setlocal enableextensions disabledelayedexpansion
set "ROOT=%~dp0"
set "LIB=%ROOT%cli\target\lib"
set "LOG=%ROOT%cli\target\carousel.build.log"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

rem Java 8 does not know --list-modules, and Java 9 to 16 are refused by what they list.
"%JAVA%" --list-modules 2>nul | findstr /r /b /c:"java\.base@1[7-9]" /c:"java\.base@[2-9][0-9]" >nul
if errorlevel 1 (
  echo carousel: Carousel needs JDK 17 or later. Java answers: 1>&2
  "%JAVA%" -version 1>&2
  exit /b 1
)
if not exist "%LIB%\carousel-cli-*.jar" (
  echo carousel: building for the first time. Maven downloads what it lacks: 205 files, 144 MB if 1>&2
  echo   it has nothing yet. That takes about 5 minutes on two cores; without downloads, 90 seconds. 1>&2
  if not exist "%ROOT%cli\target" mkdir "%ROOT%cli\target"
  call mvn -B -Dstyle.color=never -f "%ROOT%pom.xml" -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true package >"%LOG%" 2>&1
  if errorlevel 1 (
    type "%LOG%" 1>&2
    echo carousel: the build failed; it needs Maven 3.8 or later. What it said is in "%LOG%" 1>&2
    exit /b 1
  )
  copy /y "%ROOT%cli\target\carousel-cli-*.jar" "%LIB%" >nul
  if errorlevel 1 exit /b 1
)
set "FLAGS=-Dfile.encoding=UTF-8"
rem G1 as on other systems, unless the options name a collector.
echo "%JAVA_OPTS% %CAROUSEL_OPTS%" | findstr /r /c:"Use.*GC" >nul
if errorlevel 1 set "FLAGS=%FLAGS% -XX:+UseG1GC"
"%JAVA%" --list-modules | findstr /b "jdk.incubator.vector" >nul
if not errorlevel 1 set "FLAGS=%FLAGS% --add-modules jdk.incubator.vector"
rem Guice still uses sun.misc.Unsafe, of which Java 23 and later warn without this flag, which
rem earlier ones do not know.
"%JAVA%" --sun-misc-unsafe-memory-access=allow --list-modules >nul 2>nul
if not errorlevel 1 set "FLAGS=%FLAGS% --sun-misc-unsafe-memory-access=allow"
rem Or newer ones warn of native code, which DuckDB and ONNX Runtime load.
set "FLAGS=%FLAGS% --enable-native-access=ALL-UNNAMED"
"%JAVA%" %FLAGS% %JAVA_OPTS% %CAROUSEL_OPTS% -cp "%LIB%\*" dev.carousel.cli.Main %*
exit /b %ERRORLEVEL%
