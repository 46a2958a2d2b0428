package dev.carousel.cells.rnn.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Options;
import dev.carousel.spi.RecurrentInit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LemCellProviderTest {
  private static final CellProvider PROVIDER = new LemCellProvider();
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  @Test
  void byDefaultAStateMayBeReplacedInOneStep() {
    assertEquals(new LemCell(1, INIT), PROVIDER.create(Options.defaults(PROVIDER.options())));
  }

  @Test
  void timeStepIsAnOption() {
    Options options = Options.of("cell lem", PROVIDER.options(), Map.of("dt", "0.0242"));
    assertEquals(new LemCell(0.0242, INIT), PROVIDER.create(options));
  }

  @Test
  void timeStepAboveOneIsRefused() {
    CarouselException error =
        assertThrows(
            CarouselException.class,
            () -> Options.of("cell lem", PROVIDER.options(), Map.of("dt", "1.5")));
    assertTrue(String.valueOf(error.getMessage()).contains("to 1"), error.getMessage());
  }
}
