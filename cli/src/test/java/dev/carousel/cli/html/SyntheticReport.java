package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.integers;
import static dev.carousel.cli.html.Nodes.noise;
import static dev.carousel.cli.html.Nodes.numbers;
import static dev.carousel.cli.html.Nodes.object;
import static dev.carousel.cli.html.Nodes.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A report with every section that a page can show, of three cells: one whose gradient explodes,
 * one whose vanishes, one whose comes through. The numbers are made up, and the same every time.
 */
final class SyntheticReport {
  static final int LAG = 100;
  static final int UNITS = 64;
  private static final int MOMENTS = 3;

  private static final List<String> LATER_IN_LAYER =
      List.of(
          "name",
          "lyapunov",
          "normRatios",
          "jacobians",
          "timeScales",
          "gates",
          "stateUse",
          "contributions");

  /**
   * A state.
   *
   * @param loss in the first steps, along gates and matrices, as a logarithm
   * @param growth per step afterwards
   * @param carousel growth per step of what passes the matrices; NaN where nothing does
   */
  record State(String name, double loss, double growth, double carousel) {
    double gradient(int lag) {
      return Math.exp(-loss * (1 - Math.exp(-lag / 3.0)) + growth * lag);
    }
  }

  /** A cell; parameters are named by their maps. */
  record Kind(int index, String cell, List<State> states, List<String> gates, List<String> maps) {}

  static final Kind RNN =
      new Kind(0, "rnn", List.of(new State("h", 0.1, 0.045, Double.NaN)), List.of(), List.of("h"));
  static final Kind LSTM =
      new Kind(
          1,
          "lstm",
          List.of(new State("c", 1.2, -0.048, -0.061), new State("h", 2.6, -0.051, Double.NaN)),
          List.of("input", "forget", "output"),
          List.of("i", "f", "g", "o"));
  static final Kind GRU =
      new Kind(
          2,
          "gru",
          List.of(new State("h", 0.6, -0.004, -0.011)),
          List.of("reset", "update"),
          List.of("r", "z", "n"));

  private SyntheticReport() {}

  /** Every section. */
  static ObjectNode full() {
    return report(List.of(RNN, LSTM, GRU));
  }

  /**
   * Every section, of networks that were trained briefly: three moments of history, the last half
   * unmeasured, and a carousel whose paths cancel to five times the gradient.
   */
  static ObjectNode brief() {
    ObjectNode report = full();
    for (JsonNode run : report.get("runs")) {
      shorten((ArrayNode) run.at("/history/updates"));
      for (JsonNode state : run.at("/history/states")) {
        ArrayNode moments = (ArrayNode) state.get("gradient");
        shorten(moments);
        ArrayNode last = (ArrayNode) moments.get(MOMENTS - 1);
        IntStream.range(last.size() / 2, last.size())
            .forEach(lag -> last.set(lag, (JsonNode) null));
      }
    }
    ObjectNode state = (ObjectNode) report.at("/runs/1/layers/0/states/0");
    state.set(
        "carousel",
        numbers(LAG + 1, lag -> (1 + lag / 25.0) * state.at("/gradient/" + lag).asDouble()));
    return report;
  }

  private static void shorten(ArrayNode moments) {
    while (moments.size() > MOMENTS) {
      moments.remove(moments.size() - 1);
    }
  }

  /** The oldest sections alone. */
  static ObjectNode bare() {
    ObjectNode report = full();
    report.remove("rewards");
    for (JsonNode run : report.get("runs")) {
      ((ObjectNode) run)
          .retain("verdict", "cell", "parameters", "trained", "updates", "validLoss", "layers");
      ObjectNode layer = (ObjectNode) run.at("/layers/0");
      layer.remove(LATER_IN_LAYER);
      layer.get("states").forEach(state -> ((ObjectNode) state).remove("carousel"));
    }
    return report;
  }

  /** The oldest sections alone, of gradients that fall far below what an axis shows. */
  static ObjectNode steep() {
    ObjectNode report = bare();
    for (JsonNode run : report.get("runs")) {
      ObjectNode state = (ObjectNode) run.at("/layers/0/states/0");
      state.set("gradient", numbers(LAG + 1, lag -> Math.exp(-lag / 2.0)));
    }
    return report;
  }

  /** Every section, but none of them with anything in it. */
  static ObjectNode empty() {
    ObjectNode report = full();
    report.putNull("rewards").putNull("comparison");
    for (JsonNode run : report.get("runs")) {
      ((ObjectNode) run.get("verdict"))
          .put("word", "unmeasured")
          .put("grade", "unmeasured")
          .putNull("state")
          .put("claim", "the gradient cannot be measured")
          .put("sentence", "At the loss, there is no gradient that could be followed.");
      List<String> sections =
          List.of(
              "contexts",
              "attribution",
              "truncation",
              "clipping",
              "history",
              "losses",
              "clippers",
              "forecast",
              "validLoss");
      sections.forEach(name -> ((ObjectNode) run).putNull(name));
      List.of("steps", "updateRatios", "findings", "cures")
          .forEach(name -> ((ObjectNode) run).putArray(name));
      ObjectNode layer = (ObjectNode) run.at("/layers/0");
      layer.putNull("lyapunov");
      layer.putNull("normRatios");
      List.of("jacobians", "timeScales", "gates", "stateUse", "contributions")
          .forEach(name -> layer.putArray(name));
      layer.get("states").forEach(SyntheticReport::unmeasure);
    }
    return report;
  }

  private static void unmeasure(JsonNode state) {
    ObjectNode node = (ObjectNode) state;
    node.put("verdict", "unmeasured").put("grade", "unmeasured");
    node.set("gradient", numbers(LAG + 1, lag -> lag == 0 ? 1 : Double.NaN));
    node.set("carousel", numbers(LAG + 1, lag -> 0));
    List.of("growthPerStep", "growthCi95", "horizon", "horizonOnePercent", "meanLag")
        .forEach(node::putNull);
  }

  /** A report in which this text stands wherever a text can. */
  static ObjectNode worded(String text) {
    ObjectNode report = report(List.of(GRU));
    report.put("data", text);
    ObjectNode run = (ObjectNode) report.at("/runs/0");
    run.put("name", text).put("cell", text);
    ((ObjectNode) run.get("verdict")).put("claim", text).put("sentence", text);
    ((ObjectNode) run.at("/layers/0/states/0")).put("state", text);
    ((ObjectNode) run.at("/layers/0/gates/0")).put("gate", text);
    ((ObjectNode) run.at("/findings/0")).put("title", text);
    ((ObjectNode) run.at("/findings/0/prescriptions/0")).put("change", text);
    ((ObjectNode) run.at("/clipping/dominant/0")).put("parameter", text);
    return report;
  }

  private static ObjectNode report(List<Kind> kinds) {
    ObjectNode report = object();
    report.put("carousel", "0.1.0").put("command", "diagnose").put("seed", 1);
    report.put("commandLine", "carousel diagnose --html flow.html");
    report.put("date", "2026-11-25T08:15:00Z");
    report.putObject("settings").put("units", 64).put("optimizer", "adam:lr=0.002");
    report.putObject("dataset").put("trainingPredictions", 1_093_477);
    report.put(
        "data", "text dickens.txt: 1,093,478 symbols to train, 121,498 to validate, 77 distinct");
    report.put("lag", LAG);
    report.put("lossUnit", "nats per symbol");
    SyntheticNeed.addTo(report);
    report.put(
        "comparison",
        kinds.size() < 2 ? null : "The gradient fades 12 times as slowly in gru as in lstm.");
    report.set("runs", objects(kinds, SyntheticReport::run));
    return report;
  }

  private static ObjectNode run(Kind kind) {
    ObjectNode run = object();
    run.put("name", kind.cell()).put("cell", kind.cell());
    run.put("parameters", kind.maps().size() * 9152 + 5005);
    run.put("trained", true).put("updates", 200).put("validLoss", 2.75 - 0.045 * kind.index());
    run.set("verdict", verdictOn(kind));
    SyntheticNeed.addTo(run, kind);
    run.putArray("layers").add(layer(kind));
    run.set("forecast", forecast(kind));
    SyntheticTraining.addTo(run, kind);
    SyntheticFindings.addTo(run, kind);
    return run;
  }

  private static ObjectNode forecast(Kind kind) {
    boolean isFar = kind.equals(GRU);
    ObjectNode node = object().put("lag", LAG).put("arriving", isFar ? 0.67 : 1.2e-7);
    node.put("timeScale", isFar ? 91.0 : 3.6).put("carouselShare", isFar ? 0.5 : 0);
    node.put("outlook", isFar ? "likely" : "unlikely");
    node.putObject("calibration").put("runs", isFar ? 90 : 40).put("learnt", isFar ? 60 : 10);
    node.putArray("seeds").add(1).add(2).add(3);
    node.put("unlikelySeeds", isFar ? 0 : 3);
    node.putObject("arrivingOverSeeds").put("mean", 0.4).put("deviation", 0.1);
    node.putObject("carouselShareOverSeeds").put("mean", 0.3).put("deviation", 0.1);
    return node.put("constantLoss", 6.2).put("learnt", true).put("right", isFar);
  }

  private static ObjectNode layer(Kind kind) {
    ObjectNode layer = object();
    layer.put("layer", 0).put("reverse", false).put("name", "layer0");
    layer.set("states", objects(kind.states(), SyntheticReport::state));
    layer.put("recurrentLargestSingularValue", 2.9).put("spectralRadius", 1.7);
    layer.set("recurrentMatrices", objects(kind.maps(), map -> matrix(kind, map)));
    SyntheticLayer.addTo(layer, kind);
    return layer;
  }

  private static ObjectNode matrix(Kind kind, String map) {
    int at = kind.maps().indexOf(map);
    ObjectNode matrix = object().put("name", map + ".Wh");
    matrix.put("largestSingularValue", 2.5 + 0.45 * noise(kind.index(), at));
    return matrix.put("spectralRadius", 1.3 + 0.7 * noise(kind.index(), at, 1));
  }

  private static ObjectNode state(State state) {
    ObjectNode node = object().put("state", state.name()).put("samples", 64);
    node.set("lags", integers(IntStream.rangeClosed(0, LAG)));
    node.set("gradient", numbers(LAG + 1, state::gradient));
    node.set(
        "carousel",
        numbers(LAG + 1, lag -> lag == 0 ? 1 : orZero(Math.exp(state.carousel() * lag - 0.9))));
    node.put("growthPerStep", state.growth());
    node.set("growthCi95", numbers(2, side -> state.growth() + 0.001 * (2 * side - 1)));
    double horizon = -1 / state.growth();
    node.set("horizon", horizon > 0 ? node.numberNode(horizon) : node.nullNode());
    double onePercent = Math.ceil(Math.log(0.01) / state.growth());
    boolean hasFallen = onePercent > 0 && onePercent <= LAG;
    node.set("horizonOnePercent", hasFallen ? node.numberNode((int) onePercent) : node.nullNode());
    node.put("meanLag", 12.5);
    node.put("verdict", verdict(state)).put("grade", grade(state));
    node.put("gradeLag", LAG).put("left", state.gradient(LAG));
    return node.putNull("carriedBy");
  }

  /** As of a network, in the words of the terminal. */
  private static ObjectNode verdictOn(Kind kind) {
    State state = kind.states().get(0);
    String grade = grade(state);
    ObjectNode node = object().put("word", grade).put("grade", grade).put("layer", "layer0");
    node.put("state", state.name()).put("nothingToMend", false);
    node.put("exploded", false).putNull("next");
    return switch (grade) {
      case "vanishing" ->
          node.put("claim", "the gradient vanishes")
              .put("sentence", "It reaches furthest back through state c, where it fades.");
      case "exploding" ->
          node.put("claim", "the gradient explodes")
              .put("sentence", "Through state h it grows by 4.6 % with every step back.");
      default ->
          node.put("claim", "most of the gradient is left")
              .put("sentence", "At lag 100, 0.37 of it is left in state h.");
    };
  }

  private static String grade(State state) {
    double left = state.gradient(LAG);
    return left < 0.01 ? "vanishing" : left > 50 ? "exploding" : "steady";
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static String verdict(State state) {
    double end = state.growth() * LAG;
    return end < -1 ? "vanishing" : end > 1 ? "exploding" : "steady";
  }
}
