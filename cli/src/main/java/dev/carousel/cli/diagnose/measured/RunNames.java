package dev.carousel.cli.diagnose.measured;

import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Short names for networks that stand side by side: the cell as it was asked for if that is short,
 * else its id, with a number where that alone would not tell two of them apart.
 */
public final class RunNames {
  private static final int LONGEST = 14;

  private RunNames() {}

  public static List<String> of(List<Run> runs) {
    List<String> cells = runs.stream().map(Run::cell).toList();
    boolean shortEnough = cells.stream().allMatch(cell -> cell.length() <= LONGEST);
    List<String> names =
        shortEnough ? cells : cells.stream().map(cell -> PluginRef.parse(cell).id()).toList();
    return names.stream().distinct().count() == names.size() ? names : numbered(names);
  }

  private static List<String> numbered(List<String> names) {
    List<String> numbered = new ArrayList<>();
    for (String name : names) {
      numbered.add("#" + (numbered.size() + 1) + " " + name);
    }
    return numbered;
  }
}
