package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
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
}
