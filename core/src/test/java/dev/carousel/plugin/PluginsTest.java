package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.carousel.error.CarouselException;
import dev.carousel.refusal.Refusal;
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
    Refusal error = refusal(catalogue(), "stuly");
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says("There is no cell 'stuly'.", "did you mean 'sturdy'?", "choosy");
    assertFalse(error.message().contains("found:"), error.message());
  }

  @Test
  void unknownIdThatIsLikeNoneMayBeInAPluginJar() {
    refusal(catalogue(), "ugrnn")
        .says("one of: choosy, faulty, sturdy; or load a plugin jar with cells (--plugins DIR)");
  }

  @Test
  void unknownIdThatWasLeftOutSaysWhy() {
    PluginProblem problem = new PluginProblem("a.jar", PluginKind.CELL, "lost", "It broke.", null);
    PluginProblem other = new PluginProblem("b.jar", PluginKind.HOOK, "lost", "Not this.", null);
    Refusal error = refusal(catalogue(problem, other), "lost");
    error.says("There is no cell 'lost'.", "found:    It broke.");
    assertFalse(error.message().contains("Not this."), error.message());
  }

  @Test
  void emptyKindAsksForAPlugin() {
    Refusal error = Refusal.of(() -> catalogue().optimizer(PluginRef.parse("adam")));
    error.says("There is no optimizer 'adam'.", "a plugin jar with optimizers");
  }

  @Test
  void wrongOptionIsRefused() {
    refusal(catalogue(), "sturdy:siz=2").says("cell sturdy", "'siz'", "'size'");
    refusal(catalogue(), "sturdy:size=12").says("'12'", "from 1 to 9");
  }

  @Test
  void faultOfAPluginNamesItAndItsHome() {
    Refusal error = refusal(catalogue(), "faulty");
    assertEquals(Refusal.Kind.FAILURE, error.kind());
    error.says("cell 'faulty'", "IllegalStateException: out of luck");
    error.says(TestCell.class.getName(), "class path folder", "report the fault to its author");
    assertInstanceOf(IllegalStateException.class, error.cause());
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
    assertEquals(
        new Refusal(Refusal.Kind.USAGE, "Odd sizes only.", null),
        refusal(new Plugins(List.of(odd), List.of()), "odd"));
  }

  @Test
  void sharedIdIsRefused() {
    List<Plugin<Cell>> twins = List.of(plugin("twin", o -> CELL), plugin("twin", o -> CELL));
    Refusal error = Refusal.of(() -> new Plugins(twins, List.of()));
    error.says("cell 'twin'", "taken by", "a unique id");
  }

  @Test
  void invalidIdIsRefused() {
    List<Plugin<Cell>> invalid = List.of(plugin("My Cell", o -> CELL));
    Refusal error = Refusal.of(() -> new Plugins(invalid, List.of()));
    error.says("'My Cell'", "lower-case");
  }

  private static Refusal refusal(Plugins plugins, String ref) {
    return Refusal.of(ref, () -> plugins.cell(PluginRef.parse(ref)));
  }
}
