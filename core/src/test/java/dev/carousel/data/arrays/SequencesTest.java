package dev.carousel.data.arrays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final float[][][] NUMBERS = {
    {{1, 2}, {3, 4}, {5, 6}}, {{7, 8}}, {{9, 10}, {11, 12}}
  };

  private static Chunk whole(Dataset data) {
    return data.training().epoch(9, 1, 1, 0).chunk(0);
  }

  /** The row whose first number is this one: training shuffles. */
  private static int row(Chunk chunk, float first) {
    float[] values = ((Inputs.Values) chunk.inputs()).values();
    int row = 0;
    while (values[row * 2] != first) {
      row++;
    }
    return row;
  }

  @Test
  void shorterSequencesArePaddedAndMasked() {
    Dataset data = Sequences.of(NUMBERS).labelled(new int[] {2, 0, 1}).split(0);
    assertEquals(new DataShape(false, 2, true, 3, Moment.END), data.shape());
    assertEquals(3, data.training().symbols());
    assertEquals(0, data.validation().symbols());
    Chunk chunk = whole(data);
    float[] values = ((Inputs.Values) chunk.inputs()).values();
    int[] labels = ((Targets.Symbols) chunk.targets()).ids();
    int[] expected = {2, 0, 1};
    for (int n = 0; n < 3; n++) {
      int row = row(chunk, NUMBERS[n][0][0]);
      assertEquals(expected[n], labels[row]);
      assertEquals(NUMBERS[n].length, chunk.length(row));
      for (int t = 0; t < NUMBERS[n].length; t++) {
        assertTrue(chunk.isReal(t, row));
        assertEquals(NUMBERS[n][t][0], values[(t * 3 + row) * 2]);
        assertEquals(NUMBERS[n][t][1], values[(t * 3 + row) * 2 + 1]);
      }
    }
  }

  @Test
  void everyKindOfTargetComesWithItsSequence() {
    Sequences numbers = Sequences.of(NUMBERS);
    Chunk ends = whole(numbers.targets(new float[][] {{1}, {7}, {9}}).split(0));
    Chunk steps =
        whole(
            numbers.targetsOfSteps(new float[][][] {{{1}, {3}, {5}}, {{7}}, {{9}, {11}}}).split(0));
    Chunk labels = whole(numbers.labelledSteps(new int[][] {{1, 3, 5}, {7}, {9, 11}}, 12).split(0));
    for (float[][] sequence : NUMBERS) {
      float first = sequence[0][0];
      assertEquals(first, ((Targets.Values) ends.targets()).values()[row(ends, first)]);
      for (int t = 0; t < sequence.length; t++) {
        float wanted = sequence[t][0];
        int at = t * 3;
        assertEquals(wanted, ((Targets.Values) steps.targets()).values()[at + row(steps, first)]);
        assertEquals(
            (int) wanted, ((Targets.Symbols) labels.targets()).ids()[at + row(labels, first)]);
      }
    }
    assertEquals(6, steps.predictions());
    Dataset symbols =
        Sequences.ofSymbols(new int[][] {{4, 1}, {2}}, 5).labelled(new int[] {0, 1}).split(0);
    assertEquals(new DataShape(true, 5, true, 2, Moment.END), symbols.shape());
    assertEquals(3, whole(symbols).length(0) + whole(symbols).length(1));
  }

  @Test
  void categoriesStandBesideTheNumbers() {
    float[][][] numbers = {{{0.5f}, {1}}, {{2}}};
    int[][][] ids = {{{1, 0}, {2, 3}}, {{0, 1}}};
    Sequences mixed = Sequences.of(numbers).withCategories(ids, 3, 4);
    Dataset data = mixed.labelled(new int[] {0, 1}).split(0);
    assertEquals(new DataShape(false, 1, true, 2, Moment.END, List.of(3, 4)), data.shape());
    Chunk chunk = whole(data);
    Inputs.Mixed found = (Inputs.Mixed) chunk.inputs();
    int first = chunk.length(0) == 2 ? 0 : 1;
    assertEquals(2, found.categories().get(0).ids()[2 + first]);
    assertEquals(3, found.categories().get(1).ids()[2 + first]);
    assertEquals(1, found.categories().get(1).ids()[1 - first]);
  }

  @Test
  void categoriesThatDoNotFitAreRefused() {
    Sequences numbers = Sequences.of(new float[][][] {{{1}, {2}}});
    Refusal.of(
        () -> numbers.withCategories(new int[2][2][1], 3),
        "There are not as many rows of categories as sequences.");
    Refusal.of(
        () -> numbers.withCategories(new int[1][3][1], 3),
        "There are not as many rows of categories as steps.",
        "sequence 0");
    Refusal.of(
        () -> numbers.withCategories(new int[][][] {{{0}, {0, 1}}}, 3),
        "A step has too many or too few categories.",
        "expected: 1",
        "found:    2",
        "sequence 0, step 1");
    Refusal.of(
        () -> numbers.withCategories(new int[][][] {{{0}, {3}}}, 3),
        "The symbol is out of range.",
        "from 0 to 2",
        "sequence 0, step 1, category 0");
    Refusal.of(() -> numbers.withCategories(new int[1][2][0]), "There are no categories.");
    Refusal.of(
        () -> Sequences.ofSymbols(new int[][] {{1}}, 2).withCategories(new int[1][1][1], 2),
        "Categories stand beside numbers.");
  }

  @Test
  void theArraysAreCopied() {
    float[][][] values = {{{1, 2}}, {{3, 4}}};
    int[] labels = {0, 1};
    Dataset data = Sequences.of(values).labelled(labels).split(0);
    values[0][0][0] = 99;
    labels[0] = 1;
    Chunk chunk = whole(data);
    assertEquals(0, ((Targets.Symbols) chunk.targets()).ids()[row(chunk, 1)]);
  }

  @Test
  void aShareIsHeldBackTheSameAtEveryCall() {
    Dataset data = many(40).split(0.25);
    assertEquals(30, data.training().symbols());
    assertEquals(10, data.validation().symbols());
    assertEquals(
        "arrays: sequences of up to 9 steps, 30 to train, 10 to validate", data.description());
    assertEquals(firsts(data.validation(), 0), firsts(many(40).split(0.25).validation(), 7));
    List<Float> all = new ArrayList<>(firsts(data.training(), 0));
    all.addAll(firsts(data.validation(), 0));
    assertEquals(
        firsts(many(40).split(0).training(), 0).stream().sorted().toList(),
        all.stream().sorted().toList());
    assertNotEquals(firsts(data.training(), 0), firsts(data.training(), 1));
    assertEquals(firsts(data.training(), 1), firsts(data.training(), 1));
    Refusal.of(() -> many(4).split(1), "The validation share", "1.0");
  }

  private static List<Float> firsts(Part part, int epoch) {
    List<Float> found = new ArrayList<>();
    Epoch chunks = part.epoch(7, 1, 3, epoch);
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.chunk(i);
      assertEquals(chunk.steps(), chunks.steps(i));
      assertEquals(chunk.rows(), chunks.rows(i));
      float[] values = ((Inputs.Values) chunk.inputs()).values();
      for (int row = 0; row < chunk.rows(); row++) {
        found.add(values[row]);
      }
    }
    return found;
  }

  /** Whether the first number is above zero, 2 to 9 steps ago. */
  private static TargetedSequences many(int count) {
    RandomGenerator random = RandomStreams.stream(1, "test arrays");
    float[][][] values = new float[count][][];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      values[n] = new float[2 + random.nextInt(8)][1];
      for (float[] step : values[n]) {
        step[0] = (float) random.nextGaussian();
      }
      labels[n] = values[n][0][0] > 0 ? 1 : 0;
    }
    return Sequences.of(values).labelled(labels);
  }

  @Test
  void aNetworkLearnsFromArraysAndPredictsWithoutLabels() {
    Dataset data = many(300).split(0.2);
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(8));
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(new Descent(1))
              .hooks(List.of())
              .plan(TrainingPlan.of(Limit.ofEpochs(40)).batch(16))
              .run();
      assertTrue(trained.validLoss() < 0.35, () -> "loss " + trained.validLoss());
      BoundNetwork model = network.bind(trained.parameters());
      float[] up = {2, -1, 0.5f, -0.5f};
      float[] down = {-2, 1, -0.5f, 0.5f};
      assertEquals(1, model.predict(new Inputs.Values(4, 1, 1, up)).argmax(0, 0));
      assertEquals(0, model.predict(new Inputs.Values(4, 1, 1, down)).argmax(0, 0));
    }
  }

  @Test
  void aModelKeepsTheShape() {
    DataCodec codec = many(3).split(0).codec();
    assertEquals(
        "{\"kind\":\"arrays\",\"read\":{\"symbolsIn\":false,\"inputFeatures\":1,\"symbolsOut\":true,"
            + "\"outputFeatures\":2,\"moment\":\"END\"},\"inputs\":[],\"classes\":[]}",
        codec.toJson());
    assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    assertEquals(many(3).shape(), codec.shape().orElseThrow());
    Refusal.of(() -> DataCodec.fromJson("{\"kind\":\"arrays\",\"read\":null}"), "damaged");
  }

  /** The loss of what is known alone, whatever stands beside it. */
  @Test
  void missingTargetsHaveNoLoss() {
    Sequences three = Sequences.of(NUMBERS);
    Dataset whole = three.labelled(new int[] {2, -1, 1}).split(0);
    Dataset known =
        Sequences.of(new float[][][] {NUMBERS[0], NUMBERS[2]}).labelled(new int[] {2, 1}).split(0);
    assertEquals(3, whole.shape().outputFeatures());
    assertEquals(loss(known), loss(whole), 1e-12);
    float none = Float.NaN;
    Dataset numbers = three.targets(new float[][] {{1, none}, {none, none}, {3, 4}}).split(0);
    Dataset fewer =
        Sequences.of(new float[][][] {NUMBERS[0], NUMBERS[2]})
            .targets(new float[][] {{1, none}, {3, 4}})
            .split(0);
    assertEquals(loss(fewer), loss(numbers), 1e-12);
    int[][] steps = {{-1, 0, 1}, {0}, {1, -1}};
    assertEquals(4, total(three.labelledSteps(steps, 2).split(0)).predictions());
  }

  private static double loss(Dataset data) {
    return total(data).mean();
  }

  private static LossTotal total(Dataset data) {
    try (Engine engine = Engines.reference()) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(4);
      Network network = Network.compile(engine, spec);
      return Evaluation.of(network.bind(network.initialParameters(1)), data.training());
    }
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    Refusal.of(() -> Sequences.of(new float[0][][]), "no sequences", "at least 1");
    Refusal.of(() -> Sequences.of(new float[][][] {{{1}}, {}}), "no steps in sequence 1");
    Refusal.of(() -> Sequences.of(new float[][][] {{{}}}), "no numbers in a step of the inputs");
    Refusal.of(
        () -> Sequences.of(new float[][][] {{{1, 2}}, {{1, 2}, {3}}}),
        "different sizes",
        "2 numbers",
        "sequence 1, step 1");
    for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Refusal.of(
          () -> Sequences.of(new float[][][] {{{1}, {wrong}}}),
          "not finite",
          "sequence 0, step 1, number 0");
    }
    Refusal.of(
        () -> Sequences.ofSymbols(new int[][] {{0, 5}}, 5),
        "symbol is out of range",
        "from 0 to 4",
        "5",
        "sequence 0, step 1");
    Refusal.of(() -> Sequences.ofSymbols(new int[][] {{0}}, 0), "number of symbols", "at least 1");
    Sequences three = Sequences.of(NUMBERS);
    Refusal.of(() -> three.labelled(new int[2]), "not as many labels as sequences", "3", "2");
    Refusal.of(
        () -> three.labelled(new int[] {0, -2, 1}),
        "label is out of range",
        "or -1 if it is missing",
        "-2",
        "sequence 1");
    Refusal.of(() -> three.labelled(new int[] {-1, -1, -1}), "number of classes", "at least 1");
    float infinite = Float.POSITIVE_INFINITY;
    Refusal.of(
        () -> three.targets(new float[][] {{1}, {infinite}, {1}}),
        "A number of the targets is not finite.",
        "or NaN for one that is missing",
        "sequence 1");
    Refusal.of(() -> three.labelled(new int[] {0, 1, 2}, 2), "out of range", "from 0 to 1", "2");
    Refusal.of(
        () -> three.labelledSteps(new int[][] {{0, 0, 0}, {0, 0}, {0, 0}}, 2),
        "not as many labels as steps",
        "1",
        "2",
        "sequence 1");
    Refusal.of(() -> three.targets(new float[][] {{1}, {1, 2}, {1}}), "the targets", "sequence 1");
    Refusal.of(() -> three.targets(new float[0][]), "not as many targets as sequences");
    Refusal.of(
        () -> three.targetsOfSteps(new float[][][] {{{1}, {1}}, {{1}}, {{1}, {1}}}),
        "not as many targets as steps",
        "sequence 0");
  }

  @Test
  void aSequenceInABatchIsAsByItself() {
    Chunk chunk = whole(Sequences.of(NUMBERS).labelled(new int[] {2, 0, 1}).split(0));
    DataShape shape = new DataShape(false, 2, true, 3, Moment.END);
    try (Engine engine = Engines.reference()) {
      NetworkSpec spec = NetworkSpec.of(shape, Cells.lstm()).units(4).bidirectional(true);
      Network network = Network.compile(engine, spec);
      BoundNetwork bound = network.bind(network.initialParameters(1));
      double[] alone =
          bound.predict(new Inputs.Values(2, 1, 2, new float[] {9, 10, 11, 12})).at(0, 0);
      double[] together = bound.predict(chunk.inputs(), chunk.mask()).at(0, row(chunk, 9));
      assertArrayEquals(alone, together, 1e-14);
    }
  }
}
