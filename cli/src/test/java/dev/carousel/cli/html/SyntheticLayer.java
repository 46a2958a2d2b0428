package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.noise;
import static dev.carousel.cli.html.Nodes.numbers;
import static dev.carousel.cli.html.Nodes.object;
import static dev.carousel.cli.html.Nodes.objects;
import static dev.carousel.cli.html.SyntheticReport.UNITS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.html.SyntheticReport.Kind;
import dev.carousel.cli.html.SyntheticReport.State;
import java.util.List;
import java.util.stream.Stream;

/** The sections of a layer: spectra, gates, time-scales, states, contributions. */
final class SyntheticLayer {
  private static final int STEPS = 100;

  private SyntheticLayer() {}

  static void addTo(ObjectNode layer, Kind kind) {
    layer.set("lyapunov", lyapunov(kind));
    layer.set("normRatios", normRatios(kind));
    layer.set("jacobians", objects(List.of(1, 2, 5, 10, 20, 50), lag -> jacobian(kind, lag)));
    layer.set(
        "timeScales",
        objects(
            kind.gates().isEmpty() ? List.of() : kind.states().subList(0, 1),
            s -> timeScale(kind, s)));
    layer.set("gates", objects(kind.gates(), gate -> gate(kind, gate)));
    layer.set("stateUse", objects(kind.states(), s -> stateUse(kind, s)));
    List<String> parameters =
        kind.maps().stream().flatMap(m -> Stream.of(m + ".Wx", m + ".Wh", m + ".b")).toList();
    layer.set(
        "contributions", objects(parameters, p -> contribution(kind, p, parameters.indexOf(p))));
  }

  private static double top(Kind kind) {
    return kind.states().get(0).growth();
  }

  private static ObjectNode lyapunov(Kind kind) {
    int size = UNITS * kind.states().size();
    ObjectNode node = object();
    node.set(
        "exponents",
        numbers(size, i -> top(kind) - 0.012 * i - 0.9 * Math.pow(i / (double) size, 4)));
    node.set("spread", numbers(size, i -> 0.02 + 0.0016 * i));
    node.put("stateSize", size).put("steps", 180).put("sequences", 8);
    node.set("kaplanYorkeDimension", top(kind) > 0 ? node.numberNode(8.4) : node.nullNode());
    node.put("entropyBound", Math.max(0, 2.2 * top(kind)));
    return node.put("parallelInTime", top(kind) > 0.1 ? "no" : top(kind) < 0 ? "yes" : "open");
  }

  private static ObjectNode normRatios(Kind kind) {
    ObjectNode node = object();
    node.set(
        "ratio",
        numbers(STEPS, step -> Math.exp(top(kind)) * (1 + 0.1 * noise(kind.index(), step))));
    return node.put("mean", Math.exp(top(kind))).put("penalty", 0.02);
  }

  private static ObjectNode jacobian(Kind kind, int lag) {
    double start = kind.index() == 0 ? 0.6 : 0.25;
    ObjectNode node = object().put("lag", lag);
    node.set(
        "singularValues",
        numbers(UNITS, i -> Math.exp(start + top(kind) * lag - (0.02 + 0.004 * lag) * i)));
    return node;
  }

  private static ObjectNode timeScale(Kind kind, State state) {
    ObjectNode node = object().put("state", state.name());
    node.set(
        "steps",
        numbers(
            UNITS,
            u -> u % 21 == 20 ? Double.NaN : Math.exp(1.1 * kind.index() + 1.4 * noise(u, 3))));
    return node;
  }

  private static ObjectNode gate(Kind kind, String gate) {
    int at = kind.gates().indexOf(gate);
    ObjectNode node = object().put("gate", gate);
    node.set("mean", numbers(UNITS, u -> 0.5 + 0.3 * noise(kind.index(), at, u)));
    node.set("left", numbers(UNITS, u -> closed(kind, at, u)));
    node.set(
        "right",
        numbers(UNITS, u -> (1 - closed(kind, at, u)) * share(0.5 + at, kind.index(), at, u, 1)));
    return node;
  }

  private static double closed(Kind kind, int gate, int unit) {
    return 0.8 * share(3, kind.index(), gate, unit);
  }

  /** A number from 0 to 1, small more often the greater the power. */
  private static double share(double power, int... at) {
    return Math.pow(Math.abs(noise(at)), power);
  }

  private static ObjectNode stateUse(Kind kind, State state) {
    boolean cell = state.name().equals("c");
    ObjectNode node = object().put("state", state.name());
    node.set("left", numbers(UNITS, u -> 0.5 * share(2, kind.index(), u, 8)));
    node.set("right", numbers(UNITS, u -> 0.5 * share(2, kind.index(), u, 9)));
    node.set(
        "norms",
        numbers(
            STEPS,
            t ->
                Math.abs(
                    (cell ? 6 + 0.05 * t : 3.2) * (1 - Math.exp(-t / 6.0))
                        + 0.15 * noise(t, kind.index()))));
    return node.put("drift", cell ? 0.0061 : 0.0002).put("deadUnits", kind.index() == 1 ? 2 : 0);
  }

  private static ObjectNode contribution(Kind kind, String parameter, int at) {
    double size = 0.4 / (1 + at);
    ObjectNode node = object().put("parameter", parameter);
    node.set(
        "norms",
        numbers(
            STEPS, t -> size * Math.exp(top(kind) * (STEPS - t) / 3) * (1 + 0.25 * noise(t, at))));
    return node.put("kept", 0.12 + 0.5 * Math.abs(noise(kind.index(), at, 5)));
  }
}
