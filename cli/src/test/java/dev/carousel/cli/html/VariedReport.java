package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The report with every section, in which no two numbers are alike, some were not measured, and a
 * network has two layers: what is exchanged, reversed or shifted anywhere shows.
 */
final class VariedReport {
  private static final int LONG = 20;
  private static final int HOLES = 29;

  private final int seed;
  private int count;

  private VariedReport(int seed) {
    this.seed = seed;
  }

  /** One of several that have the same sections and names, but other numbers. */
  static ObjectNode of(int seed) {
    ObjectNode report = SyntheticReport.full();
    secondLayer((ObjectNode) report.at("/runs/1"));
    ((ObjectNode) report.at("/runs/2")).put("name", "wide").put("cell", "gru:units=64");
    VariedReport varied = new VariedReport(seed);
    varied.vary(report.get("rewards"));
    varied.vary(report.get("runs"));
    for (int i = 0; i < report.get("runs").size(); i++) {
      number((ObjectNode) report.get("runs").get(i), seed, i);
    }
    return report;
  }

  /** Of which the sections of the run that name layers tell before those of the first. */
  private static void secondLayer(ObjectNode run) {
    ArrayNode layers = (ArrayNode) run.get("layers");
    layers.add(layers.get(0).deepCopy());
    ((ObjectNode) layers.get(1)).put("layer", 1).put("name", "layer1");
    ((ObjectNode) run.get("verdict")).put("layer", "layer1").put("state", "h");
    for (JsonNode list : new JsonNode[] {run.get("steps"), run.at("/history/states")}) {
      for (String state : List.of("h", "c")) {
        ObjectNode copy = list.get(1).deepCopy();
        ((ArrayNode) list).insert(0, copy.put("layer", "layer1").put("state", state));
      }
    }
    for (JsonNode list : new JsonNode[] {run.get("updateRatios"), run.at("/clipping/dominant")}) {
      ObjectNode copy = list.get(0).deepCopy();
      String name = copy.get("parameter").textValue().replace("layer0", "layer1");
      ((ArrayNode) list).add(copy.put("parameter", name));
    }
  }

  /** Makes every fraction its own, and leaves some out of long lists. */
  private void vary(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var field : object.properties()) {
        if (isFraction(field.getValue())) {
          field.setValue(object.numberNode(varied(field.getValue().doubleValue())));
        } else {
          vary(field.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        boolean mayMiss = array.size() >= LONG && i > 0 && i < array.size() - 1;
        if (!isFraction(array.get(i))) {
          vary(array.get(i));
        } else if (mayMiss && Math.abs(noise(seed, ++count, 1)) < 1.0 / HOLES) {
          array.set(i, array.nullNode());
        } else {
          array.set(i, array.numberNode(varied(array.get(i).doubleValue())));
        }
      }
    }
  }

  private static boolean isFraction(JsonNode node) {
    return node.isDouble() && node.doubleValue() != 0 && node.doubleValue() != 1;
  }

  private double varied(double value) {
    return value * (1 - 0.3 * Math.abs(noise(seed, ++count)));
  }

  /** Whole numbers, each its own too. */
  private static void number(ObjectNode run, int seed, int at) {
    run.put("parameters", 12345 + 1000 * at + seed).put("updates", 300 + 10 * at + seed);
    ((ObjectNode) run.at("/clippers")).put("updates", 500 + 10 * at).put("seeds", 4 + at);
    int trial = 0;
    for (JsonNode each : run.at("/clippers/trials")) {
      trial++;
      ((ObjectNode) each).put("skipped", trial + 10 * at).put("nonFinite", 2 * trial + seed);
    }
    ((ObjectNode) run.at("/clipping/steps")).put("medianStep", 3 + at).put("medianOf", 90 + at);
    ((ObjectNode) run.at("/truncation")).put("steps", 200 + at).put("shortest", 20 + at);
    ((ObjectNode) run.at("/forecast")).put("learnt", at != 1);
    ((ObjectNode) run.at("/forecast/calibration")).put("runs", 90 + at).put("learnt", 60 - at);
    int layer = 0;
    for (JsonNode each : run.get("layers")) {
      int own = seed + 3 * at + 11 * layer++;
      ((ObjectNode) each.get("lyapunov")).put("sequences", 8 + own).put("steps", 180 + own);
      int state = 0;
      for (JsonNode of : each.get("states")) {
        ((ObjectNode) of).put("samples", 1064 + 2 * own + state);
        if (of.get("horizonOnePercent").isNumber()) {
          ((ObjectNode) of).put("horizonOnePercent", 80 + own % 17 + state);
        }
        ((ObjectNode) each.get("stateUse").get(state)).put("deadUnits", (own + state) % 4);
        state++;
      }
    }
  }
}
