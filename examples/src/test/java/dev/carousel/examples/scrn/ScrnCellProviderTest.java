package dev.carousel.examples.scrn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Options;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ScrnCellProviderTest {
  private static CellProvider provider() {
    return ServiceLoader.load(CellProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals("scrn"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serviceFileNamesTheProvider() {
    assertEquals(new ScrnCell(0.05), provider().create(Options.defaults(provider().options())));
  }

  @Test
  void shareIsAnOption() {
    Options options = Options.of("cell scrn", provider().options(), Map.of("share", "0.0242"));
    assertEquals(new ScrnCell(0.0242), provider().create(options));
  }

  @Test
  void shareAboveOneIsRefused() {
    CarouselException error =
        assertThrows(
            CarouselException.class,
            () -> Options.of("cell scrn", provider().options(), Map.of("share", "1.5")));
    assertTrue(String.valueOf(error.getMessage()).contains("to 1"), error.getMessage());
  }
}
