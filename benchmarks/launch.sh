# Shared by the scripts beside it: builds what they run where the sources are newer, then starts it.
# The build speaks on standard error alone; standard output belongs to the program.
#
# JAVA_HOME                 the JDK to use; else the java on PATH
# CAROUSEL_OPTS, JAVA_OPTS  further flags for the JVM, and for those that it starts
# shellcheck shell=sh

fail() {
  echo "$program: $1" >&2
  exit 1
}

# Sets java, version and modules.
find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null ||
    fail "Carousel needs JDK 17 or later, and there is no $java: install one or set JAVA_HOME."
  modules=$("$java" --list-modules 2>/dev/null) || modules=
  version=$(echo "$modules" | sed -n 's/^java\.base@\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] ||
    fail "Carousel needs JDK 17 or later; $java is ${version:-older than 9}: set JAVA_HOME."
}

is_stale() {
  [ ! -f "$built" ] ||
    [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root"/benchmarks/peers/pom.xml \
      "$root"/benchmarks/peers/src/main -newer "$built" 2>/dev/null | head -n 1)" ]
}

# build MODULE MAVEN-FLAG...: makes MODULE/target/lib and the jar beside it.
build() {
  module=$1
  shift
  built=$root/$module/target/$program.built
  is_stale || return 0
  command -v mvn >/dev/null || fail "building needs Maven 3.8 or later, and there is no mvn: install it."
  echo "$program: building, as the sources are new" >&2
  mkdir -p "$root/$module/target"
  rm -rf "$root/$module/target/lib"
  touch "$built.start"
  # Shown only if it fails: Maven writes empty colour codes even if it has nothing to say.
  log=$root/$module/target/$program.build.log
  if ! (cd "$root" && mvn -B -q -Dstyle.color=never "$@" -pl "$module" -am -Dmaven.test.skip=true \
    -Dspotless.check.skip=true package) </dev/null >"$log" 2>&1; then
    sed "s/$(printf '\033')\[[0-9;]*m//g" "$log" >&2
    fail "the build failed; its reasons stand above."
  fi
  mv "$built.start" "$built"
}

# start MODULE CLASS ARGUMENT...: the collector and the vectors as the launcher has them.
start() {
  module=$1
  main=$2
  shift 2
  flags="-Dfile.encoding=UTF-8 --add-modules jdk.incubator.vector"
  case " ${JAVA_OPTS:-} ${CAROUSEL_OPTS:-} " in
    *Use*GC*) ;;
    *) flags="$flags -XX:+UseG1GC" ;;
  esac
  [ "$version" -lt 23 ] || flags="$flags --sun-misc-unsafe-memory-access=allow"
  path="$root/$module/target/lib/*"
  for jar in "$root/$module"/target/carousel-benchmarks*.jar; do path=$path:$jar; done
  # The options are words, to be split.
  # shellcheck disable=SC2086
  exec "$java" $flags ${JAVA_OPTS:-} ${CAROUSEL_OPTS:-} -cp "$path" "$main" "$@"
}
