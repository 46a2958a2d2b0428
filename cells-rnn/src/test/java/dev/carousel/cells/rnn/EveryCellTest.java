package dev.carousel.cells.rnn;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.CellProvider;
import java.util.Arrays;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

class EveryCellTest {
  private static final String PACKAGE = EveryCellTest.class.getPackageName();

  @Test
  void everyCellOfThisModuleIsUnderTheContract() {
    ValueSource named = CellsContractTest.class.getAnnotation(ValueSource.class);
    Set<String> tested =
        Arrays.stream(Objects.requireNonNull(named).strings())
            .map(name -> PluginRef.parse(name).id())
            .collect(toSet());
    Set<String> provided =
        ServiceLoader.load(CellProvider.class).stream()
            .filter(provider -> provider.type().getName().startsWith(PACKAGE))
            .map(provider -> provider.get().id())
            .collect(toSet());
    assertEquals(provided, tested);
  }
}
