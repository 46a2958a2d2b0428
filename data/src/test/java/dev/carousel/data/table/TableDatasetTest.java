package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.DataShape;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.frame.Frame;
import dev.carousel.refusal.Refusal;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableDatasetTest {
  /** Row t holds x = t and y = 100 + t. */
  private static TableDataset split(Frame table, Roles roles, double valid) {
    return TableDataset.of(table, roles, SplitPlan.of(valid));
  }

  private static Scale input(TableDataset data, int index) {
    return Objects.requireNonNull(data.codec().columns().get(index).scale());
  }

  private static Scale target(TableDataset data) {
    return Objects.requireNonNull(data.codec().outputs().get(0).scale());
  }

  private static Scale scale(double centre, double spread) {
    return new Scale(false, centre, spread, 0, List.of(), List.of());
  }

  private static Frame ramp(int rows) {
    double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
    double[] y = IntStream.range(100, 100 + rows).asDoubleStream().toArray();
    return Frame.of("x", x).with("y", y);
  }

  @Test
  void seriesPredictsTheTargetAheadAtEveryStep() {
    TableDataset data = split(ramp(8), Roles.of("y").withAhead(2), 0);
    assertEquals(new DataShape(false, 2, false, 1, Targets.Moment.EVERY_STEP), data.shape());
    assertEquals(6, data.training().symbols());
    Epoch epoch = data.training().epoch(2, 2, 1, 0);
    assertEquals(2, epoch.size());
    Chunk first = epoch.chunk(0);
    assertArrayEquals(new double[] {0, 3, 1, 4}, restored(inputs(first, 0), input(data, 0)), 1e-5);
    assertArrayEquals(
        new double[] {100, 103, 101, 104}, restored(inputs(first, 1), input(data, 1)), 1e-4);
    assertArrayEquals(
        new double[] {102, 105, 103, 106}, restored(targets(first), target(data)), 1e-4);
    assertArrayEquals(new boolean[] {true, true}, first.fresh());
    assertArrayEquals(new boolean[] {false, false}, epoch.chunk(1).fresh());
    assertEquals(1, epoch.chunk(1).steps());
  }

  @Test
  void windowsPredictOnceAtTheirEnd() {
    TableDataset data = split(ramp(8), Roles.of("x").withWindow(3), 0);
    assertEquals(Targets.Moment.END, data.shape().moment());
    assertEquals(5, data.training().symbols());
    List<Double> ends = new ArrayList<>();
    Epoch epoch = data.training().epoch(2, 1, 1, 0);
    assertEquals(3, epoch.size());
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      assertEquals(3, chunk.steps());
      double[] x = restored(inputs(chunk, 0), input(data, 0));
      double[] target = restored(targets(chunk), target(data));
      for (int row = 0; row < chunk.rows(); row++) {
        assertTrue(chunk.fresh()[row]);
        assertEquals(x[row] + 2, x[2 * chunk.rows() + row], 1e-5);
        assertEquals(x[row] + 3, target[row], 1e-5);
        ends.add((double) Math.round(target[row]));
      }
    }
    assertEquals(1, epoch.chunk(2).rows());
    assertEquals(List.of(3.0, 4.0, 5.0, 6.0, 7.0), ends.stream().sorted().toList());
  }

  @Test
  void shortSeriesAndFewWindowsSayWhatTheyFill() {
    Part series = split(ramp(218), Roles.of("x"), 0).training();
    assertEquals(
        "batch 3 instead of 32: 217 steps hold 3 rows of 64", ChunkFit.of(series, 32, 64).note());
    Part windows = split(ramp(20), Roles.of("x").withWindow(10), 0).training();
    assertEquals(
        "batch 10 instead of 32: there are 10 sequences", ChunkFit.of(windows, 32, 64).note());
    assertNull(ChunkFit.of(windows, 10, 64).note());
  }

  @Test
  void trainingWindowsAreShuffledBySeedAndEpoch() {
    Part part = split(ramp(60), Roles.of("x").withWindow(3), 0).training();
    assertArrayEquals(order(part, 1, 0), order(part, 1, 0));
    assertTrue(differ(order(part, 1, 0), order(part, 1, 1)));
    assertTrue(differ(order(part, 1, 0), order(part, 2, 0)));
  }

  @Test
  void validationWindowsStayInTheOrderOfTime() {
    Part part = split(ramp(60), Roles.of("x").withWindow(3), 0.5).validation();
    double[] order = order(part, 1, 3);
    for (int i = 1; i < order.length; i++) {
      assertTrue(order[i] > order[i - 1]);
    }
  }

  @Test
  void windowsOfValidationReachBackButNoTargetOfTrainingLiesBeyondTheSplit() {
    TableDataset data = split(ramp(10), Roles.of("x").withWindow(2), 0.4);
    Scale x = input(data, 0);
    assertEquals(4, data.training().symbols());
    assertEquals(4, data.validation().symbols());
    Chunk training = data.training().epoch(99, 1, 1, 0).chunk(0);
    Chunk validation = data.validation().epoch(99, 1, 1, 0).chunk(0);
    for (double target : restored(targets(training), x)) {
      assertTrue(target < 5.5);
    }
    assertArrayEquals(
        new double[] {4, 5, 6, 7, 5, 6, 7, 8}, restored(inputs(validation, 0), x), 1e-5);
    assertArrayEquals(new double[] {6, 7, 8, 9}, restored(targets(validation), x), 1e-5);
  }

  @Test
  void everyRowOfValidationIsPredictedOnce() {
    for (Integer window : new Integer[] {null, 1, 3}) {
      for (int ahead = 0; ahead <= 3; ahead++) {
        SequenceRequest request = SequenceRequest.USUAL.withAhead(ahead).withWindow(window);
        Roles forecast = Roles.of("y").with(request);
        TableDataset data = split(ramp(20), forecast, 0.25);
        Scale y = target(data);
        int rows = window == null ? 1 : 9;
        double[] found = restored(targets(data.validation().epoch(rows, 99, 1, 0).chunk(0)), y);
        assertArrayEquals(new double[] {115, 116, 117, 118, 119}, found, 1e-4);
        double[] trained = restored(targets(data.training().epoch(99, 99, 1, 0).chunk(0)), y);
        assertTrue(Arrays.stream(trained).max().orElseThrow() < 114.5);
      }
    }
  }

  @Test
  void seriesOfValidationReachesBackButNoTargetOfTrainingLiesBeyondTheSplit() {
    TableDataset data = split(ramp(10), Roles.of("x"), 0.4);
    Scale x = input(data, 0);
    Chunk training = data.training().epoch(1, 99, 1, 0).chunk(0);
    Chunk validation = data.validation().epoch(1, 99, 1, 0).chunk(0);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5}, restored(targets(training), x), 1e-5);
    assertArrayEquals(new double[] {5, 6, 7, 8}, restored(inputs(validation, 0), x), 1e-5);
    assertArrayEquals(new double[] {6, 7, 8, 9}, restored(targets(validation), x), 1e-5);
  }

  @Test
  void statisticsAreThoseOfTheTrainingPart() {
    Frame table = Frame.of("a", 1, 3, 5, 900).with("c", 0.1, 0.1, 0.1, 2);
    assertEquals(227.25, input(split(table, Roles.of("a"), 0), 0).centre());
    Frame longer = Frame.of("a", 1, 3, 5, 7, 900, 901).with("c", 0.1, 0.1, 0.1, 0.1, 2, 3);
    TableDataset data = split(longer, Roles.of("a"), 0.34);
    assertEquals(scale(4, Math.sqrt(5)), input(data, 0));
    assertEquals(scale(0.1, 1), input(data, 1));
    assertEquals(scale(4, Math.sqrt(5)), target(data));
  }

  @Test
  void targetsOfTheSameRowAreNotInputs() {
    TableDataset data = split(ramp(6), Roles.of("y").withAhead(0), 0);
    assertEquals(1, data.shape().inputFeatures());
    assertEquals("x", data.codec().columns().get(0).name());
    Chunk chunk = data.training().epoch(1, 99, 1, 0).chunk(0);
    assertArrayEquals(inputs(chunk, 0), targets(chunk));
    Refusal.of(() -> split(ramp(6), Roles.of("y", "x").withAhead(0), 0), "every column", "ahead 0");
  }

  @Test
  void otherTableIsReadWithAModelsStatistics() {
    TableCodec codec = split(ramp(10), Roles.of("y").withWindow(2), 0).codec();
    Frame other = Frame.of("y", 7, 8, 9).with("extra", 0, 0, 0).with("x", 1, 2, 3);
    TableDataset data = TableDataset.evaluation(other, codec);
    assertEquals(0, data.training().symbols());
    assertEquals(1, data.validation().symbols());
    Chunk chunk = data.validation().epoch(4, 4, 1, 0).chunk(0);
    assertArrayEquals(new double[] {1, 2}, restored(inputs(chunk, 0), input(data, 0)), 1e-5);
    assertArrayEquals(new double[] {9}, restored(targets(chunk), target(data)), 1e-4);
    Frame lacking = Frame.of("y", 7, 8, 9);
    Refusal.of(() -> TableDataset.evaluation(lacking, codec), "no column 'x'", "in memory");
  }

  @Test
  void tableShorterThanTheWindowIsRefused() {
    Refusal.of(
        () -> split(ramp(5), Roles.of("x").withWindow(5), 0),
        "training part",
        "too short",
        "a window of 5 and 1 ahead",
        "5 of the table's 5 rows");
    Refusal.of(
        () -> split(ramp(9), Roles.of("x").withWindow(3), 0.01),
        "validation part",
        "1 row",
        "0 of the table's 9 rows");
    assertEquals(2, split(ramp(20), Roles.of("x").withWindow(3), 0.1).validation().symbols());
    Refusal.of(() -> split(ramp(3), Roles.of("x").withAhead(3), 0), "1 row and 3 ahead");
  }

  @Test
  void wrongRequestsAreRefused() {
    Refusal.of(() -> Roles.of("x").withWindow(0), "window", "at least 1", "found:    0");
    Refusal.of(() -> Roles.of("x").withWindow(-2), "window", "found:    -2");
    Refusal.of(() -> Roles.of("x").withAhead(-1), "rows ahead", "at least 0", "found:    -1");
    Refusal.of(() -> Roles.of(), "target columns", "at least one", "none");
    Refusal.of(() -> Roles.of("x", "x"), "named once", "x, x");
    Refusal.of(() -> split(ramp(5), Roles.of("x"), 1), "share", "less than 1");
    Part part = split(ramp(9), Roles.of("x").withWindow(2), 0).training();
    Refusal.of(() -> part.epoch(0, 1, 1, 0), "batch size");
    Refusal.of(() -> part.epoch(1, 0, 1, 0), "bptt");
  }

  @Test
  void valuesBeyondSinglePrecisionAreRefused() {
    Frame far = Frame.of("a", 0, 1e-30, 0, 0, 1, 1e30);
    Refusal.of(() -> split(far, Roles.of("a"), 0.34), "too far", "column 'a'", "row 6");
    Frame huge = Frame.of("a", 1e308, -1e308, 1e308);
    Refusal.of(() -> split(huge, Roles.of("a"), 0), "too large", "column 'a'", "rescale");
  }

  private static boolean differ(double[] a, double[] b) {
    return !Arrays.equals(a, b);
  }

  private static double[] order(Part part, long seed, int epoch) {
    return restored(targets(part.epoch(999, 1, seed, epoch).chunk(0)), scale(0, 1));
  }

  private static float[] inputs(Chunk chunk, int feature) {
    Inputs.Values values = (Inputs.Values) chunk.inputs();
    float[] result = new float[chunk.steps() * chunk.rows()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.values()[i * values.features() + feature];
    }
    return result;
  }

  private static float[] targets(Chunk chunk) {
    return ((Targets.Values) chunk.targets()).values();
  }

  private static double[] restored(float[] values, Scale scale) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> scale.decode(values[i], -1))
        .toArray();
  }

  /** A dataset keeps the inputs as the network reads them, and of the frame only the targets. */
  @Test
  void theFrameIsNotKept() throws InterruptedException {
    ReferenceQueue<double[]> gone = new ReferenceQueue<>();
    double[] inputs = new double[1000];
    inputs[3] = 1;
    WeakReference<double[]> kept = new WeakReference<>(inputs, gone);
    TableDataset data =
        TableDataset.of(
            Frame.of("x", inputs).with("y", inputs.clone()),
            Roles.of("y").withInputs("x"),
            SplitPlan.of(0));
    inputs = null;
    Reference<? extends double[]> found = null;
    for (int i = 0; i < 50 && found == null; i++) {
      System.gc();
      found = gone.remove(100);
    }
    assertSame(kept, found, "the numbers of the frame are still reachable");
    assertEquals(999, data.training().symbols());
  }
}
