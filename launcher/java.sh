# Finds Java and Maven, for the launcher and every script that runs Java. Before you source it, set
# $root, the folder of the source tree, and $program, the name in front of each message.
#
# JAVA_HOME                 the JDK to use; else the java on PATH
# CAROUSEL_OPTS, JAVA_OPTS  further flags for the JVM
# shellcheck shell=sh

# The options are words, to be split.
options=${JAVA_OPTS:-}${CAROUSEL_OPTS:+ $CAROUSEL_OPTS}

fail() {
  echo "$program: $1" >&2
  exit 1
}

# Sets java, version, modules and identity. Without flags of the user the file "release" of a JDK
# answers, as starting Java takes a tenth of a second; else Java is asked.
find_java() {
  need="Carousel needs JDK 17 or later"
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "$need, and JAVA_HOME ($JAVA_HOME) holds no bin/java: correct or unset it."
  else
    java=$(command -v java) || fail "$need, and there is no java: install one or set JAVA_HOME."
  fi
  identity=
  if ! read_release; then ask_java; fi
  [ "${version:-0}" -ge 17 ] || fail "$need; $java is ${version:-of an unknown version}: set JAVA_HOME."
}

# Sets what the file "release" of a JDK says; false if there is none, or if it does not say it all.
# The identity is a name for this very build of Java.
read_release() {
  version=
  modules=
  release=$(dirname "$(readlink -f "$java")")/../release
  [ -r "$release" ] || return 1
  while IFS='=' read -r name value; do
    value=${value#\"}
    value=${value%\"}
    case $name in
      JAVA_RUNTIME_VERSION) identity=$value ;;
      JAVA_VERSION) version=${value%%[!0-9]*} ;;
      MODULES) modules=$value ;;
    esac
  done <"$release"
  [ -n "$version" ] && [ -n "$modules" ] && [ -n "$identity" ] && [ -z "${options# }" ]
}

# Java is asked with the user's own flags, so that what keeps it from starting is told here, in its
# own words; not with agents and recordings, which would run twice.
ask_java() {
  case " $options " in
    *" -javaagent"* | *" -agent"* | *" -Xrun"* | *" -Xdebug"* | *StartFlightRecording*) asked= ;;
    *) asked=$options ;;
  esac
  # shellcheck disable=SC2086
  modules=$("$java" $asked --list-modules 2>&1) || explain "$modules"
  version=$(echo "$modules" | sed -n 's/^java\.base@\([0-9]*\).*/\1/p')
}

# Java 8 does not know --list-modules; any other failure is told as Java tells it.
explain() {
  case $("$java" -version 2>&1) in
    *'version "1.'*) fail "$need; $java is older than 9: set JAVA_HOME." ;;
  esac
  fail "$java does not start${asked:+ with '$asked' (JAVA_OPTS, CAROUSEL_OPTS)}. It says:
$1"
}

# Building needs a compiler, and Maven.
require_build_tools() {
  command -v mvn >/dev/null || fail "building needs Maven 3.8 or later, and there is no mvn: install it."
  [ -x "$(dirname "$java")/javac" ] || [ -n "$(command -v javac)" ] ||
    fail "building needs a JDK, and $java is of a run-time without javac: set JAVA_HOME to a JDK."
}

# package FLAG...: compiles modules and gathers what they need, without tests and checks of format.
package() {
  (cd "$root" && mvn -B -Dstyle.color=never "$@" -am -Dmaven.test.skip=true \
    -Dspotless.check.skip=true package </dev/null 2>&1)
}

without_colours() {
  sed "s/$(printf '\033')\[[0-9;]*m//g"
}

# Sets spark, if trials are made on a cluster, to the jars of the installation that SPARK_HOME names,
# and adds to flags what Spark reaches into by reflection: as the class JavaModuleOptions of Spark 4.2
# has it. Spark's own logging is left aside.
choose_spark() {
  spark=
  case " $* " in
    *" --on spark:"* | *" --on=spark:"*) ;;
    *) return 0 ;;
  esac
  for package in lang lang.invoke lang.reflect io net nio util util.concurrent \
    util.concurrent.atomic; do
    flags="$flags --add-opens=java.base/java.$package=ALL-UNNAMED"
  done
  for package in jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    flags="$flags --add-opens=java.base/$package=ALL-UNNAMED"
  done
  flags="$flags --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED"
  flags="$flags -Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider"
  flags="$flags -Dslf4j.internal.verbosity=WARN"
  [ -z "${SPARK_HOME:-}" ] || spark=$SPARK_HOME/jars/*:
}

# Sets flags, for a program with the vector kernels if this Java has them.
#
# G1 also where Java would choose otherwise (few processors, little memory): a training step of an
# LSTM of 256 units took 97 to 103 ms with it, 116 to 125 ms with the parallel collector. A collector
# that the user names stands.
choose_flags() {
  flags=-Dfile.encoding=UTF-8
  case $options in
    *Use*GC*) ;;
    *) flags="$flags -XX:+UseG1GC" ;;
  esac
  # Guice still uses sun.misc.Unsafe, of which these warn.
  [ "$version" -lt 23 ] || flags="$flags --sun-misc-unsafe-memory-access=allow"
  # These warn of native code, which DuckDB and ONNX Runtime load.
  [ "$version" -lt 24 ] || flags="$flags --enable-native-access=ALL-UNNAMED"
  case $modules in
    *jdk.incubator.vector*) flags="$flags --add-modules jdk.incubator.vector" ;;
  esac
}
