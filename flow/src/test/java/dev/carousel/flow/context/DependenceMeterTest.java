package dev.carousel.flow.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.CopyingTaskProvider;
import dev.carousel.data.tasks.TemporalOrderTaskProvider;
import dev.carousel.data.text.TextDataset;
import dev.carousel.random.RandomStreams;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series and sequences whose dependence is known by the way they are made. */
class DependenceMeterTest {
  private static final int LONGEST = 100;

  private static Dependence measure(Dataset data) {
    DependenceSettings settings = DependenceSettings.ofLongest(LONGEST, data.codec(), 1);
    return DependenceMeter.measure(data.training(), settings).orElseThrow();
  }

  private static RandomGenerator random(long... indices) {
    return RandomStreams.stream(1, "made", indices);
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "20, 1", "60, 1", "3, 2", "20, 2", "60, 2"})
  void functionOfOneLagGivesThatLag(int lag, int seed) {
    RandomGenerator random = random(lag, seed);
    double[] x = new double[4000];
    for (int i = 0; i < x.length; i++) {
      double before = i < lag ? random.nextGaussian() : x[i - lag];
      x[i] = Math.cos(2 * before) + 0.3 * random.nextGaussian(); // of no linear correlation
    }
    Dependence found = measure(Made.series(x));
    assertEquals(lag, found.peaks().get(0).lag());
    assertEquals(lag, found.peaks().get(0).context());
    assertEquals(lag, found.rewarded());
    assertTrue(found.information()[lag - 1] > 10 * found.threshold());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 60})
  void copiedSymbolsGiveTheirLag(int lag) {
    RandomGenerator random = random(lag);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8000; i++) {
      boolean isCopy = i >= lag && random.nextDouble() < 0.6;
      text.append(isCopy ? text.charAt(i - lag) : (char) ('a' + random.nextInt(8)));
    }
    Dependence found = measure(Made.text(text));
    assertEquals(lag, found.peaks().get(0).lag());
    assertEquals(lag, found.rewarded());
    assertTrue(found.information()[lag - 1] > 10 * found.threshold());
  }

  /** The sum of three symbols: no single one of them tells anything. */
  @Test
  void whatOnlyNeighboursTogetherTellIsFoundByTheirSuffix() {
    RandomGenerator random = random();
    StringBuilder text = new StringBuilder("abc");
    for (int i = 3; i < 20_000; i++) {
      int sum = text.charAt(i - 1) + text.charAt(i - 2) + text.charAt(i - 3);
      text.append((char) ('a' + (random.nextDouble() < 0.9 ? sum % 5 : random.nextInt(5))));
    }
    Dependence found = measure(Made.text(text));
    assertEquals(3, found.rewarded());
    assertEquals(Math.log(5), found.suffixes()[0], 0.02);
    assertTrue(found.suffixes()[3] < 0.7, "" + found.suffixes()[3]);
    for (int back = 0; back < 3; back++) {
      assertTrue(found.information()[back] < found.threshold(), "no single lag");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 20, 60})
  void echoGivesItsDelay(int delay) {
    RandomGenerator random = random(delay);
    double[] in = Made.values(3000, i -> random.nextGaussian());
    double[] out = Made.values(3000, i -> i < delay ? 0 : in[i - delay]);
    Frame table = Frame.of("in", in).with("out", out);
    Roles sameRow = Roles.of("out").withAhead(0);
    Dependence found = measure(TableDataset.of(table, sameRow, SplitPlan.NONE));
    assertEquals(delay, found.peaks().get(0).lag());
    assertEquals(delay + 1, found.peaks().get(0).context());
    assertEquals(delay + 1, found.rewarded());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noiseRewardsNoContext(int seed) {
    RandomGenerator random = random(seed);
    double[] x = Made.values(2000, i -> random.nextGaussian());
    Dependence found = measure(Made.series(x));
    assertFalse(found.isFound(), found.peaks().toString());
    assertEquals(1, found.rewarded());
  }

  /** One period back tells all, and so do the last few symbols, which is less to read. */
  @Test
  void aTextThatRepeatsItselfRewardsTheFewSymbolsThatTellWhereItIs() {
    String words = "carousel gradient time memory network ";
    Dependence found = measure(Made.text(new StringBuilder(words.repeat(300))));
    assertEquals(words.length(), found.peaks().get(0).context());
    assertEquals(3, found.rewarded());
  }

  @Test
  void noiseOfSymbolsRewardsNoContext() {
    RandomGenerator random = random();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8000; i++) {
      text.append((char) ('a' + random.nextInt(20)));
    }
    TextDataset data = Made.text(text);
    assertFalse(measure(data).isFound(), measure(data).peaks().toString());
  }

  /** Information falls slowly with the lag, but a nearer step tells it all. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.98, 1})
  void autoregressionOfOrderOneRewardsTheLastStepAlone(double factor) {
    RandomGenerator random = random();
    double[] x = new double[3000];
    for (int i = 1; i < x.length; i++) {
      x[i] = factor * x[i - 1] + random.nextGaussian();
    }
    Dependence found = measure(Made.series(x));
    assertEquals(1, found.peaks().get(0).lag());
    assertEquals(1, found.rewarded(), found.peaks().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 24})
  void seasonGivesItsPeriod(int period) {
    RandomGenerator random = random(period);
    double[] shape = Made.values(period, i -> 2 * random.nextGaussian());
    double[] x = Made.values(2000, i -> shape[i % period] + 0.3 * random.nextGaussian());
    Dependence found = measure(Made.series(x));
    assertEquals(period, found.peaks().get(0).lag());
    assertTrue(found.rewarded() >= period, found.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 90})
  void addingTaskRewardsAboutItsLength(int length) {
    Dependence found =
        measure(Made.task(new AddingTaskProvider(), "length", "" + length, "sequences", "4000"));
    assertTrue(found.rewarded() > 0.9 * length, "" + found.rewarded());
    assertTrue(found.rewarded() <= 1.1 * length + 1, "" + found.rewarded());
  }

  /** The first marker is between a tenth and a fifth of the length from the start. */
  @Test
  void temporalOrderRewardsUpToItsFirstMarker() {
    Dependence found = measure(Made.task(new TemporalOrderTaskProvider(), "length", "60"));
    assertTrue(found.rewarded() > 48 && found.rewarded() <= 60, "" + found.rewarded());
  }

  @Test
  void copyingRewardsTheDelay() {
    Dependence found = measure(Made.task(new CopyingTaskProvider(), "delay", "30"));
    assertEquals(40, found.rewarded(), 1);
  }
}
