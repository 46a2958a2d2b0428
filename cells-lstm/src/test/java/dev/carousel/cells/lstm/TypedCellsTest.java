package dev.carousel.cells.lstm;

import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class LstmTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(Lstm.cell());
  }
}
