package dev.carousel.flow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.flow.diagnosis.BrokenTraining;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastFiniteTest {
  private final LastFinite seen = new LastFinite();
  private long index;

  private static NamedTensors one(double value) {
    Tensor tensor = Precision.FLOAT64.zeros(1);
    tensor.set(0, value);
    return new NamedTensors(Map.of("w", tensor));
  }

  private void update(double parameter, double loss, double gradient) {
    seen.gradients(new Update(index++, loss, one(parameter), one(gradient)));
  }

  private double kept() {
    return seen.parameters().orElseThrow().get("w").get(0);
  }

  @Test
  void keepsWhatTheLastFiniteUpdateWasComputedWith() {
    update(1, 3, 4);
    update(2, 3, 5);
    assertFalse(seen.hasMetNonFinite());
    update(3, Double.NaN, 1);
    update(4, 1, Double.POSITIVE_INFINITY);
    assertEquals(2, kept());
    assertTrue(seen.hasMetNonFinite());
    assertEquals(2, seen.first());
    assertEquals(2, seen.nonFinite());
    assertEquals(5, seen.norm());
    assertEquals(4, seen.planned());
  }

  @Test
  void passesOverWhatIsTooLargeToBeMeasured() {
    update(1, 1e30, 1e35);
    assertEquals(1, kept());
    update(2, 1, 1);
    update(3, 1e20, 1);
    assertEquals(2, kept());
  }

  @Test
  void parametersThatAreNotFiniteAreMetWithoutAnUpdate() {
    update(1, 1, 1);
    seen.stepped(0, one(Double.NaN));
    assertTrue(seen.hasMetNonFinite());
    assertTrue(
        BrokenTraining.of(seen, "").finding().evidence().get(0).contains("step of update 0"));
  }

  private static final CarouselException OWN = CarouselException.failure("Too many.").build();

  /** A plugin's error is told with its cause, and can come after updates that were not finite. */
  @Test
  void explainsOnlyFailuresThatComeOfIt() {
    assertFalse(seen.explains(OWN), "nothing was met");
    update(1, 1, Double.NaN);
    assertTrue(seen.explains(OWN));
    Throwable fault = new IllegalStateException("mine");
    assertFalse(seen.explains(CarouselException.failure("It failed.").cause(fault).build()));
    update(1, 1, 1);
    assertFalse(seen.explains(OWN), "in the midst of a finite update");
    seen.stepped(1, one(Double.NaN));
    assertTrue(seen.explains(OWN), "its step made parameters that are not finite");
  }

  /** Chunks end before the states overflow; the long validation does not. */
  @Test
  void explainsAValidationThatWasNeverFinite() {
    update(1, 1, 7);
    seen.stepped(0, one(1));
    seen.updated(new Progress(1, 1, 1, 0, 1, 7, 0, 1));
    seen.validated(new Checkpoint.ValidationPoint(1, 1, Double.NaN), false);
    assertFalse(seen.explains(OWN), "there is no validation part");
    seen.validated(new Checkpoint.ValidationPoint(1, 1, Double.POSITIVE_INFINITY), false);
    assertTrue(seen.explains(OWN));
    Finding finding = BrokenTraining.of(seen, "The loss was never finite.").finding();
    assertEquals(
        List.of(
            "The norm of the last finite gradient was 7.00.",
            "The loss was never finite.",
            "The network is measured at its last finite state."),
        finding.evidence());
  }

  @Test
  void theFindingTellsHowManyAndFromWhichOn() {
    update(1, 1, 7);
    update(1, 1, Double.NaN);
    Finding finding = BrokenTraining.of(seen, "It ended.").finding();
    assertEquals(Rule.NON_FINITE, finding.rule());
    assertTrue(finding.evidence().get(0).startsWith("1 of 2 updates"), finding::toString);
    assertTrue(finding.evidence().get(0).endsWith("the first was update 1."), finding::toString);
    assertTrue(finding.evidence().get(1).contains("7.00"), finding::toString);
  }
}
