package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.expr.Step;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenTest {
  private enum Shape {
    ROUND,
    FLAT_TOP
  }

  private record Leak(Map<String, String> values) implements Cell {
    @Override
    public void step(Step s) {
      s.next("h", s.state("h"));
    }
  }

  private record LeakProvider(String id) implements CellProvider {

    @Override
    public String description() {
      return "a state that stays";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(
          OptionSpec.real("rate", 0.5, 0, 1, "rate"),
          OptionSpec.integer("times", 3, 1, 9, "times"),
          OptionSpec.toggle("open", false, "open"),
          OptionSpec.choice("shape", Shape.ROUND, Shape.class, "shape"));
    }

    @Override
    public Cell create(Options options) {
      return new Leak(options.asMap());
    }
  }

  private static final Chosen<Cell> LEAK = Chosen.of(PluginKind.CELL, new LeakProvider("leak"));

  private static Plugins plugins() {
    return new Plugins(
        List.of(Plugin.of(PluginKind.CELL, "leak", new LeakProvider("leak"))), List.of());
  }

  /** However it was written, and however much of it. */
  @Test
  void completeSaysAllValuesInOneWay() {
    String all = "leak:rate=0.5,times=3,open=false,shape=round";
    for (String same : List.of("leak", "leak:rate=5e-1,times=03", "leak:shape=round,rate=0.50")) {
      assertEquals(
          all, plugins().choose(PluginKind.CELL, PluginRef.parse(same)).complete().toString());
    }
    assertEquals(
        "leak:rate=1,times=3,open=true,shape=round",
        LEAK.with("open", true).with("rate", "1.0").complete().toString());
  }

  @Test
  void isCalledAsOnTheCommandLineAndMakesTheSame() {
    Chosen<Cell> all =
        LEAK.with("shape", Shape.FLAT_TOP).with("rate", 1.0).with("times", 4).with("open", true);
    String text = "leak:shape=flat-top,rate=1,times=4,open=true";
    assertEquals(text, all.toString());
    assertEquals(PluginRef.parse(text), all.ref());
    assertEquals(plugins().cell(PluginRef.parse(text)), all.make());
    assertEquals(plugins().choose(PluginKind.CELL, PluginRef.parse(text)), all);
  }

  @Test
  void whatIsNotGivenHasItsDefaultAndIsNotNamed() {
    assertEquals("leak", LEAK.toString());
    assertEquals(
        new Leak(Map.of("rate", "0.5", "times", "3", "open", "false", "shape", "round")),
        LEAK.make());
  }

  @Test
  void theLastValueOfAnOptionCountsAndOthersStay() {
    assertEquals(
        "leak:rate=0.25,times=2",
        LEAK.with("rate", 0.75).with("times", 2).with("rate", 0.25).toString());
    assertEquals("leak", LEAK.toString());
  }

  @Test
  void equalsByWhatWasGiven() {
    assertEquals(LEAK.with("rate", 1), LEAK.with("rate", "1"));
    assertEquals(LEAK.with("rate", 1).hashCode(), LEAK.with("rate", "1").hashCode());
    assertNotEquals(LEAK.with("rate", 1), LEAK);
  }

  @Test
  void refusesAtOnceWhatTheOptionDoesNotAllow() {
    Refusal.of(
        () -> LEAK.with("rate", 1.5), "Option 'rate' of the cell leak", "from 0 to 1", "1.5");
    Refusal.of(() -> LEAK.with("rate", Double.NaN), "Option 'rate'", "NaN");
    Refusal.of(() -> LEAK.with("times", 2.5), "Option 'times'", "a whole number", "2.5");
    Refusal.of(() -> LEAK.with("shape", "square"), "Option 'shape'", "round, flat-top", "square");
    Refusal.of(() -> LEAK.with("rates", 1), "The cell leak has no option 'rates'", "rate");
    Refusal.of(
        () -> plugins().choose(PluginKind.CELL, PluginRef.parse("leak:rate=2")), "Option 'rate'");
    Refusal.of(
        () -> Chosen.of(PluginKind.CELL, new LeakProvider("My:Cell")),
        "My:Cell",
        "lower-case words");
    assertThrows(IllegalArgumentException.class, () -> LEAK.with("rate", List.of()));
  }
}
