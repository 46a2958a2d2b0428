package dev.carousel.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.expr.Functions;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a layer says to tensors that do not fit it: 2 inputs, 3 units, 5 steps, 4 rows. */
class LayerInputErrorsTest {
  private static final int STEPS = 5;
  private static final int ROWS = 4;

  private final Engine engine = Engines.fused(1);
  private final LayerProgram layer =
      engine.compile(
          "layer0", s -> s.next("h", Functions.tanh(s.affine("h", s.input(), s.state("h")))), 2, 3);
  private final Inputs input = new Inputs.Values(new FloatTensor(STEPS, ROWS, 2));

  @AfterEach
  void close() {
    engine.close();
  }

  private Map<String, Tensor> parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    layer.parameters().forEach(p -> tensors.put(p.name(), p.zeros(Precision.FLOAT32)));
    return tensors;
  }

  private ForwardPass run(Inputs given, SequenceContext context) {
    return layer.forward(new NamedTensors(parameters()), given, context);
  }

  private static void assertSays(Executable action, String... parts) {
    Refusal.of(action, parts).says("layer0");
  }

  private static NamedTensors h(Tensor tensor) {
    return new NamedTensors(Map.of("h", tensor));
  }

  @Test
  void parameterOfAnotherShape() {
    Map<String, Tensor> parameters = parameters();
    parameters.put("h.Wx", new FloatTensor(3, 3));
    assertSays(
        () -> layer.forward(new NamedTensors(parameters), input, SequenceContext.plain()),
        "The shape of parameter h.Wx is wrong.",
        "expected: [3, 2]",
        "found:    [3, 3]");
  }

  @Test
  void missingParameterComesWithTheNearestWord() {
    Map<String, Tensor> parameters = parameters();
    parameters.remove("h.Wx");
    parameters.put("h.Wxx", new FloatTensor(3, 2));
    Refusal error =
        Refusal.of(
            () -> layer.forward(new NamedTensors(parameters), input, SequenceContext.plain()));
    assertTrue(error.message().contains("did you mean"), error.message());
  }

  @Test
  void inputOfAnotherNumberOfFeatures() {
    Inputs wide = new Inputs.Values(new FloatTensor(STEPS, ROWS, 7));
    assertSays(() -> run(wide, SequenceContext.plain()), "the input's features", "2", "7");
  }

  @Test
  void inputWithoutStepsOrRows() {
    FloatTensor noSteps = new FloatTensor(0, ROWS, 2);
    FloatTensor noRows = new FloatTensor(STEPS, 0, 2);
    Refusal.of(() -> new Inputs.Values(noSteps), "number of steps is too small", "at least 1");
    Refusal.of(() -> new Inputs.Values(noRows), "number of rows is too small", "at least 1");
  }

  @Test
  void initialStateAndMaskOfAnotherSize() {
    SequenceContext state = new SequenceContext(h(new FloatTensor(3, 3)), null, false);
    assertSays(() -> run(input, state), "initial state h", "expected: 12", "found:    9");
    SequenceContext mask = new SequenceContext(null, new boolean[19], false);
    assertSays(() -> run(input, mask), "the mask", "expected: 20", "found:    19");
  }

  @Test
  void symbolOutOfRange() {
    Inputs symbols = new Inputs.Symbols(1, 3, 2, new int[] {0, 2, 1});
    assertSays(
        () -> run(symbols, SequenceContext.plain()),
        "A symbol is out of range.",
        "from 0 to 1",
        "found:    2");
  }

  @Test
  void gradientsOfAnotherSize() {
    ForwardPass pass = run(input, SequenceContext.plain());
    assertSays(
        () -> pass.backward(new FloatTensor(STEPS, ROWS, 2), null, null),
        "the outputs' gradient",
        "expected: 60",
        "found:    40");
    assertSays(
        () -> pass.backward(null, h(new FloatTensor(1, 3)), null), "final gradient of state h");
  }

  @Test
  void referenceEngineChecksGradientsToo() {
    try (Engine reference = Engines.reference()) {
      LayerProgram sum = reference.compile("layer0", s -> s.output(s.input().sum()), 2, 3);
      ForwardPass pass = sum.forward(new NamedTensors(Map.of()), input, SequenceContext.plain());
      assertSays(
          () -> pass.backward(new DoubleTensor(STEPS, ROWS, 2), null, null),
          "the outputs' gradient",
          "expected: 20");
    }
  }

  @Test
  void tensorsOfAnotherPrecision() {
    Inputs wide = new Inputs.Values(new DoubleTensor(STEPS, ROWS, 2));
    assertSays(
        () -> run(wide, SequenceContext.plain()),
        "The precision of the input",
        "expected: FLOAT32",
        "found:    FLOAT64");
    NamedTensors parameters = new NamedTensors(parameters()).copyAs(Precision.FLOAT64);
    assertSays(
        () -> layer.forward(parameters, input, SequenceContext.plain()),
        "The precision of parameter h.Wx",
        "copyAs(Precision.FLOAT32)");
    SequenceContext state = new SequenceContext(h(new DoubleTensor(ROWS, 3)), null, false);
    assertSays(() -> run(input, state), "The precision of initial state h");
    ForwardPass pass = run(input, SequenceContext.plain());
    assertSays(
        () -> pass.backward(new DoubleTensor(STEPS, ROWS, 3), null, null), "outputs' gradient");
    assertSays(
        () -> pass.backward(null, h(new DoubleTensor(ROWS, 3)), null), "final gradient of state h");
  }
}
