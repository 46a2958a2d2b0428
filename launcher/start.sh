# Becomes Java, for the launcher of the source tree and that of the download. Source it after java.sh
# and archive.sh.
# shellcheck shell=sh

# A descriptor that is closed would be given to the next file that Java opens, which would then
# receive what is meant for a terminal.
require_descriptors() {
  (: 9>&2) || exec 2>/dev/null
  (: 9>&1) 2>/dev/null || fail "standard output is closed: send it somewhere, such as >/dev/null."
  (: 9<&0) 2>/dev/null || exec </dev/null
}

# Java reads arguments and file names in the charset of the locale. Where that is plain ASCII, as in
# containers and cron jobs, or where the locale that is named does not exist, UTF-8 is chosen instead.
choose_charset() {
  if is_ascii "$(charmap)"; then
    export LC_ALL=C.UTF-8
    is_ascii "$(charmap)" || return 0
    case $* in
      *[![:print:][:space:]]*)
        fail "an argument has characters beyond ASCII, which this locale (LC_ALL, LC_CTYPE or LANG) \
does not have: set LC_ALL to a locale in UTF-8; 'locale -a' lists them."
        ;;
    esac
  fi
}

charmap() {
  locale charmap 2>/dev/null || echo unknown
}

is_ascii() {
  case $1 in
    ANSI_X3.4* | US-ASCII | ASCII | 646) true ;;
    *) false ;;
  esac
}

# Java writes "WARNING: Using incubator modules" to descriptor 2 before any flag or program could
# keep it from doing so. Therefore Carousel writes to the true standard error, as descriptor 9, and
# descriptor 2 of Java is a pipe to this loop, which leaves that line out and passes on the others:
# what the JVM itself has to say. It ends when Java does, and no signal ends it before.
pass_on() {
  trap '' INT QUIT TERM HUP
  rm -rf "$1"
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      'WARNING: Using incubator modules: '* | 'Picked up '*_OPTIONS:*) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}

# Opens the pipe as descriptor 7, and starts what reads it. Descriptor 8 keeps either side from
# waiting for the other to open it; if this process is killed, the reader sees the end of the pipe.
open_pipe() {
  pipe=$(mktemp -d "${TMPDIR:-/tmp}/carousel.XXXXXX" 2>/dev/null) || return 1
  mkfifo "$pipe/err" 2>/dev/null || {
    rmdir "$pipe"
    return 1
  }
  exec 8<>"$pipe/err" 7>"$pipe/err"
  (
    exec <"$pipe/err" >&2 7>&- 8>&-
    pass_on "$pipe"
  ) &
}

# hurry COMMAND: commands that are over in a second spend a third of it on code that the JIT makes
# faster than they need. A list of plugins does no arithmetic; a sample of a small network is done
# before its kernels are hot, and a long one compiles them all the same, only later. A sweep trains
# many small networks, and what begins and ends each of them would be made fast while others train.
hurry() {
  case $1 in
    plugins | compare | --help | help | "") flags="$flags -XX:TieredStopAtLevel=1" ;;
    sample) flags="$flags -XX:CompileThresholdScaling=3" ;;
    sweep) flags="$flags -XX:CompileThresholdScaling=4" ;;
  esac
}

# The jars in $lib, in one order everywhere: Java takes those of a folder as its file system lists
# them, and an archive of classes fits one order alone.
jars() {
  (
    export LC_ALL=C
    list=$(printf ':%s' "$lib"/*.jar)
    echo "${list#:}"
  )
}

# start WORD...: runs Carousel from the jars in $lib. Its caller has found Java and set build, the
# folder that keeps archives of classes.
start() {
  choose_flags
  choose_spark "$@"
  hurry "${1:-}"

  columns=none
  if [ -t 2 ]; then
    size=$(stty size <&2 2>/dev/null) || size="0 0"
    columns=${size#* }
  fi

  case $modules in
    *jdk.incubator.vector*)
      # Where there is no room for a pipe, Java's line is seen.
      if open_pipe; then
        flags="$flags --add-opens java.base/java.io=ALL-UNNAMED"
        choose_archive
        # An archive that does not fit the user's own flags is not used; Java need not say so.
        flags="$flags -Dcarousel.stderr=9 -Dcarousel.terminal=$columns -Xlog:cds=off"
        # shellcheck disable=SC2086
        exec "$java" $flags ${archive:+"$archive"} $options -cp "$spark$(jars)" dev.carousel.cli.Main "$@" 9>&2 2>&7 7>&- 8>&-
      fi
      ;;
  esac
  # shellcheck disable=SC2086
  exec "$java" $flags $options -cp "$spark$(jars)" dev.carousel.cli.Main "$@"
}
