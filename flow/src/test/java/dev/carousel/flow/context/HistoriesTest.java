package dev.carousel.flow.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.fixture.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which places are predicted and what each of them may read, for every shape of data. */
class HistoriesTest {
  private static final int LONGEST = 30;

  /** No place lies in the first half of a short sequence: it would have next to no history. */
  @Test
  void inAShortSequencePlacesBeginHalfWay() {
    int[] lengths = {9, 10, 400};
    Part part = Panel.ofWaves(lengths, 1).training();
    Histories found = Histories.of(part, LONGEST, 60, 60, 1);
    int[] earliest = new int[3];
    int[] latest = new int[3];
    Arrays.fill(earliest, Integer.MAX_VALUE);
    for (Histories.Place place : found.places()) {
      earliest[place.row()] = Math.min(earliest[place.row()], place.history());
      latest[place.row()] = Math.max(latest[place.row()], place.history());
    }
    // Rows go from the longest sequence to the shortest.
    assertEquals(List.of(LONGEST, 5, 5), IntStream.of(earliest).boxed().toList());
    assertEquals(List.of(10, 9), List.of(latest[1], latest[2]), "up to the end of each");
    assertTrue(latest[0] > LONGEST, () -> "spread: " + latest[0]);
    assertEquals(LONGEST, found.longest());
  }

  @Test
  void theLongestHistoryIsThatOfTheDataWhereAllSequencesAreShort() {
    Part part = Panel.ofWaves(new int[] {9, 7, 8}, 1).training();
    assertEquals(9, Histories.of(part, LONGEST, 60, 60, 1).longest());
    assertEquals(6, Histories.of(part, 6, 60, 60, 1).longest(), "never more than was wanted");
  }

  @Test
  void inAStreamEveryPlaceHasAFullHistory() {
    Part part = Made.series(Made.values(500, i -> i)).training();
    Histories found = Histories.of(part, LONGEST, 40, 4, 1);
    assertEquals(LONGEST, found.longest());
    assertTrue(found.places().size() >= 40, () -> found.places().size() + " places");
    assertTrue(found.places().stream().allMatch(place -> place.history() >= LONGEST));
    assertTrue(found.places().stream().mapToInt(Histories.Place::row).max().orElse(0) < 4);
  }

  @Test
  void aStreamThatIsShorterThanTwiceTheHistoryGivesHalfOfItself() {
    Part part = Made.series(Made.values(21, i -> i)).training();
    Histories found = Histories.of(part, LONGEST, 40, 4, 1);
    assertEquals((int) part.symbols() / 2, found.longest());
    assertTrue(found.places().size() > 1, () -> found.places().toString());
  }

  @Test
  void aSequenceThatIsPredictedAtItsEndHasOnePlace() {
    TaskDataset adding = Made.task(new AddingTaskProvider(), "length", "12", "sequences", "20");
    Histories found = Histories.of(adding.training(), LONGEST, 10, 10, 1);
    assertEquals(12, found.longest());
    for (Histories.Place place : found.places()) {
      assertEquals(12, place.history());
      assertEquals(Targets.Moment.END, place.chunk().targets().moment());
      assertEquals(place.row(), place.target());
    }
  }

  /** Of a short history, all is read and the rest is masked; of a long one, its last steps. */
  @Test
  void nothingBeyondTheContextIsRead() {
    Part part = Panel.ofWaves(new int[] {400, 4}, 1).training();
    List<Histories.Place> places =
        Histories.of(part, LONGEST, 2, 2, 1).places().stream()
            .sorted((a, b) -> b.history() - a.history())
            .toList();
    Histories.Place far = places.get(0);
    Histories.Place near = places.get(places.size() - 1);
    Chunk read = Histories.lastSteps(List.of(far, near), 6);
    assertEquals(6, read.steps());
    assertEquals(2, read.rows());
    assertEquals(6, read.length(0));
    assertEquals(near.history(), read.length(1));
    assertEquals(5 * 2, Histories.prediction(List.of(far, near), 0, 6));
    assertEquals((near.history() - 1) * 2 + 1, Histories.prediction(List.of(far, near), 1, 6));
    float[] values = ((Inputs.Values) read.inputs()).values();
    float[] all = ((Inputs.Values) far.chunk().inputs()).values();
    int width = values.length / 12;
    int from = (far.step() - 5) * far.chunk().rows() + far.row();
    assertEquals(all[from * width], values[0], "the sixth step back comes first");
  }
}
