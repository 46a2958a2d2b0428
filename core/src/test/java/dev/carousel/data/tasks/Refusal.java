package dev.carousel.data.tasks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import org.junit.jupiter.api.function.Executable;

/** Asserts that something is refused with a message that says what it must. */
final class Refusal {
  private Refusal() {}

  static CarouselException of(Executable action, String... parts) {
    CarouselException error = assertThrows(CarouselException.class, action);
    String message = String.valueOf(error.getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected <" + part + "> in: " + message);
    }
    return error;
  }
}
