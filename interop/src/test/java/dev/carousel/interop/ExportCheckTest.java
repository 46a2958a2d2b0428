package dev.carousel.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file that holds another network than the run is found out. */
class ExportCheckTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  private static final List<DataShape> SHAPES =
      List.of(
          new DataShape(true, 9, true, 9, Moment.EVERY_STEP),
          new DataShape(false, 3, false, 2, Moment.EVERY_STEP),
          new DataShape(false, 0, true, 2, Moment.END, List.of(4, 3)),
          new DataShape(false, 3, true, 2, Moment.END, List.of(4)));

  private static Map<String, Tensor> copy(NamedTensors parameters) {
    return new LinkedHashMap<>(parameters.asMap());
  }

  @Test
  void theSameNetworkDoesNotDiffer() {
    try (Engine engine = Engines.reference()) {
      for (DataShape shape : SHAPES) {
        Network network = network(engine, shape);
        NamedTensors parameters = network.initialParameters(1);
        ExportCheck check = check(network, parameters);
        assertEquals(0, check.difference(check.outputs(network, parameters)));
      }
    }
  }

  @Test
  void anotherNetworkIsRefused() {
    try (Engine engine = Engines.reference()) {
      for (DataShape shape : SHAPES) {
        Network network = network(engine, shape);
        NamedTensors parameters = network.initialParameters(1);
        Map<String, Tensor> swapped = copy(parameters);
        swapped.put("layer0/i.Wx", parameters.get("layer0/o.Wx"));
        swapped.put("layer0/o.Wx", parameters.get("layer0/i.Wx"));
        refused("a file with two gates exchanged", network, parameters, swapped);
        Map<String, Tensor> damaged = copy(parameters);
        Tensor bias = parameters.get("head/head.b").copy();
        bias.set(0, Double.NaN);
        damaged.put("head/head.b", bias);
        refused("a file with NaN", network, parameters, damaged);
      }
    }
  }

  private static void refused(
      String input, Network network, NamedTensors written, Map<String, Tensor> read) {
    ExportCheck check = check(network, written);
    Refusal.of(
        input,
        () -> check.require(check.outputs(network, new NamedTensors(read)), Path.of("model.pt")),
        "The exported file does not compute what the run computes.",
        "at most 1.0E-5 of the largest one",
        "on 4 random sequences of 32 steps",
        "where:    model.pt",
        "do not use the file, and report this: ");
  }

  /** A last digit of float32 is no difference. */
  @Test
  void roundingIsAccepted() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, SHAPES.get(1));
      NamedTensors parameters = network.initialParameters(1);
      Map<String, Tensor> rounded = copy(parameters);
      Tensor head = parameters.get("head/head.Wx").copy();
      head.set(0, head.get(0) * (1 + 0x1p-23));
      rounded.put("head/head.Wx", head);
      ExportCheck check = check(network, parameters);
      double difference =
          check.require(check.outputs(network, new NamedTensors(rounded)), Path.of("m"));
      assertTrue(difference > 0 && difference < 1e-6, "differs by " + difference);
    }
  }

  /** A network that grows every difference is judged by its own rounding. */
  @Test
  void roundingThatGrowsIsAccepted() {
    DataShape shape = SHAPES.get(1);
    NetworkSpec spec = NetworkSpec.of(shape, PluginRef.parse("rnn")).units(40);
    try (Engine floats = Engines.fused(1);
        Engine exact = Engines.reference()) {
      Network network = Network.compile(floats, spec.from(PLUGINS));
      NamedTensors parameters = network.initialParameters(1);
      parameters.get("layer0/h.Wh").scale(10);
      ExportCheck check = check(network, parameters);
      Network same = network.on(exact);
      Tensor found = check.outputs(same, same.adopt(parameters));
      double rounding = check.difference(found);
      assertTrue(rounding > ExportCheck.TOLERANCE, "differs by " + rounding);
      assertEquals(rounding, check.require(found, Path.of("m")));
    }
  }

  @Test
  void moreOrFewerOutputsAreRefused() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, SHAPES.get(1));
      ExportCheck check = check(network, network.initialParameters(1));
      Refusal.of(
          "a file with one output",
          () -> check.require(new FloatTensor(1), Path.of("model.onnx")),
          "The exported file does not compute what the run computes.",
          "Infinity on 4 random sequences",
          "where:    model.onnx");
    }
  }

  private static ExportCheck check(Network network, NamedTensors parameters) {
    return new ExportCheck(network, parameters, ExportSample.random(network.spec().data()));
  }

  private static Network network(Engine engine, DataShape shape) {
    NetworkSpec spec = NetworkSpec.of(shape, PluginRef.parse("lstm")).units(5).layers(2);
    return Network.compile(engine, spec.from(PLUGINS));
  }
}
