package dev.carousel.cells.lstm.variant;

import dev.carousel.cells.lstm.variant.GreffLstmCell.Variant;
import dev.carousel.spi.Cell;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The variants against PyTorch; see {@code src/test/golden/README.md}. */
class VariantsGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  private abstract static class OfCell extends GoldenContract {
    private final String file;
    private final Cell cell;

    OfCell(String file, Cell cell) {
      this.file = file;
      this.cell = cell;
    }

    @Override
    protected Golden golden() {
      return Golden.load(VariantsGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return cell;
    }
  }

  private abstract static class OfGreff extends OfCell {
    OfGreff(Variant variant) {
      super("greff-" + OptionSpec.text(variant), new GreffLstmCell(INIT, variant, 1));
    }
  }

  @Nested
  class Of1997 extends OfCell {
    Of1997() {
      super("lstm-1997", new Lstm1997Cell(INIT, List.of(-1.0), List.of(-1.0)));
    }
  }

  @Nested
  class Projected extends OfCell {
    Projected() {
      super("lstm-projected", new ProjectedLstmCell(INIT, 3, 1, 0, false));
    }
  }

  @Nested
  class ProjectedWithPeepholes extends OfCell {
    ProjectedWithPeepholes() {
      super("lstm-projected-peephole", new ProjectedLstmCell(INIT, 3, 1, 0, true));
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
