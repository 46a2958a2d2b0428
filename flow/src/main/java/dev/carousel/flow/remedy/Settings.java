package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.CELL;
import static dev.carousel.plugin.PluginKind.HOOK;
import static dev.carousel.plugin.PluginKind.OPTIMIZER;

import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that a change sets, compared with the settings of a training.
 *
 * @param catalogue of the plugins, whose defaults count as set
 * @param now the present settings; only the cell if the training is unknown
 */
record Settings(Catalogue catalogue, Recipe now) {
  /** The length of unknown chunks. */
  private static final int UNKNOWN = 0;

  /** The common name of options that open or close the gates that keep a state. */
  private static final String MEMORY = "memory gates";

  private static final PluginRef NONE = PluginRef.parse("none");

  /** The settings of a run's training, as far as they are known. */
  static Recipe recipe(Run run) {
    Recipe known = run.recipe();
    return known != null
        ? known
        : new Recipe(PluginRef.parse(run.cell()), NONE, List.of(), UNKNOWN);
  }

  /** The options that a change sets, with their values; empty if nothing changes. */
  Map<String, String> changedBy(Change change) {
    Map<String, String> changed = new LinkedHashMap<>();
    if (change instanceof Change.OfCell of) {
      ofCell(of.cell(), changed);
    } else if (change instanceof Change.OfOptimizer of) {
      compare(OPTIMIZER, "optimizer", now.optimizer(), of.optimizer(), changed);
    } else if (change instanceof Change.OfHook of) {
      PluginRef old = now.hook(of.hook().id());
      compare(HOOK, "hook " + of.hook().id(), old == null ? NONE : old, of.hook(), changed);
    } else if (change instanceof Change.Together of) {
      of.parts().forEach(part -> changed.putAll(changedBy(part)));
    } else if (change instanceof Change.OfChunks of && of.steps() != now.bptt()) {
      changed.put("bptt", Integer.toString(of.steps()));
    }
    return changed;
  }

  private void ofCell(PluginRef cell, Map<String, String> changed) {
    if (!cell.id().equals(now.cell().id())) {
      // Another cell is an alternative to all that is done about this one.
      changed.put("cell " + cell, cell.toString());
      return;
    }
    compare(CELL, "cell", now.cell(), cell, changed);
    double opened = openness(cell) - openness(now.cell());
    if (opened > 0 || opened < 0) {
      changed.put(MEMORY, opened > 0 ? "open" : "close");
    }
  }

  /**
   * Whether a change closes the gates that keep a state further than now, so far that less than 1/e
   * is left at a lag. That would undo the goal.
   */
  boolean forgets(Change change, int lag) {
    if (!(change instanceof Change.OfCell of) || !of.cell().id().equals(now.cell().id())) {
      return false;
    }
    double enough = Math.min(GradientRemedies.biasFor(lag), Math.log(Math.max(2, lag - 1)));
    double opened = openness(of.cell());
    return opened < openness(now.cell()) && opened < enough;
  }

  /** A span takes the place of a bias, and is open for its length. */
  private double openness(PluginRef cell) {
    double longest = catalogue.number(CELL, cell, OptionRole.MEMORY_SPAN);
    return longest > 0
        ? Math.log(Math.max(1, longest - 1))
        : catalogue.number(CELL, cell, OptionRole.MEMORY_BIAS);
  }

  private void compare(
      PluginKind<?> kind,
      String owner,
      PluginRef old,
      PluginRef other,
      Map<String, String> changed) {
    boolean isSame = old.id().equals(other.id());
    if (!isSame) {
      changed.put(owner, other.id());
    }
    Set<String> names = new TreeSet<>(other.options().keySet());
    names.addAll(isSame ? old.options().keySet() : Set.of());
    for (String name : names) {
      String value = catalogue.value(kind, other, name);
      if (!isSame || !isEqual(value, catalogue.value(kind, old, name))) {
        changed.put(owner + " " + name, value);
      }
    }
  }

  /** 1 and 1.0 are one value. */
  private static boolean isEqual(String value, String other) {
    try {
      return value.equals(other) || Double.parseDouble(value) == Double.parseDouble(other);
    } catch (NumberFormatException e) {
      return false; // words that differ
    }
  }
}
