package dev.carousel.examples.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
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
import dev.carousel.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cells of this module, as ONNX files. */
class OwnCellsInOnnxTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final int STEPS = 9;
  private static final int ROWS = 3;

  /** ONNX Runtime 1.29.0 needs more than a megabyte of stack to begin. */
  @BeforeAll
  static void beginWithEnoughStack() throws InterruptedException {
    Thread first = new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime", 16L << 20);
    first.start();
    first.join();
  }

  /** The own LSTM has the equations of ONNX's operator. */
  @ParameterizedTest
  @CsvSource({"my-lstm, LSTM", "scrn, Scan"})
  void outputsAreThoseOfTheReference(String cell, String operator) throws Exception {
    DataShape shape = new DataShape(false, 5, false, 2, Moment.EVERY_STEP);
    NetworkSpec spec =
        NetworkSpec.of(shape, PluginRef.parse(cell)).units(7).layers(2).from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = network.initialParameters(1);
      byte[] file = OnnxExport.bytes(spec, parameters, OnnxSettings.usual().states(false));
      String text = new String(file, StandardCharsets.ISO_8859_1);
      assertTrue(text.contains("/" + operator + ".node"), operator);
      float[] numbers = new float[STEPS * ROWS * 5];
      Random random = new Random(4);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      Tensor expected =
          network.bind(parameters).predict(new Inputs.Values(STEPS, ROWS, 5, numbers)).values();
      float[] found = run(file, numbers);
      assertEquals(expected.size(), found.length);
      for (int i = 0; i < found.length; i++) {
        assertEquals(expected.get(i), found[i], 1e-5);
      }
    }
  }

  private static float[] run(byte[] file, float[] numbers) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {STEPS, ROWS, 5};
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      FloatBuffer buffer = ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer();
      float[] found = new float[buffer.remaining()];
      buffer.get(found);
      return found;
    }
  }
}
