package dev.carousel.cli.options;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
  /** They stand in a checkpoint or in a model's notes, and may be anything there. */
  @Test
  void storedOptionsThatAreDamagedAreRefused() {
    CarouselException error =
        assertThrows(
            CarouselException.class,
            () -> RunOptions.of(Map.of("units", "many\u001B[2J", "seed", "1")));
    String message = String.valueOf(error.getMessage());
    for (String part :
        new String[] {"options of the run are damaged", "--units", "many\\u001B[2J", "try:"}) {
      assertTrue(message.contains(part), message);
    }
  }

  /** An option of another kind would be an order: {@code --plugins}, {@code --out}. */
  @Test
  void storedOptionsThatTrainingDoesNotHaveAreRefused() {
    assertThrows(CarouselException.class, () -> RunOptions.of(Map.of("plugins", "/tmp")));
  }
}
