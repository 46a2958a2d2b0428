package dev.carousel.benchmarks.checks;

import dev.carousel.plugin.PluginRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was checked.
 *
 * @param gradients by cell
 * @param refused settings that a cell does not take
 * @param goldens golden files
 */
record Results(List<GradientRow> gradients, List<PluginRef> refused, List<GoldenRow> goldens) {
  Results {
    gradients = List.copyOf(gradients);
    refused = List.copyOf(refused);
    goldens = List.copyOf(goldens);
  }

  boolean passed() {
    return gradients.stream().allMatch(GradientRow::passed)
        && goldens.stream().allMatch(GoldenRow::passed);
  }

  /** The refused settings, without numbers whose option was checked at another value. */
  List<String> untried() {
    Set<String> checked =
        gradients.stream()
            .flatMap(row -> row.cell().options().keySet().stream().map(o -> row.cell().id() + o))
            .collect(Collectors.toSet());
    return refused.stream()
        .filter(ref -> !isNumber(ref) || !checked.contains(ref.id() + onlyOption(ref)))
        .map(PluginRef::toString)
        .toList();
  }

  private static String onlyOption(PluginRef ref) {
    return ref.options().keySet().iterator().next();
  }

  private static boolean isNumber(PluginRef ref) {
    return ref.options().size() == 1
        && ref.options().values().iterator().next().matches("[-0-9.eE]+");
  }

  /** The values that were checked of each option of a cell, without its default. */
  String valuesOf(String id) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (GradientRow row : gradients) {
      if (row.cell().id().equals(id)) {
        row.cell()
            .options()
            .forEach(
                (name, value) ->
                    values.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(value));
      }
    }
    return values.entrySet().stream()
        .map(option -> "`" + option.getKey() + "` " + String.join(", ", option.getValue()))
        .collect(Collectors.joining("; "));
  }
}
