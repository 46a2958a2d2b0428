package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.data.tasks.TaskProvider;
import dev.carousel.data.tasks.TemporalOrderTaskProvider;
import dev.carousel.data.text.Text;
import dev.carousel.spi.Options;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConstantPredictionTest {
  private static double loss(TaskProvider task) {
    return ConstantPrediction.loss(
        TaskDataset.of(task, Options.defaults(task.options())).validation());
  }

  /**
   * 1/6 is the variance of a sum of two numbers from 0 to 1; the four classes are equally likely.
   */
  @Test
  void isTheBaselineOfTheTask() {
    assertEquals(1.0 / 6, loss(new AddingTaskProvider()), 0.012);
    assertEquals(Math.log(4), loss(new TemporalOrderTaskProvider()), 0.01);
  }

  @Test
  void ofTextIsTheEntropyOfItsCharacters() {
    byte[] text = "aabcaabcaabc".getBytes(StandardCharsets.UTF_8);
    Part part = Text.read("letters", new ByteArrayInputStream(text)).split(0).training();
    double[] shares = {5.0 / 11, 3.0 / 11, 3.0 / 11};
    double entropy = 0;
    for (double share : shares) {
      entropy -= share * Math.log(share);
    }
    assertEquals(entropy, ConstantPrediction.loss(part), 1e-12);
  }

  @Test
  void ofNothingIsNotANumber() {
    assertTrue(Double.isNaN(ConstantPrediction.loss(Part.empty())));
  }
}
