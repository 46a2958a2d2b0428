package dev.carousel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Modules;
import dev.carousel.engine.EngineFactory;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Options;
import dev.carousel.train.TrainerFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarouselModuleTest {
  /** A cell without a place in any service file of the class path. */
  public static final class ListedCell implements CellProvider {
    static final Cell CELL = step -> {};

    @Override
    public String id() {
      return "listed";
    }

    @Override
    public String description() {
      return "Test cell";
    }

    @Override
    public Cell create(Options options) {
      return CELL;
    }
  }

  private static Module cell(String id) {
    return binder ->
        MapBinder.newMapBinder(binder, String.class, CellProvider.class)
            .addBinding(id)
            .toInstance(new ListedCell());
  }

  private static PluginDiscovery discovered(Path work) throws IOException {
    Path list = work.resolve("META-INF/services/" + CellProvider.class.getName());
    Files.createDirectories(list.getParent());
    Files.writeString(list, ListedCell.class.getName());
    ClassLoader parent = CarouselModuleTest.class.getClassLoader();
    URLClassLoader application = new URLClassLoader(new URL[] {work.toUri().toURL()}, parent);
    return PluginDiscovery.in(List.of(), application);
  }

  @Test
  void discoveredCellIsInTheCatalogue(@TempDir Path work) throws IOException {
    Injector injector = Guice.createInjector(new CarouselModule(discovered(work)));
    Plugins plugins = injector.getInstance(Plugins.class);
    assertSame(ListedCell.CELL, plugins.cell(PluginRef.parse("listed")));
    assertSame(plugins, injector.getInstance(Plugins.class));
  }

  @Test
  void cellOfAModuleStandsBesideTheDiscoveredOnes(@TempDir Path work) throws IOException {
    Plugins plugins =
        Guice.createInjector(new CarouselModule(discovered(work)), cell("mine"))
            .getInstance(Plugins.class);
    assertSame(ListedCell.CELL, plugins.cell(PluginRef.parse("mine")));
    assertNotNull(plugins.get(PluginKind.CELL, "listed"));
    assertEquals("class path folder", plugins.get(PluginKind.CELL, "mine").source().toString());
  }

  @Test
  void cellOfAnOverridingModuleStandsBesideTheDiscoveredOnes(@TempDir Path work)
      throws IOException {
    Module overridden = Modules.override(new CarouselModule(discovered(work))).with(cell("mine"));
    Plugins plugins = Guice.createInjector(overridden).getInstance(Plugins.class);
    assertNotNull(plugins.get(PluginKind.CELL, "mine"));
    assertNotNull(plugins.get(PluginKind.CELL, "listed"));
  }

  @Test
  void idBoundTwiceNamesBothSources(@TempDir Path work) throws IOException {
    CarouselModule module = new CarouselModule(discovered(work));
    CreationException error =
        assertThrows(CreationException.class, () -> Guice.createInjector(module, cell("listed")));
    String message = error.toString();
    assertTrue(message.contains("\"listed\""), message);
    assertTrue(message.contains("cell of class path folder"), message);
    assertTrue(message.contains("CarouselModuleTest"), message);
  }

  @Test
  void clockCanBeOverridden() {
    Clock fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Module module =
        Modules.override(new CarouselModule(PluginDiscovery.onClassPath()))
            .with(binder -> binder.bind(Clock.class).toInstance(fixed));
    assertSame(fixed, Guice.createInjector(module).getInstance(Clock.class));
  }

  /** What an application does that embeds Carousel. */
  static final class Embedding {
    private Embedding() {}

    /** Makes an injector and all that it gives. */
    public static void main(String[] arguments) {
      Injector injector = Guice.createInjector(new CarouselModule(PluginDiscovery.onClassPath()));
      injector.getInstance(Plugins.class);
      injector.getInstance(TrainerFactory.class);
      injector.getInstance(EngineFactory.class);
    }
  }

  /**
   * Guice generates classes for what it constructs itself, by means of which JDK 24 and later warn.
   */
  @Test
  void noClassIsGenerated() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Embedding.class.getName())
            .redirectErrorStream(true)
            .start();
    String loaded = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), loaded);
    assertTrue(loaded.contains("com.google.inject.internal.InjectorImpl"));
    assertFalse(loaded.contains("HiddenClassDefiner"));
  }
}
