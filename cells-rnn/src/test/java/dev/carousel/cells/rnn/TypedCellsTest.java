package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.gated.Brc;
import dev.carousel.cells.rnn.gated.Cfn;
import dev.carousel.cells.rnn.gated.FastGrnn;
import dev.carousel.cells.rnn.gated.FastRnn;
import dev.carousel.cells.rnn.gated.Mgu;
import dev.carousel.cells.rnn.gated.MinimalRnn;
import dev.carousel.cells.rnn.gated.Mut;
import dev.carousel.cells.rnn.gated.Nbrc;
import dev.carousel.cells.rnn.gated.Star;
import dev.carousel.cells.rnn.gated.Ugrnn;
import dev.carousel.cells.rnn.linear.Lmu;
import dev.carousel.cells.rnn.linear.Lru;
import dev.carousel.cells.rnn.linear.MinGru;
import dev.carousel.cells.rnn.linear.Qrnn;
import dev.carousel.cells.rnn.linear.RgLru;
import dev.carousel.cells.rnn.linear.Sru;
import dev.carousel.cells.rnn.ode.Antisymmetric;
import dev.carousel.cells.rnn.ode.CoRnn;
import dev.carousel.cells.rnn.ode.Lem;
import dev.carousel.cells.rnn.ode.UniCornn;
import dev.carousel.cells.rnn.orthogonal.Householder;
import dev.carousel.cells.rnn.simple.Indrnn;
import dev.carousel.cells.rnn.simple.Irnn;
import dev.carousel.cells.rnn.simple.Rin;
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
        Householder.cell(),
        Irnn.cell(),
        Rin.cell(),
        Indrnn.cell(),
        Ugrnn.cell(),
        Mgu.cell(),
        MinimalRnn.cell(),
        Star.cell(),
        Brc.cell(),
        Nbrc.cell(),
        Mut.mut1(),
        Mut.mut2(),
        Mut.mut3(),
        Cfn.cell(),
        FastRnn.cell(),
        FastGrnn.cell(),
        MinGru.cell(),
        Sru.cell(),
        Qrnn.cell(),
        Lru.cell(),
        RgLru.cell(),
        Lmu.cell());
  }
}
