package dev.carousel.flow.measured;

import dev.carousel.model.LayerSpec;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Short names for networks that are compared. Short references of cells are used as they are.
 * Longer ones keep only the options that distinguish a cell from others with its id. Layers that
 * differ are named after their cells. Of networks with one cell, the one that was not trained says
 * so, and a hook that others lack is added. Names that would still be equal get a number in front.
 */
public final class RunNames {
  private static final int LONGEST_IN_COLUMN = 15;
  private static final int LONGEST_IN_FIGURE = 28;

  private RunNames() {}

  /** Names for the columns of a terminal. */
  public static List<String> of(List<Run> runs) {
    return of(runs, LONGEST_IN_COLUMN);
  }

  /** Names for figures and the JSON report, where there is more room. */
  public static List<String> inFigures(List<Run> runs) {
    return of(runs, LONGEST_IN_FIGURE);
  }

  private static List<String> of(List<Run> runs, int longest) {
    List<String> names = shortened(runs.stream().map(Run::cell).toList(), longest);
    List<String> apart = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      List<Run> alike = runs.stream().filter(other -> other.cell().equals(run.cell())).toList();
      apart.add(names.get(i) + difference(run, alike));
    }
    return numbered(apart);
  }

  /** What sets a network apart from others of its cell: no training, or hooks that some lack. */
  private static String difference(Run run, List<Run> alike) {
    if (!run.trained()) {
      return alike.stream().anyMatch(Run::trained) ? " untrained" : "";
    }
    List<List<PluginRef>> others =
        alike.stream().filter(Run::trained).map(RunNames::hooks).distinct().toList();
    return hooks(run).stream()
        .filter(hook -> others.stream().anyMatch(other -> !other.contains(hook)))
        .map(hook -> " + " + hook.id())
        .collect(Collectors.joining());
  }

  private static List<PluginRef> hooks(Run run) {
    Recipe recipe = run.recipe();
    return recipe == null ? List.of() : recipe.hooks();
  }

  static List<String> ofCells(List<String> cells, int longest) {
    return numbered(shortened(cells, longest));
  }

  private static List<String> shortened(List<String> cells, int longest) {
    if (cells.stream().allMatch(cell -> cell.length() <= longest)) {
      return cells;
    }
    List<PluginRef> refs =
        cells.stream().filter(cell -> !Stack.isText(cell)).map(PluginRef::parse).toList();
    return cells.stream()
        .map(
            cell ->
                Stack.isText(cell)
                    ? ofStack(cell, longest)
                    : name(PluginRef.parse(cell), refs, longest))
        .toList();
  }

  /** Layers that differ: the ids of their cells, or how many they are. */
  private static String ofStack(String text, int longest) {
    List<LayerSpec> layers = Stack.parse(text).layers();
    String ids =
        layers.stream()
            .map(layer -> PluginRef.parse(layer.cell()).id())
            .collect(Collectors.joining(" > "));
    return ids.length() <= longest ? ids : "stack of " + layers.size();
  }

  private static String name(PluginRef ref, List<PluginRef> all, int longest) {
    List<PluginRef> others =
        all.stream().filter(other -> other.id().equals(ref.id()) && !other.equals(ref)).toList();
    List<Map.Entry<String, String>> own =
        ref.options().entrySet().stream().filter(option -> !isShared(option, others)).toList();
    return Stream.of(own, fewest(own, others))
        .map(options -> written(ref.id(), options))
        .filter(name -> name.length() <= longest)
        .findFirst()
        .orElse(ref.id());
  }

  private static boolean isShared(Map.Entry<String, String> option, List<PluginRef> others) {
    return others.stream()
        .allMatch(other -> option.getValue().equals(other.options().get(option.getKey())));
  }

  /** The first options that together no other cell with the id has. */
  private static List<Map.Entry<String, String>> fewest(
      List<Map.Entry<String, String>> own, List<PluginRef> others) {
    for (int count = 0; count < own.size(); count++) {
      List<Map.Entry<String, String>> some = own.subList(0, count);
      if (others.stream().noneMatch(other -> other.options().entrySet().containsAll(some))) {
        return some;
      }
    }
    return own;
  }

  private static String written(String id, List<Map.Entry<String, String>> options) {
    return options.isEmpty()
        ? id
        : options.stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(",", id + ":", ""));
  }

  private static List<String> numbered(List<String> names) {
    Set<String> seen = new HashSet<>();
    if (names.stream().allMatch(seen::add)) {
      return names;
    }
    List<String> numbered = new ArrayList<>();
    for (String name : names) {
      numbered.add("#" + (numbered.size() + 1) + " " + name);
    }
    return numbered;
  }
}
