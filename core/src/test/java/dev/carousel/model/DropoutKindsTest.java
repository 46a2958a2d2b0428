package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout of networks: what is drawn, when it acts, and which networks cannot have it. */
class DropoutKindsTest {
  private static final DataShape SHAPE = new DataShape(false, 2, false, 1, Moment.EVERY_STEP);
  private static final DataShape SYMBOLS = new DataShape(true, 5, true, 5, Moment.EVERY_STEP);
  private static final DropoutKinds ALL = new DropoutKinds(0.3, false, 0.3, 0.3, 0.3, 0.3);

  private final Engine engine = Engines.reference();

  @AfterEach
  void close() {
    engine.close();
  }

  private static List<DropoutKinds> each() {
    DropoutKinds none = DropoutKinds.NONE;
    return List.of(
        none.input(0.4),
        none.recurrent(0.4),
        none.candidate(0.4),
        none.zoneout(0.4),
        none.weights(0.4),
        ALL,
        ALL.variational(true));
  }

  private static NetworkSpec spec(DataShape shape, Cell cell, DropoutKinds kinds) {
    return NetworkSpec.of(shape, cell).units(6).layers(2).dropouts(kinds);
  }

  private static double[] training(Engine engine, NetworkSpec spec, long seed, long update) {
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    Chunk chunk = Chunks.random(spec.data(), 5, 3, 1);
    NetworkPass pass = bound.forwardTraining(chunk, Carry.zero(), seed, update);
    double[] outputs = pass.outputs().toDoubles();
    List<double[]> all = new ArrayList<>(List.of(outputs));
    pass.backward(null).parameters().forEach((name, tensor) -> all.add(tensor.toDoubles()));
    pass.release();
    return all.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] plain(Engine engine, NetworkSpec spec) {
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    return bound.forward(Chunks.random(spec.data(), 5, 3, 1), Carry.zero()).outputs().toDoubles();
  }

  @ParameterizedTest
  @MethodSource("each")
  void whatIsDroppedFollowsFromSeedAndUpdate(DropoutKinds kinds) {
    for (DataShape shape : List.of(SHAPE, SYMBOLS)) {
      NetworkSpec spec = spec(shape, Cells.lstm(), kinds);
      double[] once = training(engine, spec, 3, 4);
      assertArrayEquals(once, training(engine, spec, 3, 4));
      assertFalse(Arrays.equals(once, training(engine, spec, 3, 5)), "another update");
      assertFalse(Arrays.equals(once, training(engine, spec, 4, 4)), "another seed");
    }
  }

  /** One bound network, one update after the other: nothing of an update stays for the next. */
  private static PassBuffers buffers() {
    return new PassBuffers(Precision.FLOAT32, 1, 1);
  }

  @Test
  void anUpdateDoesNotDependOnThoseBefore() {
    try (Engine fused = Engines.fused(1)) {
      NetworkSpec spec = spec(SHAPE, Cells.lstm(), ALL);
      Network network = Network.compile(fused, spec);
      BoundNetwork bound = network.bind(network.initialParameters(1));
      Chunk chunk = Chunks.random(SHAPE, 5, 3, 1);
      NetworkPass open = bound.forwardTraining(chunk, Carry.zero(), 3, 9);
      for (long update : new long[] {4, 5, 4}) {
        NetworkPass pass = bound.forwardTraining(chunk, Carry.zero(), 3, update);
        double[] found = pass.outputs().toDoubles();
        double[] expected = Arrays.copyOf(training(fused, spec, 3, update), found.length);
        assertArrayEquals(expected, found);
        pass.release();
      }
      double[] gradients = training(fused, spec, 3, 9);
      List<double[]> all = new ArrayList<>(List.of(open.outputs().toDoubles()));
      open.backward(null).parameters().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      assertArrayEquals(gradients, all.stream().flatMapToDouble(Arrays::stream).toArray());
    }
  }

  /** Where values are computed again on the way back, and by more threads, the masks are equal. */
  @ParameterizedTest
  @MethodSource("each")
  void recomputingAndThreadsChangeNoBit(DropoutKinds kinds) {
    NetworkSpec spec = spec(SYMBOLS, Cells.lstm(), kinds);
    try (Engine whole = Engines.fused(new EngineSettings(1, 0));
        Engine some = Engines.fused(new EngineSettings(3, 2))) {
      assertArrayEquals(training(whole, spec, 3, 4), training(some, spec, 3, 4));
    }
  }

  @ParameterizedTest
  @MethodSource("each")
  void onlyZoneoutChangesWhatIsNotTraining(DropoutKinds kinds) {
    double[] usual = plain(engine, spec(SHAPE, Cells.lstm(), DropoutKinds.NONE));
    double[] found = plain(engine, spec(SHAPE, Cells.lstm(), kinds));
    assertEquals(kinds.zoneout() == 0, Arrays.equals(usual, found));
    assertArrayEquals(found, plain(engine, spec(SHAPE, Cells.lstm(), kinds)));
  }

  /** Streams are inference too: step by step they give what a pass gives. */
  @Test
  void aStreamHasTheMeanOfZoneout() {
    Network network = Network.compile(engine, spec(SHAPE, Cells.lstm(), ALL));
    BoundNetwork bound = network.bind(network.initialParameters(1));
    Chunk chunk = Chunks.random(SHAPE, 4, 1, 1);
    double[] expected = bound.forward(chunk, Carry.zero()).outputs().toDoubles();
    NetworkStream stream = bound.stream();
    float[] values = ((Inputs.Values) chunk.inputs()).values();
    for (int step = 0; step < 4; step++) {
      float[] x = Arrays.copyOfRange(values, 2 * step, 2 * step + 2);
      assertEquals(expected[step], stream.step(x).get(0), 1e-6);
    }
  }

  @Test
  void nothingDroppedChangesNoBit() {
    double[] usual = training(engine, spec(SHAPE, Cells.lstm(), DropoutKinds.NONE), 3, 4);
    DropoutKinds nothing = DropoutKinds.NONE.variational(true);
    assertArrayEquals(usual, training(engine, spec(SHAPE, Cells.lstm(), nothing), 3, 4));
  }

  /** A row draws by itself: what other rows there are, and how many steps follow, is all one. */
  @Test
  void aRowsMasksFollowFromItsNumberAndTheStep() {
    Dropout dropout = new Dropout(0, ALL, 1, 2);
    Tensor few = dropout.ofInput(new FloatTensor(3, 2, 4), buffers());
    Tensor many = dropout.ofInput(new FloatTensor(7, 5, 4), buffers());
    for (int step = 0; step < 3; step++) {
      for (int i = 0; i < 8; i++) {
        assertEquals(few.get(step * 8 + i), many.get(step * 20 + i));
      }
    }
    double[] rows = many.toDoubles();
    for (int row = 1; row < 5; row++) {
      boolean isSame = true;
      for (int step = 0; step < 7; step++) {
        int at = step * 20;
        isSame &= Arrays.equals(rows, at, at + 4, rows, at + 4 * row, at + 4 * row + 4);
      }
      assertFalse(isSame, "row " + row);
    }
  }

  /** A feature of an embedding that a row does without learns nothing from it. */
  @Test
  void whatIsDroppedOfTheInputHasNoGradient() {
    DropoutKinds kinds = DropoutKinds.NONE.variational(true).input(0.5);
    NetworkSpec spec = NetworkSpec.of(SYMBOLS, Cells.lstm()).units(3).embedding(8).dropouts(kinds);
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    NetworkPass pass = bound.forwardTraining(Chunks.random(SYMBOLS, 6, 1, 1), Carry.zero(), 1, 2);
    Tensor factors = new Dropout(0, kinds, 1, 2).ofInput(new FloatTensor(6, 1, 8), buffers());
    Tensor gradient = pass.backward(null).parameters().get("embedding/embedding.Wx");
    assertArrayEquals(new int[] {8, 5}, gradient.shape());
    for (int feature = 0; feature < 8; feature++) {
      double sum = 0;
      for (int symbol = 0; symbol < 5; symbol++) {
        sum += Math.abs(gradient.get(feature * 5 + symbol));
      }
      assertEquals(factors.get(feature) == 0, sum == 0, "feature " + feature);
    }
  }

  @Test
  void aVariationalMaskIsTheSameAtAllSteps() {
    Dropout dropout = new Dropout(0.5, ALL.variational(true), 1, 2);
    Tensor ones = new FloatTensor(6, 2, 4);
    for (int i = 0; i < ones.size(); i++) {
      ones.set(i, 1);
    }
    for (Tensor factors :
        List.of(dropout.ofInput(ones, buffers()), dropout.factors(0, ones, buffers()))) {
      Tensor applied = Dropout.apply(ones, factors, buffers());
      for (int i = 8; i < ones.size(); i++) {
        assertEquals(applied.get(i % 8), applied.get(i));
      }
    }
    Network network = Network.compile(engine, spec(SHAPE, Cells.lstm(), ALL.variational(true)));
    NamedTensors masks =
        dropout.within(
            network.recurrentLayers().get(0), 6, 2, new PassBuffers(engine.precision(), 1, 1));
    assertEquals(1, masks == null ? 0 : masks.get("recurrent h").extent(0));
    assertEquals(1, masks == null ? 0 : masks.get("candidate 0").extent(0));
    assertEquals(6, masks == null ? 0 : masks.get("zoneout h").extent(0));
  }

  /** A symbol that is dropped is dropped wherever the row reads it, if the mask is variational. */
  @Test
  void symbolsAreDroppedAsAWhole() {
    int[] ids = new int[400];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i / 2 % 5;
    }
    Inputs.Symbols symbols = new Inputs.Symbols(200, 2, 5, ids);
    for (boolean isVariational : new boolean[] {false, true}) {
      Dropout dropout = new Dropout(0, ALL.variational(isVariational), 1, 2);
      Tensor vectors =
          dropout.ofSymbols(symbols, new PassBuffers(engine.precision(), 1, 1)).tensor();
      int kept = 0;
      for (int place = 0; place < ids.length; place++) {
        double[] x = Arrays.copyOfRange(vectors.toDoubles(), place * 5, place * 5 + 5);
        assertTrue(x[ids[place]] == 0 || x[ids[place]] == 1 / 0.7, () -> Arrays.toString(x));
        assertEquals(x[ids[place]], Arrays.stream(x).sum());
        kept += x[ids[place]] == 0 ? 0 : 1;
        if (isVariational && place >= 10) {
          assertEquals(vectors.get((place - 10) * 5 + ids[place]), x[ids[place]]);
        }
      }
      assertTrue(kept > 0 && kept < 400, "" + kept);
    }
  }

  /** The means that inverted masks keep; the standard error of each is below 0.005. */
  @Test
  void masksHaveTheirMeans() {
    NetworkSpec spec = NetworkSpec.of(SHAPE, Cells.lstm()).units(100).dropouts(ALL);
    Network network = Network.compile(engine, spec);
    Dropout dropout = new Dropout(0, ALL, 1, 2);
    Layer layer = network.recurrentLayers().get(0);
    NamedTensors masks = dropout.within(layer, 20, 100, new PassBuffers(engine.precision(), 1, 1));
    assertEquals(0.3, mean(masks == null ? new FloatTensor(1) : masks.get("zoneout h")), 0.01);
    assertEquals(1, mean(masks == null ? new FloatTensor(1) : masks.get("candidate 0")), 0.01);
    assertEquals(1, mean(masks == null ? new FloatTensor(1) : masks.get("recurrent h")), 0.03);
    Tensor weights = new FloatTensor(100, 100);
    dropout.fillWeights(weights, layer, layer.program().recurrentMatrices().get(0));
    assertEquals(1, mean(weights), 0.03);
  }

  private static double mean(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).sum() / tensor.size();
  }

  /** Layers, directions, kinds and gates draw by themselves. */
  @Test
  void masksOfDifferentThingsDiffer() {
    NetworkSpec spec = spec(SHAPE, Cells.lstm(), ALL).bidirectional(true);
    List<String> seen = new ArrayList<>();
    Dropout dropout = new Dropout(0, ALL, 1, 2);
    for (Layer layer : Network.compile(engine, spec).recurrentLayers()) {
      NamedTensors masks = dropout.within(layer, 5, 3, new PassBuffers(engine.precision(), 1, 1));
      if (masks != null) {
        masks.forEach((name, mask) -> seen.add(zeros(mask)));
      }
      layer
          .program()
          .recurrentMatrices()
          .forEach(
              matrix -> {
                Tensor factors = new FloatTensor(6, 6);
                dropout.fillWeights(factors, layer, matrix);
                seen.add(zeros(factors));
              });
    }
    assertEquals(4 * (4 + 4), seen.size());
    assertEquals(seen.size(), seen.stream().distinct().count());
  }

  private static String zeros(Tensor mask) {
    StringBuilder text = new StringBuilder();
    for (double factor : mask.toDoubles()) {
      text.append(factor == 0 ? '0' : '1');
    }
    return text.toString();
  }

  /** Only recurrent matrices lose elements, and those get no gradient. */
  @Test
  void aWeightThatIsDroppedHasNoGradient() {
    NetworkSpec spec = spec(SHAPE, Cells.lstm(), DropoutKinds.NONE.weights(0.5));
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    NetworkPass pass = bound.forwardTraining(Chunks.random(SHAPE, 5, 3, 1), Carry.zero(), 1, 2);
    NamedTensors gradients = pass.backward(null).parameters();
    Dropout dropout = new Dropout(0, spec.dropouts(), 1, 2);
    Layer layer = network.recurrentLayers().get(1);
    layer
        .program()
        .recurrentMatrices()
        .forEach(
            matrix -> {
              Tensor factors = new FloatTensor(6, 6);
              dropout.fillWeights(factors, layer, matrix);
              Tensor gradient = gradients.get(layer.parameterName(matrix.name()));
              for (int i = 0; i < 36; i++) {
                assertEquals(factors.get(i) == 0, gradient.get(i) == 0, matrix.name());
              }
            });
    for (double value : gradients.get("layer0/g.Wx").toDoubles()) {
      assertTrue(value != 0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesOutOfRangeAreRefused(double share) {
    List<DoubleFunction<DropoutKinds>> kinds =
        List.of(
            DropoutKinds.NONE::input,
            DropoutKinds.NONE::recurrent,
            DropoutKinds.NONE::candidate,
            DropoutKinds.NONE::zoneout,
            DropoutKinds.NONE::weights);
    List<String> names =
        List.of(
            "input dropout", "recurrent dropout", "candidate dropout", "zoneout", "weight dropout");
    for (int i = 0; i < kinds.size(); i++) {
      DoubleFunction<DropoutKinds> kind = kinds.get(i);
      Refusal.of(
          () -> kind.apply(share),
          "The " + names.get(i) + " is out of range.",
          "less than 1",
          "" + share);
    }
  }

  @Test
  void cellsWithoutWhatIsToBeDroppedAreRefused() {
    Cell diagonal = s -> s.next("h", s.state("h").times(0.5).plus(s.affine("x", s.input())));
    Cell stateless = s -> s.output(s.affine("x", s.input()));
    refuse(diagonal, DropoutKinds.NONE.recurrent(0.1), "Recurrent dropout", "reads a state");
    refuse(diagonal, DropoutKinds.NONE.weights(0.1), "Weight dropout", "recurrent matrix");
    refuse(Cells.tanhRnn(), DropoutKinds.NONE.candidate(0.1), "Candidate dropout", "candidate");
    refuse(stateless, DropoutKinds.NONE.zoneout(0.1), "Zoneout", "a state");
  }

  /** Of layers that differ, those drop that can. */
  @Test
  void oneLayerThatHasItIsEnough() {
    Cell diagonal = s -> s.next("h", s.state("h").times(0.5).plus(s.affine("x", s.input())));
    DropoutKinds kinds = DropoutKinds.NONE.recurrent(0.3).candidate(0.3).weights(0.3);
    Stack stack = Stack.of(LayerSpec.of(diagonal).units(3), LayerSpec.of(Cells.lstm()).units(4));
    NetworkSpec spec = NetworkSpec.of(SHAPE, stack).dropouts(kinds);
    List<Layer> layers = Network.compile(engine, spec).recurrentLayers();
    assertEquals(List.of(0, 2), layers.stream().map(l -> l.training().masks().size()).toList());
    assertArrayEquals(training(engine, spec, 3, 4), training(engine, spec, 3, 4));
  }

  private void refuse(Cell cell, DropoutKinds kinds, String... parts) {
    Refusal.of(
        () -> Network.compile(engine, NetworkSpec.of(SHAPE, cell).units(3).dropouts(kinds)), parts);
  }

  /** A model keeps them; one that drops nothing is written as before. */
  @Test
  void theyAreSavedWithTheNetwork() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    NetworkSpec spec = spec(SHAPE, Cells.lstm(), ALL.variational(true));
    String text = json.writeValueAsString(spec);
    assertEquals(ALL.variational(true), json.readValue(text, NetworkSpec.class).dropouts(), text);
    String plain = json.writeValueAsString(spec.dropouts(DropoutKinds.NONE));
    assertFalse(plain.contains("dropouts"), plain);
    assertEquals(DropoutKinds.NONE, json.readValue(plain, NetworkSpec.class).dropouts());
    assertFalse(spec.equals(spec.dropouts(ALL)));
  }

  /** What training takes: masks, their copies in the layers, and thinned matrices. */
  @Test
  void theMemoryOfMasksIsCounted() {
    try (Engine fused = Engines.fused(1)) {
      NetworkSpec spec = NetworkSpec.of(SHAPE, Cells.lstm()).units(32);
      NetworkMemory none = memory(fused, spec);
      NetworkMemory zoneout = memory(fused, spec.dropouts(DropoutKinds.NONE.zoneout(0.1)));
      long masks = 4L * 2 * 32 * 50 * 8;
      assertEquals(masks, zoneout.work() - none.work());
      assertTrue(zoneout.pass() - none.pass() >= masks, zoneout + " " + none);
      NetworkMemory weights = memory(fused, spec.dropouts(DropoutKinds.NONE.weights(0.1)));
      assertEquals(4L * 2 * 4 * 32 * 32, weights.work() - none.work());
    }
  }

  private static NetworkMemory memory(Engine engine, NetworkSpec spec) {
    return NetworkMemory.of(Network.compile(engine, spec), 50, 8, true, 0);
  }
}
