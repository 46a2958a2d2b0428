package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UselessNetworkTest {
  @Test
  void bothLossesAreTold() {
    Finding finding = UselessNetwork.finding(8.85, 2.9).orElseThrow();
    assertEquals(Rule.WORSE_THAN_CONSTANT, finding.rule());
    assertEquals(
        "Its loss is 8.85 with the context that suits it best; always predicting the same has "
            + "2.90.",
        finding.evidence().get(0));
    assertTrue(finding.evidence().get(1).contains("the order of its symbols"), finding::toString);
  }

  @Test
  void aTrainingThatLeftItWorseThanAConstantFailed() {
    Finding finding = UselessNetwork.afterTraining(8.29, 3.05, 4.34).orElseThrow();
    assertEquals(Rule.WORSE_THAN_CONSTANT, finding.rule());
    assertEquals("Training failed: the network predicts worse than a constant.", finding.title());
    assertEquals(
        List.of(
            "Its validation loss is 8.29; always predicting the same has 3.05, and outputs that "
                + "are all zero have 4.34."),
        finding.evidence());
  }

  /** A network that was hardly trained is about as bad as outputs that are all zero. */
  @ParameterizedTest
  @CsvSource({"4.36, 3.05, 4.34", "3, 3.05, 4.34", "1.04, 1, 0.9", "9, NaN, 4", "9, 3, NaN"})
  void aTrainingThatHasNotLearntYetOrIsNotKnownHasNotFailed(double loss, double a, double b) {
    assertTrue(UselessNetwork.afterTraining(loss, a, b).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"2.9, 2.9", "3.04, 2.9", "0, 0", "1, NaN", "NaN, 1"})
  void aNetworkThatMayHaveLearntNothingOrIsNotKnownIsNot(double loss, double constant) {
    assertTrue(UselessNetwork.finding(loss, constant).isEmpty());
  }
}
