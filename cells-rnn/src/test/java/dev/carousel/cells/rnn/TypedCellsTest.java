package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.ode.Antisymmetric;
import dev.carousel.cells.rnn.ode.CoRnn;
import dev.carousel.cells.rnn.ode.Lem;
import dev.carousel.cells.rnn.ode.UniCornn;
import dev.carousel.cells.rnn.orthogonal.Householder;
import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class TypedCellsTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(
        Rnn.cell(),
        Gru.cell(),
        ResetBeforeGru.cell(),
        Antisymmetric.cell(),
        CoRnn.cell(),
        Lem.cell(),
        UniCornn.cell(),
        Householder.cell());
  }
}
