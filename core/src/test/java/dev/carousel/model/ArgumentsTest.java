package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a Java program may hand in wrongly: refused where it enters, in words. */
class ArgumentsTest {
  private static final DataShape SHAPE = new DataShape(false, 2, true, 3, Moment.EVERY_STEP);

  private final Engine engine = Engines.scalar(1);
  private final Network network =
      Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(4));
  private final NamedTensors parameters = network.initialParameters(1);
  private final BoundNetwork bound = network.bind(parameters);
  private final Chunk good = Chunks.random(SHAPE, 3, 2, 1);

  @AfterEach
  void close() {
    engine.close();
  }

  private static Inputs.Values numbers(int steps, int rows, int features) {
    return new Inputs.Values(steps, rows, features, new float[steps * rows * features]);
  }

  private static Targets.Symbols classes(int... ids) {
    return new Targets.Symbols(Moment.EVERY_STEP, 3, ids);
  }

  private static void refused(String name, Runnable action, List<DynamicTest> into) {
    into.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              RuntimeException error = assertThrows(RuntimeException.class, action::run);
              boolean isTold =
                  error instanceof CarouselException || error instanceof IllegalArgumentException;
              assertTrue(isTold && String.valueOf(error.getMessage()).length() > 20, "" + error);
            }));
  }

  /** Sizes that are negative, zero, too large for an array, or not those of the arrays. */
  @TestFactory
  Stream<DynamicTest> sizesAreRefused() {
    List<DynamicTest> cases = new ArrayList<>();
    int half = 1 << 16; // whose square is 0 in 32 bits
    for (int wrong : new int[] {0, -1, Integer.MIN_VALUE}) {
      refused("steps " + wrong, () -> new Inputs.Values(wrong, 1, 1, new float[0]), cases);
      refused("rows " + wrong, () -> new Inputs.Values(1, wrong, 1, new float[0]), cases);
      refused("features " + wrong, () -> new Inputs.Values(1, 1, wrong, new float[0]), cases);
      refused("symbols' steps " + wrong, () -> new Inputs.Symbols(wrong, 1, 1, new int[0]), cases);
      refused("vocabulary " + wrong, () -> new Inputs.Symbols(1, 1, wrong, new int[1]), cases);
      refused("classes " + wrong, () -> new Targets.Symbols(Moment.END, wrong, new int[1]), cases);
      refused("numbers " + wrong, () -> new Targets.Values(Moment.END, wrong, new float[1]), cases);
      refused("shape " + wrong, () -> new DataShape(true, wrong, true, 2, Moment.END), cases);
      refused("units " + wrong, () -> NetworkSpec.of(SHAPE, Cells.lstm()).units(wrong), cases);
      refused("stream rows " + wrong, () -> bound.stream(wrong), cases);
      refused("layer units " + wrong, () -> engine.compile("a", Cells.lstm(), 2, wrong), cases);
      refused("layer inputs " + wrong, () -> engine.compile("a", Cells.lstm(), wrong, 2), cases);
    }
    refused("both negative", () -> new Inputs.Symbols(-1, -1, 2, new int[1]), cases);
    refused("overflow", () -> new Inputs.Symbols(half, half, 2, new int[0]), cases);
    refused("half a prediction", () -> new Targets.Values(Moment.END, 2, new float[3]), cases);
    refused("too few ids", () -> new Inputs.Symbols(2, 2, 2, new int[3]), cases);
    refused("a negative extent", () -> new FloatTensor(2, -1), cases);
    LayerProgram layer = network.recurrentLayers().get(0).program();
    NamedTensors own = network.recurrentLayers().get(0).own(parameters);
    refused("a matrix", () -> new Inputs.Values(new FloatTensor(2, 3)), cases);
    Inputs two = new Inputs.Symbols(2, 2, 2, new int[4]);
    refused("a mask", () -> run(layer, own, two, new boolean[3]), cases);
    return cases.stream();
  }

  private static void run(
      LayerProgram layer, NamedTensors own, Inputs input, boolean @Nullable [] mask) {
    layer.forward(own, input, new SequenceContext(null, mask, false)).release();
  }

  @Test
  void targetsThatAreNoClassesAreRefused() {
    Inputs inputs = numbers(2, 2, 2);
    String summary = "A target is not one of the classes.";
    Refusal.of(
        () -> new Chunk(inputs, classes(0, 1, 2, 3), new boolean[2]),
        summary,
        "from 0 to 2",
        "3",
        "step 1, row 1");
    Refusal.of(
        () -> new Chunk(inputs, classes(0, -2, 2, 0), new boolean[2]),
        summary,
        "-1 for a missing one",
        "step 0, row 1");
    Chunk missing = new Chunk(inputs, classes(0, -1, 2, 0), new boolean[2]);
    assertEquals(3, missing.predictions());
    boolean[] mask = {true, false, true, true};
    Chunk masked = new Chunk(inputs, classes(0, -100, 2, 0), mask, new boolean[2]);
    assertTrue(Double.isFinite(bound.forward(masked, Carry.zero()).loss().mean()));
    Refusal.of(
        () -> engine.softmaxCrossEntropy(new FloatTensor(2, 3), new int[] {0, 3}, 1),
        summary,
        "less than 3",
        "row 1");
    Refusal.of(() -> engine.softmaxCrossEntropy(new FloatTensor(2, 3), new int[] {0}, 1), "[2, 3]");
  }

  @Test
  void rowsWithoutAStepAreRefusedWhereTheirEndIsToBePredicted() {
    Targets ends = new Targets.Symbols(Moment.END, 3, new int[] {0, 1});
    boolean[] second = {true, false, true, false};
    boolean[] none = new boolean[4];
    Inputs inputs = numbers(2, 2, 2);
    Refusal.of(
        () -> new Chunk(inputs, ends, second, new boolean[2]),
        "A row has a target and no step to predict it from.",
        "row 1");
    Refusal.of(
        () -> new Chunk(inputs, classes(0, 0, 0, 0), none, new boolean[2]),
        "A chunk has no real step.");
    new Chunk(inputs, classes(0, 0, 0, 0), second, new boolean[2]);
  }

  @Test
  void chunksOfAnotherShapeAreRefused() {
    for (DataShape other :
        List.of(
            new DataShape(false, 3, true, 3, Moment.EVERY_STEP),
            new DataShape(true, 2, true, 3, Moment.EVERY_STEP),
            new DataShape(false, 2, false, 3, Moment.EVERY_STEP),
            new DataShape(false, 2, true, 4, Moment.EVERY_STEP),
            new DataShape(false, 2, true, 3, Moment.END))) {
      Chunk chunk = Chunks.random(other, 3, 2, 1);
      Refusal.of(
          () -> bound.forward(chunk, Carry.zero()),
          "The data do not fit the network.",
          "expected: " + SHAPE,
          "found:    " + other);
      Refusal.of(() -> bound.forwardTraining(chunk, Carry.zero(), 1, 1), "do not fit");
    }
  }

  @Test
  void carriedStatesOfOtherRowsOrLayersAreRefused() {
    Carry ofThree = bound.stream(3).carry();
    Refusal.of(
        () -> bound.forward(good, ofThree),
        "The states do not fit the network.",
        "{h=[2, 4], c=[2, 4]}",
        "[3, 4]");
    bound.forward(Chunks.withFresh(good, true, true), ofThree);
    Carry misspelt =
        new Carry(
            Map.of("layer0", Objects.requireNonNull(ofThree.of("layer0")), "layr1", parameters));
    Refusal.of(() -> bound.forward(good, misspelt), "The states");
  }

  private NamedTensors with(String name, Tensor tensor) {
    Map<String, Tensor> changed = new LinkedHashMap<>(parameters.asMap());
    changed.put(name, tensor);
    return new NamedTensors(changed);
  }

  @Test
  void parametersAreBoundByNameShapeAndPrecision() {
    String matrix =
        parameters.names().stream()
            .filter(name -> parameters.get(name).rank() == 2)
            .filter(name -> parameters.get(name).extent(0) != parameters.get(name).extent(1))
            .findFirst()
            .orElseThrow();
    Tensor right = parameters.get(matrix);
    Tensor transposed = new FloatTensor(right.extent(1), right.extent(0));
    Refusal.of(
        () -> network.bind(with(matrix, transposed)),
        "The shape of parameter " + matrix + " is wrong.",
        "transpose it");
    Refusal.of(
        () -> network.bind(with("layer0/i.Wq", right)),
        "The network has no parameter layer0/i.Wq.",
        "did you mean '");
    Map<String, Tensor> fewer = new LinkedHashMap<>(parameters.asMap());
    fewer.remove(matrix);
    Refusal.of(
        () -> network.bind(new NamedTensors(fewer)), "The parameter " + matrix + " is missing.");
    Refusal.of(
        () -> network.bind(parameters.copyAs(Precision.FLOAT64)),
        "is not the engine's.",
        "FLOAT32",
        "FLOAT64");
    LayerProgram head = network.allLayers().get(1).program();
    Map<String, Tensor> own = new LinkedHashMap<>();
    head.parameters()
        .forEach(
            p ->
                own.put(
                    p.name(),
                    p.isMatrix()
                        ? new FloatTensor(p.columns(), p.rows())
                        : p.zeros(Precision.FLOAT32)));
    Refusal.of(
        () -> head.bind(new NamedTensors(own)), "The shape of parameter", "[3, 4]", "[4, 3]");
  }

  @Test
  void initialStatesAreTakenByShape() {
    LayerProgram layer = network.recurrentLayers().get(0).program();
    NamedTensors own = network.recurrentLayers().get(0).own(parameters);
    Inputs input = new Inputs.Values(new FloatTensor(1, 2, 2));
    NamedTensors states =
        new NamedTensors(Map.of("h", new FloatTensor(4, 2), "c", new FloatTensor(2, 4)));
    Refusal.of(
        () -> layer.forward(own, input, new SequenceContext(states, null, false)),
        "The shape of initial state h is wrong.",
        "[2, 4]",
        "[4, 2]");
  }
}
