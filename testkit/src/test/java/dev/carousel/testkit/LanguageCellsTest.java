package dev.carousel.testkit;

import dev.carousel.spi.Cell;
import org.junit.jupiter.api.Nested;

class LanguageCellsTest {
  @Nested
  class ScaleInvariant extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::scaleInvariant;
    }
  }

  @Nested
  class EveryFunction extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::everyFunction;
    }
  }

  @Nested
  class Limits extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::limits;
    }
  }

  @Nested
  class Shapes extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::shapes;
    }
  }

  @Nested
  class ShapesAsStates extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::shapesAsStates;
    }
  }

  @Nested
  class Matrices extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::matrices;
    }
  }

  @Nested
  class Vectors extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::vectors;
    }
  }

  @Nested
  class DelayLine extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::delayLine;
    }
  }

  @Nested
  class Exchange extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::exchange;
    }
  }

  @Nested
  class Leaky extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::leaky;
    }
  }

  @Nested
  class MapsAfterTheLoop extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::mapsAfterTheLoop;
    }
  }

  @Nested
  class MapsBeforeTheLoop extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::mapsBeforeTheLoop;
    }
  }

  @Nested
  class NoRecurrentProduct extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::noRecurrentProduct;
    }
  }

  @Nested
  class Stateless extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::stateless;
    }
  }

  @Nested
  class LinearMemory extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::linearMemory;
    }
  }

  @Nested
  class IdleStates extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::idleStates;
    }
  }

  @Nested
  class NewStatesInMidStep extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::newStatesInMidStep;
    }
  }

  @Nested
  class Constants extends CellContract {
    @Override
    protected Cell cell() {
      return LanguageCells::constants;
    }
  }
}
