package dev.carousel.cli.completion;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The words for the shells, as candidates. */
final class Shells implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return words().iterator();
  }

  private static List<String> words() {
    return Stream.of(Shell.values()).map(shell -> shell.name().toLowerCase(Locale.ROOT)).toList();
  }
}
