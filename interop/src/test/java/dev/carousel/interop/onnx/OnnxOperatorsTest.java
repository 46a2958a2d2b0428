package dev.carousel.interop.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cells become operators of ONNX. */
class OnnxOperatorsTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "lstm, LSTM",
        "\"lstm:peepholes=true,coupled=true\", LSTM",
        "lstm:coupled=true, LSTM",
        "lstm:peepholes=true, LSTM",
        "gru, GRU",
        "gru-reset-before, GRU",
        "rnn, RNN",
        "rnn:activation=relu, RNN",
        "rnn:activation=identity, Scan",
        "greff-lstm, Scan",
        "mgu, Scan",
      })
  void operatorIs(String cell, String operator) {
    DataShape shape = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);
    NetworkSpec spec = NetworkSpec.of(shape, PluginRef.parse(cell)).units(4).from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      byte[] file =
          OnnxExport.bytes(
              spec, Network.compile(engine, spec).initialParameters(1), OnnxSettings.usual());
      String text = new String(file, StandardCharsets.ISO_8859_1);
      List<String> found =
          List.of("LSTM", "GRU", "RNN", "Scan").stream()
              .filter(name -> text.contains("/" + name + ".node"))
              .toList();
      assertEquals(List.of(operator), found);
    }
  }

  /** A message of Protocol Buffers has at most 2 GiB. */
  @Test
  void aNetworkOfMoreThanTwoGigabytesIsRefused() {
    DataShape shape = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);
    NetworkSpec spec = NetworkSpec.of(shape, PluginRef.parse("rnn")).units(4).from(PLUGINS);
    Tensor shared = Precision.FLOAT32.zeros(1_000_000);
    Map<String, Tensor> many = new HashMap<>();
    for (int i = 0; i < 501; i++) {
      many.put("parameter" + i, shared);
    }
    Refusal.of(
        "501,000,000 parameters",
        () -> OnnxExport.bytes(spec, new NamedTensors(many), OnnxSettings.usual()),
        "The network is too large for one ONNX file.",
        "at most 500000000 parameters",
        "501000000",
        ".safetensors");
  }
}
