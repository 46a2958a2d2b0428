package dev.carousel.cells.lstm.variant;

import dev.carousel.cells.lstm.variant.GreffLstmCell.Variant;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class VariantsContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  private abstract static class OfGreff extends CellContract {
    private final Variant variant;

    OfGreff(Variant variant) {
      this.variant = variant;
    }

    @Override
    protected Cell cell() {
      return new GreffLstmCell(INIT, variant, 1);
    }
  }

  @Nested
  class Of1997 extends CellContract {
    @Override
    protected Cell cell() {
      return new Lstm1997Cell(INIT, List.of(-1.0), List.of(-1.0));
    }
  }

  @Nested
  class Projected extends CellContract {
    @Override
    protected Cell cell() {
      return new ProjectedLstmCell(INIT, 3, 1, 0, false);
    }
  }

  @Nested
  class ProjectedToAQuarterWithPeepholes extends CellContract {
    @Override
    protected Cell cell() {
      return new ProjectedLstmCell(INIT, 0, 1, 0, true);
    }
  }

  @Nested
  class Vanilla extends OfGreff {
    Vanilla() {
      super(Variant.VANILLA);
    }
  }

  @Nested
  class WithoutInputGate extends OfGreff {
    WithoutInputGate() {
      super(Variant.NIG);
    }
  }

  @Nested
  class WithoutForgetGate extends OfGreff {
    WithoutForgetGate() {
      super(Variant.NFG);
    }
  }

  @Nested
  class WithoutOutputGate extends OfGreff {
    WithoutOutputGate() {
      super(Variant.NOG);
    }
  }

  @Nested
  class WithoutInputActivation extends OfGreff {
    WithoutInputActivation() {
      super(Variant.NIAF);
    }
  }

  @Nested
  class WithoutOutputActivation extends OfGreff {
    WithoutOutputActivation() {
      super(Variant.NOAF);
    }
  }

  @Nested
  class Coupled extends OfGreff {
    Coupled() {
      super(Variant.CIFG);
    }
  }

  @Nested
  class WithoutPeepholes extends OfGreff {
    WithoutPeepholes() {
      super(Variant.NP);
    }
  }

  @Nested
  class WithFullGateRecurrence extends OfGreff {
    WithFullGateRecurrence() {
      super(Variant.FGR);
    }
  }
}
