package dev.carousel.data.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.TaskProvider;
import dev.carousel.model.HeadLoss;
import dev.carousel.spi.Options;
import dev.carousel.train.ConstantPrediction;
import org.junit.jupiter.api.Test;

/** What a network that has learnt nothing of a task cannot do better than. */
class TaskBaselineTest {
  private static double loss(TaskProvider task) {
    TaskDataset data = TaskDataset.of(task, Options.defaults(task.options()));
    return ConstantPrediction.loss(data.validation(), HeadLoss.of(data.shape()));
  }

  /**
   * 1/6 is the variance of a sum of two numbers from 0 to 1; the four classes are equally likely.
   */
  @Test
  void isTheBaselineOfTheTask() {
    assertEquals(1.0 / 6, loss(new AddingTaskProvider()), 0.012);
    assertEquals(Math.log(4), loss(new TemporalOrderTaskProvider()), 0.01);
  }
}
