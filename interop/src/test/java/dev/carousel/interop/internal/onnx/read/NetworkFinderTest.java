package dev.carousel.interop.internal.onnx.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.interop.onnx.OnnxExport;
import dev.carousel.interop.onnx.OnnxSettings;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was exported, found again. */
class NetworkFinderTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "lstm, lstm",
        "lstm:peepholes=true, lstm:peepholes=true",
        "\"lstm:peepholes=true,coupled=true\", lstm:peepholes=true",
        "gru, gru",
        "gru-reset-before, gru-reset-before",
        "rnn, rnn",
        "rnn:activation=relu, rnn:activation=relu",
      })
  void exportedNetworkIsFoundAgain(String cell, String expected) {
    DataShape numbers = new DataShape(false, 5, false, 3, Moment.EVERY_STEP);
    DataShape symbols = new DataShape(true, 9, true, 9, Moment.END);
    check(of(numbers, cell), expected);
    check(of(numbers, cell).layers(3), expected);
    check(of(numbers, cell).bidirectional(true).layers(2), expected);
    check(of(symbols, cell), expected);
    check(of(symbols, cell).embedding(4).bidirectional(true), expected);
  }

  private static NetworkSpec of(DataShape shape, String cell) {
    return NetworkSpec.of(shape, PluginRef.parse(cell)).units(6).from(PLUGINS);
  }

  private static void check(NetworkSpec spec, String cell) {
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = network.initialParameters(3).copyAs(Precision.FLOAT32);
      byte[] bytes = OnnxExport.bytes(spec, parameters, OnnxSettings.usual());
      OnnxNetwork found = NetworkFinder.find(OnnxGraphFile.of(ByteBuffer.wrap(bytes)), null);
      assertEquals(cell, found.cell());
      assertEquals(6, found.units());
      assertEquals(spec.layers(), found.layers());
      assertEquals(spec.bidirectional(), found.bidirectional());
      assertEquals(spec.embedding(), found.embedding());
      assertEquals(spec.data().inputFeatures(), found.inputs());
      assertEquals(spec.data().outputFeatures(), found.outputs());
      assertEquals(
          List.of(), found.ignored().stream().filter(n -> !n.contains("constant")).toList());
      if (cell.equals(spec.cell())) {
        parameters.forEach(
            (name, tensor) ->
                assertEquals(
                    0,
                    distance(tensor.toDoubles(), found.parameters().get(name).toDoubles()),
                    name));
        assertEquals(parameters.names().size(), found.parameters().names().size());
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    assertEquals(a.length, b.length);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
