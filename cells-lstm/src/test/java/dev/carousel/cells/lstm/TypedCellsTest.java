package dev.carousel.cells.lstm;

import dev.carousel.cells.lstm.delta.GatedDelta;
import dev.carousel.cells.lstm.minimal.Janet;
import dev.carousel.cells.lstm.minimal.MinLstm;
import dev.carousel.cells.lstm.norm.LayerNormLstm;
import dev.carousel.cells.lstm.variant.GreffLstm;
import dev.carousel.cells.lstm.variant.Lstm1997;
import dev.carousel.cells.lstm.variant.ProjectedLstm;
import dev.carousel.cells.lstm.xlstm.Mlstm;
import dev.carousel.cells.lstm.xlstm.Slstm;
import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class TypedCellsTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(
        Lstm.cell(),
        Lstm1997.cell(),
        GreffLstm.cell(),
        ProjectedLstm.cell(),
        Janet.cell(),
        MinLstm.cell(),
        LayerNormLstm.cell(),
        GatedDelta.cell(),
        Mlstm.cell(),
        Slstm.cell());
  }
}
