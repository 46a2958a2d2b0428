package dev.carousel.cells.rnn;

import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class TypedCellsTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(Rnn.cell(), Gru.cell(), ResetBeforeGru.cell());
  }
}
