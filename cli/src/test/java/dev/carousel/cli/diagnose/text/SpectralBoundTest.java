package dev.carousel.cli.diagnose.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.fixture.Flows;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpectralBoundTest {
  private static String sentence(double largest) {
    return SpectralBound.of(
            "rnn:activation=relu", Flows.layer(0, largest, Flows.vanishing("h", -0.1)))
        .orElseThrow();
  }

  @Test
  void belowOneVanishingIsCertain() {
    assertTrue(sentence(0.9).contains("0.9000 < 1: vanishing is certain"), sentence(0.9));
  }

  @Test
  void aboveOneExplosionIsPossibleOnly() {
    assertTrue(sentence(1.2).contains("1.2000 > 1: explosion is possible, not certain"));
  }

  @Test
  void atOneExplosionIsRuledOut() {
    assertTrue(sentence(1.0000001).contains("is 1: explosion is ruled out"));
  }

  @Test
  void numbersThatAreNotFiniteProveNothing() {
    assertTrue(sentence(Double.NaN).contains("not finite"));
  }

  @Test
  void nothingIsClaimedOfOtherCells() {
    assertEquals(
        Optional.empty(), SpectralBound.of("gru", Flows.layer(0, 0.9, Flows.vanishing("h", -0.1))));
    assertEquals(
        Optional.empty(),
        SpectralBound.of(
            "rnn", Flows.layer(0, 0.9, Flows.vanishing("h", -1), Flows.vanishing("c", -1))));
  }
}
