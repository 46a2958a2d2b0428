package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Lstm;
import dev.carousel.flow.StateFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureMyNetworkTest {
  private static final String RHYME =
      "Half a pound of tuppenny rice, half a pound of treacle. "
          + "That's the way the money goes: pop! goes the weasel.\n";

  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("rhyme.txt"), RHYME.repeat(150));
  }

  @Test
  void learnsTheTextAndMeasuresEveryState() {
    MeasureMyNetwork.Answer answer = MeasureMyNetwork.of(text, Lstm.cell().forgetBias(3), 60);
    assertTrue(answer.loss() < 2.5, () -> "loss " + answer.loss());
    List<StateFlow> states = answer.flow().layers().get(0).states();
    assertEquals(List.of("h", "c"), states.stream().map(StateFlow::state).toList());
    for (StateFlow state : states) {
      assertEquals(41, state.gradient().length);
      assertEquals(1, state.gradient()[0], 1e-6);
    }
  }

  @Test
  void aLargerForgetBiasReachesFurtherBack() {
    assertTrue(perStep(5) > perStep(-1));
  }

  private double perStep(double forgetBias) {
    StateFlow c =
        MeasureMyNetwork.of(text, Lstm.cell().forgetBias(forgetBias), 1)
            .flow()
            .layers()
            .get(0)
            .states()
            .get(1);
    return Objects.requireNonNull(c.growth()).perStep();
  }
}
