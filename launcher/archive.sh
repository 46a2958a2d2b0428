# Keeps an archive of the classes of a build for each Java, with which Java starts in less than half
# of the time (class-data sharing). Source it after java.sh.
# shellcheck shell=sh

# Sets archive: a flag for Java, or nothing. An archive is made where there is none yet, of the
# classes that short runs of common commands load. Where that fails an empty file says so, and is
# not tried again; a Java that does not say which one it is, and a folder that cannot be written to,
# have none.
choose_archive() {
  archive=
  [ -n "$identity" ] || return 0
  archived=$build/archives/$identity.jsa
  if [ ! -e "$archived" ] && [ -w "$build" ]; then make_archive; fi
  [ ! -s "$archived" ] || archive=-XX:SharedArchiveFile=$archived
}

make_archive() {
  echo "carousel: preparing faster starts on this Java, once for each build: about 10 seconds" >&2
  work=$build/archives/$$
  mkdir -p "$work" || return 0
  if ! dump >/dev/null 2>&1; then
    echo "carousel: that did not work here. Everything else does; starts take as long as before." >&2
    : >"$work/classes.jsa"
  fi
  mv -f "$work/classes.jsa" "$archived" || true
  rm -rf "$work"
}

dump() {
  list_classes && dump_classes "$work/classes" "$work/classes.jsa"
}

# Writes $work/classes: the classes that short runs of common commands load.
list_classes() {
  i=0
  while [ $((i += 1)) -le 40 ]; do echo "To be, or not to be: that is the question."; done >"$work/text"
  list plugins &&
    list train --text "$work/text" --out "$work/run" --updates 3 --units 4 --batch 2 --bptt 8 &&
    list sample "$work/run" --length 20 || return 1
  united <"$work/all" >"$work/classes"
}

# dump_classes LIST ARCHIVE
dump_classes() {
  share dump "-XX:SharedClassListFile=$1" "-XX:SharedArchiveFile=$2"
}

# The lists of several runs as one. JDK 17 crashes on lines that stand twice; JDK 25 numbers classes
# anew in each list, and leaves out picocli's, which are of an old format, if a line links them.
united() {
  awk '/source:/ || /^@.*picocli/ { next } { sub(/ id: .*/, "") } !seen[$0]++'
}

# share off|dump FLAG...
share() {
  mode=$1
  shift
  # shellcheck disable=SC2086
  "$java" $flags "-Xshare:$mode" "-XX:ErrorFile=$work/error" -cp "$(jars)" "$@"
}

# list COMMAND WORD...: adds the classes that it loads.
list() {
  share off "-XX:DumpLoadedClassList=$work/list" dev.carousel.cli.Main "$@" &&
    cat "$work/list" >>"$work/all"
}
