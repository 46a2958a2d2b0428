package dev.carousel.cli.predict;

import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options to answer rows as they come. */
final class FollowOptions {
  private static final String FOLLOW = "--follow";
  private static final String KEEP = "--keep-groups";

  @Option(
      names = FOLLOW,
      description =
          "Read rows from standard input as they come (CSV with a header, or lines of JSON), and "
              + "answer each at once in the same format; DATA holds the rows before them, if any")
  private boolean follow;

  @Option(
      names = KEEP,
      paramLabel = "N",
      description =
          "With --follow, keep the state of the N groups that came last; by default as many as "
              + "fit into a quarter of the heap, at most 1,000,000")
  private @Nullable Integer keep;

  /** Whether rows are followed. */
  boolean isGiven() {
    return follow;
  }

  /** The most groups whose state is kept; 0 for the usual. */
  int groups() {
    return keep == null ? 0 : keep;
  }

  /**
   * Refuses what does not go together.
   *
   * @param idle an option that has no effect with rows that come one by one; null if none is given
   */
  void check(@Nullable Path data, @Nullable String idle, boolean isJsonOut) {
    if (!follow && keep != null) {
      throw CarouselException.usage(KEEP + " has no effect here: all groups of a table are read.")
          .mend("add " + FOLLOW + ", or leave out " + KEEP)
          .build();
    }
    if (!follow) {
      return;
    }
    if (keep != null && keep < 1) {
      throw CarouselException.usage("The number of groups whose state is kept is out of range.")
          .expected("at least 1")
          .found(keep)
          .where(KEEP + " " + keep)
          .build();
    }
    if (idle != null) {
      throw CarouselException.usage(
              idle + " has no effect here: rows are answered one by one, on standard output.")
          .mend("leave out " + idle + ", or " + FOLLOW)
          .build();
    }
    if (data != null && data.equals(Path.of("-"))) {
      throw CarouselException.usage(FOLLOW + " reads standard input itself.")
          .expected("a table with the rows before, or no table")
          .found("-")
          .build();
    }
    if (isJsonOut) {
      throw CarouselException.usage(
              "--json - has no effect here: the answers go to standard output.")
          .mend("write the figures to a file: --json figures.json")
          .build();
    }
  }
}
