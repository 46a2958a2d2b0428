# Shared by the scripts beside it: builds what they run where the sources are newer, then starts it.
# The build speaks on standard error alone; standard output belongs to the program.
# shellcheck shell=sh

. "$root/launcher/java.sh"

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
  require_build_tools
  echo "$program: building, as the sources are new" >&2
  mkdir -p "$root/$module/target"
  rm -rf "$root/$module/target/lib"
  touch "$built.start"
  # Shown only if it fails: Maven writes empty colour codes even if it has nothing to say.
  log=$root/$module/target/$program.build.log
  if ! package -q "$@" -pl "$module" >"$log"; then
    without_colours <"$log" >&2
    fail "the build failed; its reasons stand above."
  fi
  mv "$built.start" "$built"
}

# start MODULE CLASS ARGUMENT...: the collector and the vectors as the launcher has them.
start() {
  module=$1
  main=$2
  shift 2
  choose_flags
  path="$root/$module/target/lib/*"
  for jar in "$root/$module"/target/carousel-benchmarks*.jar; do path=$path:$jar; done
  # The options are words, to be split.
  # shellcheck disable=SC2086
  exec "$java" $flags $options -cp "$path" "$main" "$@"
}
