package dev.carousel.data.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Options;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TaskDatasetTest {
  /** Lengths 1 to 4; every step reads two numbers and predicts their place. */
  private record Counting(Targets.Moment moment, int announced) implements Task {
    @Override
    public DataShape shape() {
      return new DataShape(false, 2, false, 1, moment);
    }

    @Override
    public int longest() {
      return announced;
    }

    @Override
    public int sequences() {
      return 10;
    }

    @Override
    public int validationSequences() {
      return 3;
    }

    @Override
    public Example draw(RandomGenerator random) {
      int steps = 1 + random.nextInt(4);
      float[] values = new float[2 * steps];
      float[] targets = new float[moment == Targets.Moment.END ? 1 : steps];
      Arrays.fill(values, random.nextFloat());
      for (int i = 0; i < targets.length; i++) {
        targets[i] = i + 1;
      }
      return new Example(
          new Inputs.Values(steps, 1, 2, values), new Targets.Values(moment, 1, targets));
    }
  }

  private static TaskDataset data(Task task) {
    TaskProvider provider =
        new TaskProvider() {
          @Override
          public String id() {
            return "counting";
          }

          @Override
          public String description() {
            return "counts";
          }

          @Override
          public Task create(Options options) {
            return task;
          }
        };
    return TaskDataset.of(provider, Options.defaults(provider.options()));
  }

  @Test
  void shorterSequencesAreMaskedAtTheirEnds() {
    Chunk chunk = everyStep().training().epoch(10, 1, 1, 0).chunk(0);
    assertEquals(10, chunk.rows());
    int masked = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      for (int step = 0; step < chunk.steps(); step++) {
        boolean real = step < chunk.length(row);
        int at = step * chunk.rows() + row;
        masked += real ? 0 : 1;
        assertEquals(real, chunk.isReal(step, row));
        assertEquals(real ? step + 1 : 0, ((Targets.Values) chunk.targets()).values()[at]);
        assertEquals(real, ((Inputs.Values) chunk.inputs()).values()[2 * at + 1] != 0);
      }
    }
    assertTrue(masked > 0);
    assertEquals(chunk.steps() * 10 - masked, chunk.predictions());
  }

  @Test
  void targetsAtTheEndAreOnePerRow() {
    Chunk chunk = data(new Counting(Targets.Moment.END, 4)).training().epoch(4, 1, 1, 0).chunk(0);
    assertEquals(4, chunk.predictions());
    assertArrayEquals(new float[] {1, 1, 1, 1}, ((Targets.Values) chunk.targets()).values());
  }

  @Test
  void everySequenceIsInOneWholeFreshChunk() {
    Epoch epoch = everyStep().training().epoch(4, 1, 1, 0);
    assertEquals(3, epoch.size());
    assertEquals(4, epoch.chunk(1).rows());
    assertEquals(2, epoch.chunk(2).rows());
    assertArrayEquals(new boolean[] {true, true}, epoch.chunk(2).fresh());
  }

  @Test
  void sequencesDoNotDependOnTheBatch() {
    Part part = everyStep().training();
    float inFirst = firstInput(part.epoch(10, 1, 5, 2).chunk(0), 7);
    float inFourth = firstInput(part.epoch(2, 1, 5, 2).chunk(3), 1);
    assertEquals(inFirst, inFourth);
  }

  @Test
  void trainingIsFreshInEachEpochAndSeed() {
    Part part = everyStep().training();
    float value = firstInput(part.epoch(2, 1, 5, 2).chunk(0), 0);
    assertEquals(value, firstInput(part.epoch(2, 1, 5, 2).chunk(0), 0));
    assertFalse(value == firstInput(part.epoch(2, 1, 5, 3).chunk(0), 0));
    assertFalse(value == firstInput(part.epoch(2, 1, 6, 2).chunk(0), 0));
  }

  /** Strings a^n b^n have 2n + 1 steps. */
  @Test
  void validationIsDrawnFromTheTaskForIt() {
    TaskProvider counting = new CountingTaskProvider();
    Map<String, String> options = Map.of("n", "3", "valid-n", "5");
    TaskDataset data = TaskDataset.of(counting, Options.of("anbn", counting.options(), options));
    assertEquals(7, data.training().epoch(100, 1, 1, 0).chunk(0).steps());
    assertEquals(11, data.validation().epoch(100, 1, 1, 0).chunk(0).steps());
  }

  @Test
  void validationIsFixedAndApartFromTraining() {
    Part part = everyStep().validation();
    assertEquals(3, part.epoch(9, 1, 1, 0).chunk(0).rows());
    float value = firstInput(part.epoch(2, 1, 5, 2).chunk(0), 0);
    assertEquals(value, firstInput(part.epoch(2, 1, 6, 3).chunk(0), 0));
    assertFalse(value == firstInput(everyStep().training().epoch(2, 1, 0, 0).chunk(0), 0));
  }

  @Test
  void predictionsAreCountedPerPass() {
    assertEquals(40, everyStep().training().symbols());
    assertEquals(3, data(new Counting(Targets.Moment.END, 4)).validation().symbols());
  }

  @Test
  void exampleThatWasNotAnnouncedIsRefused() {
    Part part = data(new Counting(Targets.Moment.END, 1)).training();
    Refusal.of(
        () -> part.epoch(10, 1, 1, 0).chunk(0), "'counting'", "1 to 1 steps", "the task's author");
  }

  @Test
  void sizesThatDisagreeAreRefused() {
    Inputs inputs = new Inputs.Symbols(2, 1, 5, new int[2]);
    Targets three = new Targets.Symbols(Targets.Moment.EVERY_STEP, 5, new int[3]);
    assertThrows(IllegalArgumentException.class, () -> new Task.Example(inputs, three));
    assertThrows(IllegalArgumentException.class, () -> new Chunk(inputs, three, new boolean[1]));
    assertThrows(IllegalArgumentException.class, () -> new Inputs.Values(2, 3, 4, new float[23]));
  }

  @Test
  void chunkBeyondOneArrayIsRefused() {
    Refusal.of(() -> Sizes.product(100_000, 50_000, 2), "does not fit", "100000, 50000", "bptt");
  }

  @Test
  void codecNamesTheTask() {
    assertEquals("counting", everyStep().codec().id());
    assertEquals(
        "task counting: sequences of up to 4 steps, 10 an epoch to train, 3 to validate",
        everyStep().description());
  }

  private static TaskDataset everyStep() {
    return data(new Counting(Targets.Moment.EVERY_STEP, 4));
  }

  private static float firstInput(Chunk chunk, int row) {
    return ((Inputs.Values) chunk.inputs()).values()[2 * row];
  }
}
