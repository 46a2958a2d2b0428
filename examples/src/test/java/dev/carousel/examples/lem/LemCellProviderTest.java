package dev.carousel.examples.lem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Options;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LemCellProviderTest {
  private static CellProvider provider() {
    return ServiceLoader.load(CellProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals("lem"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serviceFileNamesTheProvider() {
    assertEquals(new LemCell(1), provider().create(Options.defaults(provider().options())));
  }

  @Test
  void timeStepIsAnOption() {
    Options options = Options.of("cell lem", provider().options(), Map.of("dt", "0.0242"));
    assertEquals(new LemCell(0.0242), provider().create(options));
  }

  @Test
  void timeStepAboveOneIsRefused() {
    CarouselException error =
        assertThrows(
            CarouselException.class,
            () -> Options.of("cell lem", provider().options(), Map.of("dt", "1.5")));
    assertTrue(String.valueOf(error.getMessage()).contains("to 1"), error.getMessage());
  }
}
