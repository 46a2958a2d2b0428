package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.fixture.LongSequence;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceBatchesTest {
  /** A source whose steps say their own place, and nothing where there is none. */
  private static final StepSource PLACES =
      new StepSource() {
        @Override
        public Inputs inputs(int steps, int rows, int[] places) {
          int[] ids = Arrays.stream(places).map(place -> Math.max(0, place)).toArray();
          return new Inputs.Symbols(steps, rows, Integer.MAX_VALUE, ids);
        }

        @Override
        public Targets targets(int steps, int rows, int[] places) {
          return new Targets.Values(Targets.Moment.EVERY_STEP, 1, new float[places.length]);
        }
      };

  private static SequenceList ofLengths(int... lengths) {
    int[] first = new int[lengths.length];
    for (int i = 1; i < first.length; i++) {
      first[i] = first[i - 1] + lengths[i - 1];
    }
    return SequenceList.of(PLACES, first, lengths, new int[lengths.length]);
  }

  private static SequenceList random(int sequences, int longest) {
    RandomGenerator random = RandomStreams.stream(3, "lengths", sequences, longest);
    return ofLengths(IntStream.range(0, sequences).map(i -> 1 + random.nextInt(longest)).toArray());
  }

  static Stream<SequenceList> lists() {
    return Stream.of(
        ofLengths(17),
        ofLengths(5, 5, 5),
        ofLengths(100, 1, 7, 33),
        ofLengths(1000, 3, 4, 5, 6, 7, 8, 9),
        random(40, 30),
        random(7, 200),
        random(64, 9));
  }

  private static final int[][] SIZES = {{1, 1}, {1, 99}, {2, 5}, {7, 3}, {32, 8}, {500, 500}};

  @ParameterizedTest
  @MethodSource("lists")
  void everyStepIsReadOnceInEveryPass(SequenceList list) {
    for (int[] size : SIZES) {
      for (Epoch epoch :
          List.of(list.epoch(size[0], size[1], 4, 2), list.longestFirst(size[0], size[1]))) {
        int[] seen = new int[(int) list.steps()];
        for (int i = 0; i < epoch.size(); i++) {
          Chunk chunk = epoch.chunk(i);
          assertEquals(epoch.steps(i), chunk.steps());
          assertEquals(epoch.rows(i), chunk.rows());
          assertTrue(chunk.steps() <= size[1] && chunk.rows() <= size[0]);
          for (int place = 0; place < chunk.steps() * chunk.rows(); place++) {
            if (chunk.isReal(place / chunk.rows(), place % chunk.rows())) {
              seen[((Inputs.Symbols) chunk.inputs()).ids()[place]]++;
            }
          }
        }
        assertTrue(Arrays.stream(seen).allMatch(times -> times == 1), Arrays.toString(seen));
      }
    }
  }

  /** A row goes on with the next step of its sequence, unless it is fresh: no state crosses. */
  @ParameterizedTest
  @MethodSource("lists")
  void aRowThatIsNotFreshGoesOnInItsSequence(SequenceList list) {
    TreeSet<Integer> starts = new TreeSet<>();
    int start = 0;
    for (int i = 0; i < list.size(); i++) {
      starts.add(start);
      start += list.length(i);
    }
    for (int[] size : SIZES) {
      Epoch epoch = list.epoch(size[0], size[1], 1, 0);
      int[] last = new int[0];
      for (int i = 0; i < epoch.size(); i++) {
        Chunk chunk = epoch.chunk(i);
        boolean isFirst = chunk.fresh()[0];
        for (int row = 0; row < chunk.rows(); row++) {
          assertEquals(isFirst, chunk.fresh()[row], "all rows begin together");
        }
        last = isFirst ? Arrays.stream(new int[chunk.rows()]).map(r -> -1).toArray() : last;
        assertEquals(chunk.rows(), last.length);
        for (int row = 0; row < chunk.rows(); row++) {
          for (int step : chunk.realSteps(row)) {
            int place = ((Inputs.Symbols) chunk.inputs()).ids()[step * chunk.rows() + row];
            if (last[row] >= 0) {
              assertEquals(last[row] + 1, place);
              assertFalse(starts.contains(place), "a sequence begins in a row that is not fresh");
            }
            last[row] = place;
          }
        }
      }
    }
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    SequenceList list = random(50, 60);
    int[] once = order(list.epoch(8, 16, 5, 1));
    assertArrayEquals(once, order(list.epoch(8, 16, 5, 1)));
    assertNotEquals(Arrays.toString(once), Arrays.toString(order(list.epoch(8, 16, 5, 2))));
    assertNotEquals(Arrays.toString(once), Arrays.toString(order(list.epoch(8, 16, 6, 1))));
  }

  /** The first places of the rows of all batches. */
  private static int[] order(Epoch epoch) {
    return IntStream.range(0, epoch.size())
        .mapToObj(epoch::chunk)
        .filter(chunk -> chunk.fresh()[0])
        .flatMapToInt(
            chunk -> Arrays.stream(((Inputs.Symbols) chunk.inputs()).ids(), 0, chunk.rows()))
        .toArray();
  }

  /** Sequences of one length are put together anew in each epoch. */
  @Test
  void batchesAreOfOtherSequencesInEachEpoch() {
    SequenceList list = ofLengths(IntStream.range(0, 40).map(i -> 64 + i % 5).toArray());
    assertNotEquals(batches(list.epoch(8, 99, 1, 0)), batches(list.epoch(8, 99, 1, 1)));
  }

  /** The first places of the rows of each batch, whatever their order and that of the batches. */
  private static Set<List<Integer>> batches(Epoch epoch) {
    return IntStream.range(0, epoch.size())
        .mapToObj(epoch::chunk)
        .filter(chunk -> chunk.fresh()[0])
        .map(chunk -> Arrays.stream(((Inputs.Symbols) chunk.inputs()).ids(), 0, chunk.rows()))
        .map(places -> places.sorted().boxed().toList())
        .collect(Collectors.toSet());
  }

  @Test
  void rowsOfABatchAreOfSimilarLength() {
    int[] lengths = IntStream.range(0, 1000).map(i -> 1 + (int) Math.pow(i % 100, 1.5)).toArray();
    SequenceBatches cut = SequenceBatches.of(ofLengths(lengths), 8, 1 << 20);
    assertEquals(1000, cut.rows());
    assertTrue(cut.padding() < 0.1, () -> "padding " + cut.padding());
    assertEquals(0, SequenceBatches.of(ofLengths(6, 6, 6), 2, 4).padding());
    assertEquals(0.25, SequenceBatches.of(ofLengths(4, 2), 2, 9).padding());
  }

  @Test
  void batchesHaveAsManyRowsOrOneLess() {
    SequenceBatches cut = SequenceBatches.of(equal(33), 32, 4);
    assertEquals(2, cut.batches());
    assertEquals(17, cut.mostRows());
    Epoch epoch = cut.shuffled(1, 0);
    TreeSet<Integer> rows = new TreeSet<>();
    IntStream.range(0, epoch.size()).forEach(i -> rows.add(epoch.rows(i)));
    assertEquals(List.of(16, 17), List.copyOf(rows));
  }

  private static SequenceList equal(int sequences) {
    return ofLengths(IntStream.range(0, sequences).map(i -> 10).toArray());
  }

  /** Three long sequences fill a batch, and one that is much longer is not left to run on alone. */
  @Test
  void longSequencesAreCutIntoSeveralRowsThatAreNotShorterThanAChunk() {
    SequenceBatches few = SequenceBatches.of(ofLengths(3000, 3000, 3000), 32, 50);
    assertEquals(30, few.rows());
    assertEquals(300, few.longest());
    assertEquals(1, few.batches());
    SequenceBatches two = SequenceBatches.of(ofLengths(120, 99), 32, 50);
    assertEquals(3, two.rows());
    assertEquals(99, two.longest());
    int[] lengths = IntStream.range(0, 32).map(i -> i == 5 ? 10_000 : 100).toArray();
    SequenceBatches outlier = SequenceBatches.of(ofLengths(lengths), 32, 20);
    assertEquals(31 + 24, outlier.rows());
    assertTrue(outlier.padding() < 0.25, () -> "padding " + outlier.padding());
  }

  @Test
  void oneSequenceIsCutAsAStream() {
    SequenceList one = ofLengths(217);
    Epoch epoch = one.epoch(32, 64, 9, 9);
    StreamLayout layout = StreamLayout.of(217, 32, 64);
    assertEquals(layout.chunks(), epoch.size());
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      assertEquals(layout.rows(), chunk.rows());
      for (int row = 0; row < chunk.rows(); row++) {
        assertEquals(layout.start(i, row), ((Inputs.Symbols) chunk.inputs()).ids()[row]);
        assertEquals(layout.realSteps(i, row), chunk.length(row));
        assertEquals(i == 0, chunk.fresh()[row]);
      }
    }
  }

  @Test
  void manySequencesAreOrderedQuickly() {
    SequenceList list = ofLengths(IntStream.range(0, 100_000).map(i -> 1 + i % 97).toArray());
    Epoch epoch = list.epoch(32, 64, 1, 0);
    assertEquals(list.steps(), symbols(epoch));
  }

  private static long symbols(Epoch epoch) {
    long count = 0;
    for (int i = 0; i < epoch.size(); i++) {
      count += epoch.chunk(i).predictions();
    }
    return count;
  }

  @Test
  void impossibleSequencesAreRefused() {
    for (int[] wrong : new int[][] {{0, 0, 0}, {0, -1, 0}, {3, 1, 4}, {3, 1, -1}}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              SequenceList.of(
                  PLACES, new int[] {wrong[0]}, new int[] {wrong[1]}, new int[] {wrong[2]}));
    }
    assertThrows(IllegalArgumentException.class, () -> new StreamPart(SequenceList.none()));
    SequenceList list = ofLengths(4, 6);
    for (int[] wrong : new int[][] {{0, 2, 3}, {1, -1, 2}, {1, 6, 1}}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> list.stretches(new int[] {wrong[0]}, new int[] {wrong[1]}, new int[] {wrong[2]}));
    }
    Refusal.of(() -> list.epoch(0, 1, 1, 0), "The batch size is too small.");
    Refusal.of(() -> list.epoch(1, 0, 1, 0), "The chunk length (bptt) is too small.");
  }

  @Test
  void independentRowsHaveNoSequences() {
    assertEquals(0, Part.empty().sequences().size());
    assertEquals(0, Part.empty().sequences().longest());
    assertEquals(1, LongSequence.ofLetters("abcabc", 0).training().sequences().size());
  }
}
