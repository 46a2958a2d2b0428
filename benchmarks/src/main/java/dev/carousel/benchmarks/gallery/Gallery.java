package dev.carousel.benchmarks.gallery;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that is known of the cells: what they say of themselves, and what was measured. */
final class Gallery {
  /** The size at which parameters are counted: that of the speeds. */
  static final int INPUTS = 128;

  static final int UNITS = 256;

  /** The package of the built-in cells. */
  private static final String BUILT_IN = "dev.carousel.cells.";

  private static final Pattern PAPER = Pattern.compile("(.*) \\(([^()]*\\d{4}[^()]*)\\)");

  /**
   * A cell of the gallery.
   *
   * @param summary what it is, in one line
   * @param paper the first author and the year
   * @param layer with {@link #INPUTS} and {@link #UNITS}
   * @param javadoc of its class
   */
  record Exhibit(
      Plugin<Cell> plugin, String summary, String paper, LayerProgram layer, CellJavadoc javadoc) {
    String id() {
      return plugin.id();
    }

    List<String> stateNames() {
      return layer.states().stream().map(StateSpec::name).toList();
    }

    long parameters() {
      return layer.parameters().stream().mapToLong(ParameterSpec::elements).sum();
    }
  }

  private final Map<String, Exhibit> exhibits = new HashMap<>();

  /**
   * Looks at all cells.
   *
   * @param root the folder of the modules
   * @throws CarouselException if a cell is in no family, or does not say what each has to say
   */
  Gallery(Path root, Plugins plugins, Engine engine) {
    for (Plugin<Cell> plugin : builtIn(plugins)) {
      exhibits.put(plugin.id(), exhibit(root, plugin, engine));
    }
    List<String> unknown = new ArrayList<>(exhibits.keySet());
    Arrays.stream(Family.values()).forEach(family -> unknown.removeAll(family.cells()));
    if (!unknown.isEmpty()) {
      throw CarouselException.failure("The cell " + unknown.get(0) + " is in no family.")
          .expected("each cell in a family of the gallery")
          .mend("add it to " + Family.class.getName())
          .build();
    }
  }

  /** The cells of Carousel itself, whatever else is on the class path. */
  static List<Plugin<Cell>> builtIn(Plugins plugins) {
    return plugins.list(PluginKind.CELL).stream()
        .filter(plugin -> plugin.provider().getClass().getName().startsWith(BUILT_IN))
        .toList();
  }

  private static Exhibit exhibit(Path root, Plugin<Cell> plugin, Engine engine) {
    Cell cell = plugin.create(Map.of());
    Matcher paper = PAPER.matcher(plugin.description());
    if (!paper.matches()) {
      throw CarouselException.failure("The description of a cell does not name its paper.")
          .expected("(Author year) at its end")
          .found(plugin.description())
          .where("cell " + plugin.id())
          .build();
    }
    return new Exhibit(
        plugin,
        paper.group(1),
        paper.group(2),
        engine.compile(plugin.id(), cell, INPUTS, UNITS),
        CellJavadoc.of(root, cell.getClass()));
  }

  /** A cell that {@link Family} names. */
  Exhibit get(String id) {
    Exhibit found = exhibits.get(id);
    if (found == null) {
      throw CarouselException.failure("The gallery names a cell that is not there.")
          .found(id)
          .mend("remove it from " + Family.class.getName())
          .build();
    }
    return found;
  }

  /** The cell that a class makes, by the class's simple name; empty for any other class. */
  Optional<String> cellOf(String simpleName) {
    return Arrays.stream(Family.values())
        .flatMap(family -> family.cells().stream())
        .filter(id -> get(id).javadoc().name().equals(simpleName))
        .findFirst();
  }
}
