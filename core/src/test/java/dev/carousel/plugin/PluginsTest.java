package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PluginsTest {
  private static final Cell CELL = step -> {};

  private record TestCell(String id, Function<Options, Cell> made) implements CellProvider {
    @Override
    public String description() {
      return "Test cell";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(OptionSpec.integer("size", 3, 1, 9, "How large"));
    }

    @Override
    public Cell create(Options options) {
      return made.apply(options);
    }
  }

  private static Plugin<Cell> plugin(String id, Function<Options, Cell> made) {
    return Plugin.of(PluginKind.CELL, id, new TestCell(id, made));
  }

  private static Plugins catalogue(PluginProblem... problems) {
    List<Plugin<Cell>> cells =
        List.of(
            plugin("sturdy", options -> CELL),
            plugin(
                "choosy",
                options -> {
                  assertEquals(7, options.integer("size"));
                  return CELL;
                }),
            plugin(
                "faulty",
                options -> {
                  throw new IllegalStateException("out of luck");
                }));
    return new Plugins(cells, List.of(problems));
  }

  @Test
  void optionsReachTheProvider() {
    assertSame(CELL, catalogue().cell(PluginRef.parse("choosy:size=7")));
  }

  @Test
  void listIsSortedById() {
    List<String> ids = catalogue().list(PluginKind.CELL).stream().map(Plugin::id).toList();
    assertEquals(List.of("choosy", "faulty", "sturdy"), ids);
    assertEquals(List.of(), catalogue().list(PluginKind.HOOK));
  }

  @Test
  void unknownIdSuggestsTheNearest() {
    CarouselException error = refusal(catalogue(), "stuly");
    assertEquals(CarouselException.Kind.USAGE, error.kind());
    assertContains(error, "There is no cell 'stuly'.", "did you mean 'sturdy'?", "choosy");
    assertFalse(error.toString().contains("found:"), error.toString());
  }

  @Test
  void unknownIdThatWasLeftOutSaysWhy() {
    PluginProblem problem = new PluginProblem("a.jar", PluginKind.CELL, "lost", "It broke.", null);
    PluginProblem other = new PluginProblem("b.jar", PluginKind.HOOK, "lost", "Not this.", null);
    CarouselException error = refusal(catalogue(problem, other), "lost");
    assertContains(error, "There is no cell 'lost'.", "found:    It broke.");
    assertFalse(error.toString().contains("Not this."), error.toString());
  }

  @Test
  void emptyKindAsksForAPlugin() {
    CarouselException error =
        assertThrows(CarouselException.class, () -> catalogue().optimizer(PluginRef.parse("adam")));
    assertContains(error, "There is no optimizer 'adam'.", "a plugin jar with optimizers");
  }

  @Test
  void wrongOptionIsRefused() {
    assertContains(refusal(catalogue(), "sturdy:siz=2"), "cell sturdy", "'siz'", "'size'");
    assertContains(refusal(catalogue(), "sturdy:size=12"), "'12'", "from 1 to 9");
  }

  @Test
  void faultOfAPluginNamesItAndItsHome() {
    CarouselException error = refusal(catalogue(), "faulty");
    assertEquals(CarouselException.Kind.FAILURE, error.kind());
    assertContains(error, "cell 'faulty'", "IllegalStateException: out of luck");
    assertContains(error, TestCell.class.getName(), "class path folder", "fault in its code");
    assertInstanceOf(IllegalStateException.class, error.getCause());
  }

  @Test
  void clearErrorOfAPluginComesThrough() {
    CarouselException clear = CarouselException.usage("Odd sizes only.").build();
    Plugin<Cell> odd =
        plugin(
            "odd",
            options -> {
              throw clear;
            });
    assertSame(clear, refusal(new Plugins(List.of(odd), List.of()), "odd"));
  }

  @Test
  void sharedIdIsRefused() {
    List<Plugin<Cell>> twins = List.of(plugin("twin", o -> CELL), plugin("twin", o -> CELL));
    CarouselException error =
        assertThrows(CarouselException.class, () -> new Plugins(twins, List.of()));
    assertContains(error, "cell 'twin'", "taken by", "an id of its own");
  }

  @Test
  void invalidIdIsRefused() {
    List<Plugin<Cell>> invalid = List.of(plugin("My Cell", o -> CELL));
    CarouselException error =
        assertThrows(CarouselException.class, () -> new Plugins(invalid, List.of()));
    assertContains(error, "'My Cell'", "lower-case");
  }

  private static CarouselException refusal(Plugins plugins, String ref) {
    return assertThrows(CarouselException.class, () -> plugins.cell(PluginRef.parse(ref)));
  }

  private static void assertContains(CarouselException error, String... parts) {
    for (String part : parts) {
      assertTrue(error.toString().contains(part), () -> part + " is not in: " + error);
    }
  }
}
