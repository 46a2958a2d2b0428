package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @ParameterizedTest
  @CsvSource({"2.9, 2.9", "3.04, 2.9", "0, 0", "1, NaN", "NaN, 1"})
  void aNetworkThatMayHaveLearntNothingOrIsNotKnownIsNot(double loss, double constant) {
    assertTrue(UselessNetwork.finding(loss, constant).isEmpty());
  }
}
