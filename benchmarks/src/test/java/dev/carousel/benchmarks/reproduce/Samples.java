package dev.carousel.benchmarks.reproduce;

import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.Budget;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.Claim;
import dev.carousel.experiments.published.Criterion;
import dev.carousel.experiments.published.Ordering;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.Aim;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two experiments, and the document of a run of them. */
final class Samples {
  /** Of two arms, and of one. */
  static final Catalogue CATALOGUE =
      new Catalogue(List.of(small(new Budget(8, 100, 4, 3, 10)), other()));

  private Samples() {}

  static PublishedResult small(Budget budget) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("stack", "rnn > rnn");
    settings.put("hook", "none clip");
    settings.put("classes", "true");
    return new PublishedResult(
        "small",
        "A small one",
        new Source("Author 1997", "A paper, 1997", "table 1", false),
        new Published(8440.0, "sequences", "It is solved."),
        "Smaller.",
        "adding:sequences=5,valid=6",
        null,
        List.of(
            new Arm("a", settings, Claim.SOLVES), new Arm("b", Map.of("cell", "rnn"), Claim.FAILS)),
        new Criterion("loss", Aim.SMALLER, 0.1, 0.1),
        List.of(new Ordering("a", "b", Ordering.Figure.METRIC)),
        budget);
  }

  private static PublishedResult other() {
    return new PublishedResult(
        "other",
        "Another",
        new Source("Author 1998", "Another paper, 1998", "figure 2", true),
        new Published(null, "", "It is solved too."),
        "As there.",
        "adding",
        null,
        List.of(new Arm("only", Map.of("cell", "rnn"), Claim.SOLVES)),
        new Criterion("loss", Aim.SMALLER, 0.1, 0.1),
        List.of(),
        new Budget(8, 100, 4, 3, 10));
  }

  /** As {@code carousel reproduce --json} writes it; the second arm of small diverged once. */
  static String run(String... names) {
    return "{\"carousel\":\"1.2.3\",\"command\":\"reproduce\",\"java\":\"17.0.1\",\"results\":["
        + String.join(",", Arrays.stream(names).map(Samples::result).toList())
        + "]}";
  }

  private static String result(String name) {
    String trials =
        name.equals("small")
            ? trial("a", 11, "0.00001", "50", "a1")
                + ","
                + trial("a", 12, "0.00002", "75", "a2")
                + ","
                + trial("a", 13, "0.2", "null", "a3")
                + ","
                + trial("b", 11, "0.9", "null", "b1")
                + ","
                + trial("b", 12, "0.91", "null", "b2")
                + ","
                + trial("b", 13, "null", "null", "b3").replace("finished", "diverged")
            : trial("only", 11, "0.01", "25", "c1")
                + ","
                + trial("only", 12, "0.01", "25", "c2")
                + ","
                + trial("only", 13, "0.01", "25", "c3");
    return "{\"name\":\"%s\",\"fingerprint\":\"%s\",\"verdict\":\"any\",\"trials\":[%s]}"
        .formatted(name, CATALOGUE.get(name).fingerprint(), trials);
  }

  private static String trial(
      String arm, long seed, String figure, String updatesNeeded, String sha256) {
    return ("{\"arm\":\"%s\",\"seed\":%d,\"outcome\":\"finished\",\"figure\":%s,"
            + "\"updatesNeeded\":%s,\"updates\":100,\"cpuSeconds\":2.5,\"sha256\":\"%s\","
            + "\"unknown\":1}")
        .formatted(arm, seed, figure, updatesNeeded, sha256);
  }
}
