package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** An error whose place is known only to whoever asked for what fails. */
class FaultPlaceTest {
  @Test
  void thePlaceStandsBeforeTheCure() {
    CarouselException fault = CarouselException.failure("No.").found("yes").mend("stop").build();
    CarouselException placed = fault.at("plan.yaml, line 3");
    assertEquals(
        "No.\n  found:    yes\n  where:    plan.yaml, line 3\n  try:      stop",
        placed.getMessage());
    assertEquals(CarouselException.Kind.FAILURE, placed.kind());
    assertSame(fault, placed.getCause());
  }

  @Test
  void withoutACureItIsLast() {
    CarouselException fault = CarouselException.usage("No.").build();
    assertEquals("No.\n  where:    a\\nb", fault.at("a\nb").getMessage());
  }

  @Test
  void aPlaceThatIsKnownStays() {
    CarouselException fault = CarouselException.usage("No.").where("there").build();
    assertSame(fault, fault.at("elsewhere"));
  }
}
