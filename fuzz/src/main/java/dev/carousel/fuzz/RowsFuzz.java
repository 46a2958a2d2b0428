package dev.carousel.fuzz;

import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.RowFeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any bytes as rows that come one by one. */
public final class RowsFuzz {
  private RowsFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(RowsFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if all rows were read. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.attempt(() -> read(input));
  }

  private static void read(byte[] input) throws IOException {
    SourceInput source = SourceInput.of("the pipe", new ByteArrayInputStream(input));
    try (RowFeed feed = RowFeeds.open(source)) {
      List<String> names = feed.names();
      Hostile.require(!names.isEmpty(), "no column");
      feed.choose(names, Wanted.everything());
      @Nullable Object @Nullable [] row = feed.next();
      while (row != null) {
        Hostile.require(row.length == names.size(), row.length + " cells");
        Hostile.requirePrintable(feed.where());
        row = feed.next();
      }
      Hostile.require(feed.next() == null, "a row after the last");
    }
  }
}
