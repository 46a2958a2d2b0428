package dev.carousel.flow.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.fixture.Panel;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data reward, where it consists of several long sequences. */
class SeveralSequencesTest {
  private static int[] lengths(int sequences, int shortest, int spread) {
    return IntStream.range(0, sequences).map(i -> shortest + i * 7 % spread).toArray();
  }

  /** At each step, the number that was read some steps earlier in the same sequence. */
  private static Panel echo(int delay, int[] lengths) {
    int all = Arrays.stream(lengths).sum();
    float[] in = new float[all];
    float[] out = new float[all];
    RandomGenerator random = RandomStreams.stream(4, "echo");
    int at = 0;
    for (int length : lengths) {
      for (int step = 0; step < length; step++) {
        in[at] = (float) random.nextGaussian();
        out[at] = step < delay ? 0 : in[at - delay];
        at++;
      }
    }
    return new Panel(
        new Panel.Steps(
            new Inputs.Values(all, 1, 1, in), new Targets.Values(Moment.EVERY_STEP, 1, out)),
        lengths,
        new int[lengths.length]);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12})
  void anEchoGivesItsDelay(int delay) {
    Panel data = echo(delay, lengths(60, 40, 30));
    Dependence found =
        DependenceMeter.measure(data.training(), DependenceSettings.ofLongest(30, data.codec(), 1))
            .orElseThrow();
    assertEquals(delay, found.peaks().get(0).lag());
    assertTrue(found.peaks().get(0).explained() > 0.8, () -> found.peaks().toString());
    assertEquals(delay + 1, found.rewarded());
  }

  @Test
  void everyHistoryIsWithinItsSequence() {
    for (int[] lengths : List.of(lengths(300, 5, 60), lengths(5, 500, 90), lengths(40, 9, 10))) {
      Panel data = Panel.ofWaves(lengths, 1);
      Histories found = Histories.of(data.training(), 30, 200, 200, 1);
      Set<Integer> rows = new HashSet<>();
      for (Histories.Place place : found.places()) {
        assertTrue(place.step() < place.chunk().length(place.row()));
        assertTrue(place.history() >= Math.min(30, 5));
        rows.add(place.row());
      }
      assertEquals(Math.min(200, lengths.length), rows.size());
      assertTrue(found.places().size() >= 150, () -> found.places().size() + " places");
      assertTrue(found.longest() <= 30);
    }
  }

  @Test
  void longSequencesAreChosenFirst() {
    SequenceList list = Panel.ofWaves(new int[] {3, 50, 7, 50, 50, 20}, 1).training().sequences();
    assertArrayEquals(new int[] {1, 3, 4, 5}, Histories.chosen(list, 30, 4));
    assertArrayEquals(new int[] {1, 3}, Histories.chosen(list, 30, 2));
    assertArrayEquals(new int[] {1, 3, 4, 5, 2, 0}, Histories.chosen(list, 99, 99));
  }

  @Test
  void suffixesDoNotCrossSequences() {
    int[] lengths = lengths(50, 60, 80);
    Part part = Panel.ofSymbols(6, lengths, new int[50], 1).training();
    double[] losses = Suffixes.losses(part, 8, 1);
    assertEquals(9, losses.length);
    // 9 in 10 symbols follow from the last one, the tenth is any of six.
    double best = -0.9 * Math.log(0.9 + 0.1 / 6) - 0.1 * Math.log(0.1 / 6);
    assertTrue(Math.abs(losses[1] - best) < 0.2, () -> Arrays.toString(losses));
    assertEquals(1, Suffixes.rewarded(losses));
    Part few = Panel.ofSymbols(6, lengths(200, 9, 1), new int[200], 1).training();
    assertEquals(0, Suffixes.losses(few, 8, 1).length, "too short to be predicted");
    Part numbers = Panel.ofWaves(lengths, 1).training();
    assertEquals(0, Suffixes.losses(numbers, 8, 1).length);
  }

  /** What the fifth weekday adds is found in the category, not in the number beside it. */
  @Test
  void aCategoryIsASignalOfItsOwn() {
    Panel data = Panel.ofDays(lengths(60, 40, 30), new int[60], 1);
    Dependence found =
        DependenceMeter.measure(data.training(), DependenceSettings.ofLongest(12, data.codec(), 1))
            .orElseThrow();
    Set<Integer> inputs = new HashSet<>();
    found.peaks().forEach(peak -> inputs.add(peak.input()));
    assertTrue(inputs.containsAll(List.of(1, 2)), () -> found.peaks().toString());
  }
}
