package dev.carousel.cli.compare;

import dev.carousel.cli.diagnose.report.Report;
import dev.carousel.cli.diagnose.report.Report.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two reports side by side.
 *
 * @param before the first
 * @param after the second
 * @param pairs the networks that are held against each other
 * @param judge of all quantities
 * @param onlyBefore networks that the first report alone has, and nothing is held against
 * @param onlyAfter the same of the second
 */
record Comparison(
    Side before,
    Side after,
    List<NetworkPair> pairs,
    Judge judge,
    List<Network> onlyBefore,
    List<Network> onlyAfter) {

  /**
   * One of the reports.
   *
   * @param file where it stands
   */
  record Side(Path file, Report report) {}

  /** Compares two. */
  static Comparison of(Side before, Side after) {
    List<NetworkPair> pairs = NetworkPair.of(before.report().runs(), after.report().runs());
    return new Comparison(
        before,
        after,
        pairs,
        Judge.of(pairs, isSameData(before.report(), after.report())),
        left(before, pairs.stream().map(NetworkPair::before).toList()),
        left(after, pairs.stream().map(NetworkPair::after).toList()));
  }

  /** A report that does not say what was measured may be of anything. */
  private static boolean isSameData(Report before, Report after) {
    return before.data() != null
        && before.data().equals(after.data())
        && Objects.equals(before.seed(), after.seed())
        && Objects.equals(before.lag(), after.lag());
  }

  /** All that is compared of two networks. */
  List<Quantity> quantities(NetworkPair pair) {
    return Quantities.of(pair.before(), pair.after(), judge);
  }

  /** By identity: two networks of a report may be alike in all. */
  private static List<Network> left(Side side, List<Network> paired) {
    return side.report().runs().stream()
        .filter(run -> paired.stream().noneMatch(other -> other == run))
        .toList();
  }

  /** What makes the reports hard to compare, a sentence each. */
  List<String> differences() {
    Report first = before.report();
    Report second = after.report();
    List<String> told = new ArrayList<>();
    if (differ(first.data(), second.data())) {
      told.add(
          "The data differ: "
              + first.data()
              + " before, "
              + second.data()
              + " after. The data may cause the differences below, and losses cannot be compared.");
    }
    if (differ(first.seed(), second.seed())) {
      told.add(
          "The seeds differ: "
              + first.seed()
              + " before, "
              + second.seed()
              + " after. Some of the differences below may be chance.");
    }
    if (differ(first.lag(), second.lag())) {
      told.add(
          "The longest lags differ: "
              + first.lag()
              + " before, "
              + second.lag()
              + " after. Growth, horizon and verdict come from fits over different lags.");
    }
    if (differ(first.carousel(), second.carousel())) {
      told.add(
          "The reports were written by different versions of Carousel: "
              + first.carousel()
              + " before, "
              + second.carousel()
              + " after. A measurement may have changed.");
    }
    return told;
  }

  private static boolean differ(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && !Objects.equals(one, other);
  }
}
