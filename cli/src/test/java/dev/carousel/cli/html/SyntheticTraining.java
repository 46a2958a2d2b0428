package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.arrays;
import static dev.carousel.cli.html.Nodes.integers;
import static dev.carousel.cli.html.Nodes.noise;
import static dev.carousel.cli.html.Nodes.numbers;
import static dev.carousel.cli.html.Nodes.object;
import static dev.carousel.cli.html.Nodes.objects;
import static dev.carousel.cli.html.SyntheticReport.LAG;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.html.SyntheticReport.Kind;
import dev.carousel.cli.html.SyntheticReport.State;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sections of a run about its training: steps, clipping, truncation, history, losses. */
final class SyntheticTraining {
  private static final int UPDATES = 200;
  private static final int MOMENTS = 41;
  private static final int STEPS = 100;
  private static final int TRUNCATED = 200;

  private SyntheticTraining() {}

  static void addTo(ObjectNode run, Kind kind) {
    run.set("steps", objects(kind.states(), state -> step(kind, state)));
    run.set("attribution", attribution(kind));
    run.set("truncation", truncation(kind));
    run.set("clipping", clipping(kind));
    run.set("updateRatios", objects(parameters(kind), p -> ratio(kind, p)));
    run.set("history", history(kind));
    run.set("losses", losses(kind));
    run.set("clippers", clippers(kind));
  }

  private static List<String> parameters(Kind kind) {
    return kind.maps().stream()
        .flatMap(m -> Stream.of(m + ".Wx", m + ".Wh", m + ".b"))
        .map(name -> "layer0/" + name)
        .toList();
  }

  private static ArrayNode moments() {
    return integers(IntStream.range(0, MOMENTS).map(i -> i * UPDATES / (MOMENTS - 1)));
  }

  private static ObjectNode step(Kind kind, State state) {
    double reach = Math.min(12, 1 / Math.abs(state.growth()) / 4);
    ObjectNode node = object().put("layer", "layer0").put("state", state.name());
    node.set("direct", numbers(STEPS, t -> 0.011 * (1 + 0.3 * noise(t, kind.index()))));
    node.set(
        "total",
        numbers(
            STEPS,
            t ->
                0.011
                    * (1 + 0.2 * noise(t, kind.index(), 4))
                    * (1 + reach * (1 - Math.exp((t - STEPS + 1) / (2 * reach))))));
    return node;
  }

  private static ObjectNode attribution(Kind kind) {
    ObjectNode node = object();
    node.set("lags", integers(IntStream.rangeClosed(0, LAG)));
    node.set(
        "gradient",
        numbers(LAG + 1, lag -> 0.9 * kind.states().get(0).gradient(lag) * (1 + 0.1 * noise(lag))));
    return node;
  }

  private static ObjectNode truncation(Kind kind) {
    double reach = 6 + 14 * kind.index();
    ObjectNode node = object().put("steps", TRUNCATED);
    node.set(
        "chunks", objects(List.of(5, 10, 20, 40, 64, 100, 150, 200), steps -> chunk(steps, reach)));
    node.put("cosine", cosine(64, reach));
    return node.put("shortest", kind.index() == 0 ? 20 : 64);
  }

  private static ObjectNode chunk(int steps, double reach) {
    return object()
        .put("steps", steps)
        .put("cosine", cosine(steps, reach))
        .put("ratio", cosine(steps, reach / 2));
  }

  private static double cosine(int steps, double reach) {
    return steps == TRUNCATED ? 1 : 1 - Math.exp(-steps / reach) * 0.9;
  }

  private static double norm(Kind kind, int update) {
    double spike = update % 23 == 7 ? 6 : 1;
    return (kind.index() == 0 ? 1.4 : 0.55)
        * Math.exp(-update / 160.0)
        * spike
        * (1 + 0.3 * noise(update, kind.index()));
  }

  private static ObjectNode clipping(Kind kind) {
    ObjectNode node = object();
    node.set("updates", integers(IntStream.range(0, UPDATES)));
    node.set("before", numbers(UPDATES, u -> norm(kind, u)));
    node.set("after", numbers(UPDATES, u -> Math.min(1, norm(kind, u))));
    node.set("cosine", numbers(UPDATES, u -> norm(kind, u) > 1 ? 0.97 + 0.02 * noise(u) : 1));
    node.put(
        "clippedShare",
        IntStream.range(0, UPDATES).filter(u -> norm(kind, u) > 1).count() / (double) UPDATES);
    node.putArray("dominant")
        .add(object().put("parameter", parameters(kind).get(1)).put("share", 0.71))
        .add(object().put("parameter", "head/y.W").put("share", 0.18))
        .add(object().put("parameter", parameters(kind).get(0)).put("share", 0.08));
    ObjectNode steps = node.putObject("steps");
    steps.set("updates", moments());
    steps.set("step", integers(IntStream.range(0, MOMENTS).map(i -> i < MOMENTS / 2 ? 0 : 3)));
    steps.set("of", integers(IntStream.range(0, MOMENTS).map(i -> STEPS)));
    steps.set("share", numbers(MOMENTS, i -> 0.25));
    steps.put("medianStep", 3).put("medianOf", STEPS).put("medianShare", 0.25);
    if (kind.index() == 0) {
      node.put(
          "warning",
          "More than a third of the early updates were clipped: the threshold sets the learning"
              + " rate.");
      node.putObject("advice")
          .put("threshold", 1.32)
          .put("reason", "the 90th percentile of the norms seen");
    } else {
      node.putNull("warning");
      node.putObject("advice").putNull("threshold").put("reason", "30 updates are too few.");
    }
    return node;
  }

  private static ObjectNode clippers(Kind kind) {
    ObjectNode node = object().put("updates", UPDATES).put("pilot", "none");
    node.put("seeds", 3).put("reference", "none");
    node.putObject("norm").put("threshold", 1.32).put("reason", "The tail is long.");
    node.putObject("elements").put("threshold", 0.11).put("reason", "20 of 200 updates.");
    List<String> names =
        List.of("none", "clip-norm:max=1.32", "clip-value:max=0.11", "autoclip", "agc", "zclip");
    node.set("trials", objects(names, name -> clipper(kind, name, names.indexOf(name))));
    return node.put("best", "clip-norm:max=1.32")
        .put("summary", "clip-norm:max=1.32 ended best, with a validation loss of 2.7.");
  }

  private static ObjectNode clipper(Kind kind, String name, int at) {
    ObjectNode node = object().put("clipper", name);
    boolean isBroken = kind.index() == 0 && at == 0;
    double loss = 2.7 - 0.045 * kind.index() + 0.05 * noise(at, kind.index());
    node.put("trainLoss", isBroken ? null : loss - 0.03);
    node.put("validLoss", isBroken ? null : loss);
    node.put("clippedShare", at * 0.15).put("cosine", 1 - 0.02 * at).put("largest", 3.0 / (at + 1));
    node.put("skipped", isBroken ? 10 : 0).put("nonFinite", isBroken ? 10 : 0);
    node.put("stops", isBroken ? 2 : 0);
    if (at > 0) {
      node.put("judgement", "uncertain: loss -2.5 % [-7.6 to +2.6]");
    }
    return node.put("stopped", isBroken ? "Too many updates in a row were not finite." : null);
  }

  private static ObjectNode ratio(Kind kind, String parameter) {
    int at = parameters(kind).indexOf(parameter);
    ObjectNode node = object().put("parameter", parameter);
    node.set("updates", moments());
    node.set(
        "ratios",
        numbers(MOMENTS, i -> 0.012 / (1 + at) * Math.exp(-i / 18.0) * (1 + 0.2 * noise(i, at))));
    return node;
  }

  private static ObjectNode history(Kind kind) {
    ObjectNode node = object();
    node.set("updates", moments());
    node.set("lags", integers(IntStream.rangeClosed(0, LAG / 2).map(i -> 2 * i)));
    node.set("states", objects(kind.states(), state -> heat(state)));
    return node;
  }

  private static ObjectNode heat(State state) {
    ObjectNode node = object().put("layer", "layer0").put("state", state.name());
    node.set(
        "gradient",
        arrays(
            MOMENTS,
            i ->
                numbers(
                    LAG / 2 + 1,
                    k -> state.gradient(2 * k) * Math.exp(-0.12 * k * (1 - i / 40.0)))));
    return node;
  }

  private static ObjectNode losses(Kind kind) {
    ObjectNode node = object();
    node.set("updates", moments());
    node.set(
        "train",
        numbers(
            MOMENTS,
            i ->
                2.6
                    - 0.05 * kind.index()
                    + 1.7 * Math.exp(-i / 7.0)
                    + 0.03 * noise(i, kind.index())));
    node.set(
        "valid",
        numbers(
            MOMENTS,
            i -> i % 4 == 0 ? 2.7 - 0.045 * kind.index() + 1.6 * Math.exp(-i / 7.0) : Double.NaN));
    return node;
  }
}
