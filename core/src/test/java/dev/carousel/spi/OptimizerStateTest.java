package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptimizerStateTest {
  private final OptimizerState state = new OptimizerState(0, Map.of());

  @Test
  void workspaceIsKeptBetweenUpdates() {
    assertSame(state.workspace(2, 8), state.workspace(2, 8));
  }

  @Test
  void workspaceHasTheSizeThatIsAskedFor() {
    state.workspace(2, 8);
    assertEquals(3, state.workspace(3, 8).length);
    assertEquals(16, state.workspace(3, 16)[2].length);
    assertEquals(0, state.workspace(0, 8).length);
  }

  @Test
  void aPartSharesTensorsAndKeepsItsNumbersUnderItsName() {
    NamedTensors parameters =
        new NamedTensors(Map.of("a/w", new DoubleTensor(2), "b/w", new DoubleTensor(3)));
    OptimizerState whole = OptimizerState.zeros(parameters, "mean");
    OptimizerState part = whole.part("some", Set.of("b/w"));
    part.slot("mean").get("b/w").fill(7);
    part.keep("sum", 0.5);
    part.advance();
    whole.keep("sum", 3);
    whole.advance();
    assertEquals(7, whole.slot("mean").get("b/w").get(0));
    assertEquals(Set.of("b/w"), part.slot("mean").names());
    assertEquals(Map.of("sum", 0.5), part.numbers());
    assertEquals(Map.of("sum", 3.0, "some/sum", 0.5), whole.numbers());
    assertSame(part, whole.part("some", Set.of("b/w")));
    OptimizerState again = whole.copy().part("some", Set.of("b/w"));
    assertEquals(0.5, again.number("sum", 0));
    assertEquals(1, again.updates());
    assertEquals(2, again.advance());
    assertEquals(1, part.updates(), "of another state");
  }
}
