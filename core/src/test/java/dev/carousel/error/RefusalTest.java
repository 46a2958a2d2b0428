package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The assertion by which all refusals are tested; what is refused here is made up. */
@OnSomeMachines
class RefusalTest {
  private static final Exception CAUSE = new Exception("Deeper.");

  private static void refuse() {
    throw CarouselException.failure("No.").found("yes").cause(CAUSE).build();
  }

  @Test
  void kindMessageAndCauseAreThoseOfTheException() {
    Refusal refusal = Refusal.of(RefusalTest::refuse, "No.", "found:    yes");
    assertEquals(Refusal.Kind.FAILURE, refusal.kind());
    assertEquals("No.\n  found:    yes", refusal.message());
    assertSame(CAUSE, refusal.cause());
    Refusal usage =
        Refusal.of(
            () -> {
              throw CarouselException.usage("Never.").build();
            });
    assertEquals(Refusal.Kind.USAGE, usage.kind());
  }

  @Test
  void whatIsNotSaidFails() {
    assertThrows(AssertionError.class, () -> Refusal.of(RefusalTest::refuse, "found:    no"));
    assertThrows(AssertionError.class, () -> Refusal.of(RefusalTest::refuse).says("Maybe."));
  }

  @Test
  void otherExceptionsAndNoneAreNoRefusal() {
    assertThrows(AssertionError.class, () -> Refusal.of(() -> {}));
    AssertionError other =
        assertThrows(
            AssertionError.class,
            () ->
                Refusal.of(
                    () -> {
                      throw new IllegalStateException("No.");
                    }));
    assertInstanceOf(IllegalStateException.class, other.getCause());
  }

  @Test
  void testsOfSomeMachinesAreNotNoted() {
    Refusal.of(RefusalTest::refuse);
    Path noted = Path.of("target/refusals").resolve(RefusalTest.class.getName() + ".tsv");
    assertFalse(Files.exists(noted));
  }
}
