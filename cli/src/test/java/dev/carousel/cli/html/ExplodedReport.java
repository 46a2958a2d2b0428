package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report of a network whose training exploded at its second update. */
final class ExplodedReport {
  private static final String LONG =
      "--cell rnn:activation=identity,init=orthogonal,gain=1.0000001 --hook clip-norm:max=1";

  private ExplodedReport() {}

  static ObjectNode of() {
    ObjectNode report = SyntheticReport.full();
    ArrayNode runs = (ArrayNode) report.get("runs");
    while (runs.size() > 1) {
      runs.remove(1);
    }
    ObjectNode run = (ObjectNode) runs.get(0);
    run.put("updates", 50).putNull("validLoss");
    ObjectNode finding = run.withArray("findings").insertObject(0);
    finding.put("rule", "non-finite").put("title", "Training exploded: not finite.");
    ((ObjectNode) run.get("verdict")).put("exploded", true);
    run.put("tried", "1 of the 1 changes lowered the validation loss: " + LONG + ".");
    ObjectNode clipping = (ObjectNode) run.get("clipping");
    for (String list : new String[] {"updates", "before", "after", "cosine"}) {
      firstOf(clipping.get(list));
    }
    ObjectNode losses = run.putObject("losses");
    losses.putArray("updates").add(1);
    losses.putArray("train").add(7.5e12);
    losses.putArray("valid").addNull();
    ObjectNode use = (ObjectNode) run.at("/layers/0/stateUse/0");
    ArrayNode norms = use.putArray("norms");
    for (int step = 0; step <= SyntheticReport.LAG; step++) {
      norms.add(Math.pow(1.2, step));
    }
    for (JsonNode cure : run.get("cures")) {
      ((ObjectNode) cure)
          .put("summary", "no difference: 3 of 3 trainings not finite, 3 of 3 without it")
          .put("change", LONG)
          .put("notFiniteBefore", 3)
          .put("notFiniteAfter", 3)
          .putNull("validLossBefore")
          .putNull("validLossAfter");
    }
    for (JsonNode trial : run.at("/clippers/trials")) {
      ((ObjectNode) trial).put("trainLoss", 11551555.9).put("validLoss", 3009241.1);
    }
    return report;
  }

  private static void firstOf(JsonNode list) {
    while (list.size() > 1) {
      ((ArrayNode) list).remove(1);
    }
  }
}
