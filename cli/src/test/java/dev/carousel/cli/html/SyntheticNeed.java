package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.integers;
import static dev.carousel.cli.html.Nodes.numbers;
import static dev.carousel.cli.html.Nodes.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.html.SyntheticReport.Kind;
import java.util.List;
import java.util.stream.IntStream;

/** What the data rewards, and what networks use of it: a peak at lag 20, which one of them uses. */
final class SyntheticNeed {
  private static final List<Integer> CONTEXTS = List.of(1, 2, 5, 10, 20, 50, 100);
  private static final int PEAK = 20;

  private SyntheticNeed() {}

  /** Of the data alone. */
  static void addTo(ObjectNode report) {
    ObjectNode data = report.putObject("rewards");
    data.put("rewardedContext", PEAK).put("longest", SyntheticReport.LAG);
    data.put("places", 10_432).put("ahead", 1).put("threshold", 0.012);
    data.set("contexts", integers(IntStream.rangeClosed(1, SyntheticReport.LAG)));
    data.set(
        "information",
        numbers(
            SyntheticReport.LAG,
            i -> 0.3 * Math.exp(-i / 2.0) + 0.2 * Math.exp(-Math.abs(i + 1 - PEAK))));
    data.putArray("suffixLosses");
    data.putArray("peaks").add(peak(1, 0.084)).add(peak(PEAK, 0.018));
  }

  private static ObjectNode peak(int lag, double explained) {
    ObjectNode peak = object().put("lag", lag).put("context", lag).put("input", 0);
    return peak.putNull("other").put("explained", explained);
  }

  /** Of one network. */
  static void addTo(ObjectNode run, Kind kind) {
    int used = kind.equals(SyntheticReport.GRU) ? PEAK : 1 + 2 * kind.index();
    ObjectNode need = run.putObject("need").put("context", PEAK).put("lag", PEAK - 1);
    boolean lacksSkill = kind.index() == 0;
    need.put("dataContext", PEAK)
        .put("networkContext", lacksSkill ? (Integer) null : Integer.valueOf(used));
    need.put("measured", true).put("met", false);
    ObjectNode node = run.putObject("contexts").put("places", 5_000);
    node.set("contexts", integers(CONTEXTS.stream().mapToInt(c -> c)));
    node.set(
        "losses",
        numbers(
            CONTEXTS.size(),
            i ->
                2.7
                    - 0.045 * kind.index()
                    + Math.max(0, Math.log(used / (double) CONTEXTS.get(i)))));
    node.put("bestContext", used).put("rewardedContext", used);
  }
}
