package dev.carousel.data.tasks;

import dev.carousel.data.Batches;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Epoch;
import dev.carousel.data.LazyEpoch;
import dev.carousel.data.Part;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The sequences of a task, drawn on demand.
 *
 * @param id the task's, for errors and streams
 * @param task the generator
 * @param count the number of sequences in one pass
 * @param fixed whether every seed and epoch has the same ones
 */
record TaskPart(String id, Task task, int count, boolean fixed) implements Part {
  @Override
  public long symbols() {
    boolean everyStep = task.shape().moment() == Targets.Moment.EVERY_STEP;
    return everyStep ? (long) count * task.longest() : count;
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    int rows = Math.min(batch, count);
    int chunks = (int) (((long) count + rows - 1) / rows);
    return new LazyEpoch(
        chunks,
        index -> chunk(index * rows, rows, seed, epoch),
        index -> task.longest(),
        index -> Math.min(rows, count - index * rows));
  }

  private Chunk chunk(int first, int rows, long seed, int epoch) {
    List<Chunk> examples = new ArrayList<>();
    RandomGenerator random = RandomStreams.stream(seed, "task");
    for (int i = first; i < first + Math.min(rows, count - first); i++) {
      restart(random, seed, epoch, i);
      Task.Example example = checked(drawn(random));
      examples.add(new Chunk(example.inputs(), example.targets(), Chunk.allFresh(1)));
    }
    return Batches.of(examples);
  }

  private Task.Example drawn(RandomGenerator random) {
    try {
      return task.draw(random);
    } catch (Throwable fault) { // whatever a plugin throws, but for a lack of memory
      throw ForeignFault.of("The task '" + id + "' failed.", task, "drawing a sequence", fault);
    }
  }

  private void restart(RandomGenerator random, long seed, int epoch, int index) {
    if (fixed) {
      RandomStreams.restart(random, 0, "task " + id + " validation", index);
    } else {
      RandomStreams.restart(random, seed, "task " + id + " training", epoch, index);
    }
  }

  private Task.Example checked(Task.Example example) {
    DataShape found = DataShape.of(example.inputs(), example.targets());
    int steps = example.inputs().steps();
    if (!found.equals(task.shape()) || steps < 1 || steps > task.longest()) {
      throw CarouselException.failure(
              "The task '" + id + "' generated a sequence that it did " + "not declare.")
          .expected("1 to " + task.longest() + " steps; " + task.shape())
          .found(steps + " steps; " + found)
          .mend("report this to the task's author")
          .build();
    }
    return example;
  }
}
