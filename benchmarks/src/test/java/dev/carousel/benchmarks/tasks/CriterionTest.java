package dev.carousel.benchmarks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriterionTest {
  @Test
  void isWrittenAsItIsRead() {
    for (String text : List.of("loss<0.05", "accuracy>=0.99", "counts>=100", "bits")) {
      assertEquals(text, Criterion.parse(text).toString());
    }
  }

  @Test
  void aLossIsBelowItsBoundAndTheOthersReachIt() {
    Criterion loss = Criterion.parse("loss<0.05");
    assertTrue(loss.isMet(0.049));
    assertFalse(loss.isMet(0.05));
    assertFalse(loss.isMet(Double.NaN));
    Criterion counts = Criterion.parse("counts>=100");
    assertTrue(counts.isMet(100));
    assertFalse(counts.isMet(99));
    assertFalse(counts.isMet(Double.NaN));
    assertFalse(Criterion.parse("bits").isMet(1));
  }

  /** Four fifths of 0.05; four fifths of -ln 0.9 = 0.10536. */
  @Test
  void trainingEndsClearlyBelowTheBound() {
    assertTrue(Criterion.parse("loss<0.05").isEnd(0.0399));
    assertFalse(Criterion.parse("loss<0.05").isEnd(0.0401));
    assertTrue(Criterion.parse("accuracy>=0.9").isEnd(0.0842));
    assertFalse(Criterion.parse("accuracy>=0.9").isEnd(0.0844));
    assertFalse(Criterion.parse("counts>=100").isEnd(0));
    assertFalse(Criterion.parse("bits").isEnd(0));
  }

  @Test
  void othersAreRefused() {
    for (String text : List.of("loss>=0.05", "accuracy<1", "bits<2", "loss", "")) {
      String message =
          assertThrows(CarouselException.class, () -> Criterion.parse(text)).getMessage();
      assertTrue(
          String.valueOf(message).contains("A criterion of the plan is malformed."), message);
      assertTrue(String.valueOf(message).contains("'" + text + "'"), message);
    }
  }
}
