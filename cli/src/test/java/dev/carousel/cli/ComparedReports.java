package dev.carousel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Small reports of diagnose, made up to be compared. */
final class ComparedReports {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAG = 4;

  private ComparedReports() {}

  /** A report with a network of one layer and state for each cell. */
  static ObjectNode of(String... cells) {
    ObjectNode report = JSON.createObjectNode();
    report.put("carousel", "0.1.0").put("command", "diagnose").put("seed", 1);
    report.put("data", "a text").put("lag", LAG);
    ArrayNode runs = report.putArray("runs");
    for (String cell : cells) {
      runs.add(network(cell));
    }
    return report;
  }

  private static ObjectNode network(String cell) {
    ObjectNode run = JSON.createObjectNode();
    run.put("cell", cell).put("parameters", 1234).put("trained", true).put("updates", 200);
    run.put("validLoss", 2.5);
    ObjectNode layer = run.putArray("layers").addObject();
    layer.put("name", "layer0").put("layer", 0).put("reverse", false).put("spectralRadius", 0.9);
    ObjectNode state = layer.putArray("states").addObject();
    state.put("state", "c").put("samples", 64);
    state.putArray("lags").add(0).add(1).add(2).add(3).add(4);
    array(state, "gradient", 1, 0.5, 0.25, 0.125, 0.0625);
    array(state, "carousel", 1, 0.4, 0.2, 0.1, 0.025);
    state.put("growthPerStep", -0.69);
    array(state, "growthCi95", -0.7, -0.68);
    state.put("growthPieces", 16);
    state.put("horizon", 1.45).putNull("horizonOnePercent").put("meanLag", 0.8);
    state.put("verdict", "vanishing");
    ObjectNode lyapunov = layer.putObject("lyapunov");
    array(lyapunov, "exponents", -0.2, -0.3);
    array(lyapunov, "spread", 0.05, 0.05);
    lyapunov.put("sequences", 8);
    ObjectNode scales = layer.putArray("timeScales").addObject().put("state", "c");
    array(scales, "steps", 3, 12, 5);
    ObjectNode gate = layer.putArray("gates").addObject().put("gate", "f");
    array(gate, "left", 0.2, 0, 0.1);
    array(gate, "right", 0.5, 0.5, 0.5);
    ObjectNode use = layer.putArray("stateUse").addObject().put("state", "c");
    array(use, "left", 0, 0, 0.3);
    array(use, "right", 0.3, 0, 0);
    array(use, "norms", 0.1, 1);
    use.put("drift", 0.02).put("deadUnits", 1);
    run.putObject("truncation").put("shortest", 8).putArray("chunks").addObject().put("steps", 8);
    run.putObject("clipping").put("clippedShare", 0.6);
    ArrayNode findings = run.putArray("findings");
    findings
        .addObject()
        .put("rule", "vanishing")
        .put("title", "The gradient vanishes in c.")
        .put("layer", "layer0")
        .put("subject", "c");
    findings
        .addObject()
        .put("rule", "dead-units")
        .put("title", "Units of c never move.")
        .put("layer", "layer0")
        .put("subject", "c");
    return run;
  }

  static void array(ObjectNode node, String key, double... values) {
    ArrayNode array = node.putArray(key);
    for (double value : values) {
      array.add(value);
    }
  }

  /** The same with a change of one network's first layer. */
  static ObjectNode with(ObjectNode report, int run, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) report.at("/runs/" + run));
    return report;
  }

  static ObjectNode layer(ObjectNode run) {
    return (ObjectNode) run.at("/layers/0");
  }

  static ObjectNode state(ObjectNode run) {
    return (ObjectNode) run.at("/layers/0/states/0");
  }

  static Path write(Path file, ObjectNode report) {
    return Samples.write(file, report.toString());
  }
}
