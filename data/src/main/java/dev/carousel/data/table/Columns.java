package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a table's columns, by name. What has no role is not read, except that without {@code
 * inputs} every other column of numbers is an input.
 *
 * @param targets what to predict, in this order: numbers, or one column of classes
 * @param inputs numbers to read; empty for every column of numbers without another role, the
 *     targets included unless they are in the same row
 * @param known inputs whose future values are known: step t reads them up to the last row that is
 *     predicted from it. Numbers, categories, or the column of times, whose calendar is then known
 * @param categories inputs that are words or whole numbers without an order
 * @param statics inputs that are constant within a group
 * @param group the column that tells sequences apart; null if the table is one sequence
 * @param time the column by which the rows of a group are ordered, or several that make a time
 *     together: from the year, or a date, down to shorter units. Empty to keep the table's order
 */
public record Columns(
    List<String> targets,
    List<String> inputs,
    List<String> known,
    List<String> categories,
    List<String> statics,
    @Nullable String group,
    List<String> time) {
  /**
   * Copies the lists.
   *
   * @throws CarouselException if there is no target, a name occurs twice in a role, or roles
   *     contradict each other
   */
  public Columns {
    targets = once("--target", targets);
    inputs = once("--input", inputs);
    known = once("--known", known);
    categories = once("--category", categories);
    statics = once("--static", statics);
    time = once("--time", time);
    if (targets.isEmpty()) {
      throw CarouselException.usage("The target columns are invalid.")
          .expected("at least one column, each named once")
          .found("none")
          .build();
    }
    apart("--known", known, "--target", targets);
    apart("--known", known, "--static", statics);
    apart("--input", inputs, "--category", categories);
    if (group != null) {
      List<String> own = List.of(group);
      apart("--group", own, "--target", targets);
      apart("--group", own, "--input", inputs);
      apart("--group", own, "--known", known);
    }
    apart("--time", time, "--target", targets);
    apart("--time", time, "--group", group == null ? List.of() : List.of(group));
    if (time.size() == 1) {
      apart("--time", time, "--input", inputs);
      apart("--time", time, "--category", categories);
      apart("--time", time, "--static", statics);
    }
  }

  private static List<String> once(String option, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw CarouselException.usage("The columns of " + option + " are invalid.")
            .expected("columns that are each named once")
            .found(String.join(", ", names))
            .build();
      }
    }
    return List.copyOf(names);
  }

  private static void apart(String role, List<String> names, String other, List<String> others) {
    for (String name : names) {
      if (others.contains(name)) {
        throw CarouselException.usage(
                "Column '" + name + "' has two roles that exclude each other.")
            .expected("the column in " + role + " or in " + other)
            .found("it is in both")
            .build();
      }
    }
  }

  /**
   * Whether a column has one value in each group: one in the role {@code statics}, and the column
   * of groups itself.
   */
  public boolean isConstant(String name) {
    return statics.contains(name) || name.equals(group);
  }

  /** The names of all columns with a role. */
  Set<String> all() {
    Set<String> all = new HashSet<>(targets);
    all.addAll(inputs);
    all.addAll(known);
    all.addAll(categories);
    all.addAll(statics);
    if (group != null) {
      all.add(group);
    }
    all.addAll(time);
    return all;
  }

  /** The same roles, and these targets. */
  public Columns withTargets(List<String> names) {
    return new Columns(names, inputs, known, categories, statics, group, time);
  }

  /** The same roles, and these inputs. */
  public Columns withInputs(List<String> names) {
    return new Columns(targets, names, known, categories, statics, group, time);
  }

  /** The same roles, and these known inputs. */
  public Columns withKnown(List<String> names) {
    return new Columns(targets, inputs, names, categories, statics, group, time);
  }

  /** The same roles, and these categories. */
  public Columns withCategories(List<String> names) {
    return new Columns(targets, inputs, known, names, statics, group, time);
  }

  /** The same roles, and these constants. */
  public Columns withStatics(List<String> names) {
    return new Columns(targets, inputs, known, categories, names, group, time);
  }

  /** The same roles, and this group. */
  public Columns withGroup(@Nullable String name) {
    return new Columns(targets, inputs, known, categories, statics, name, time);
  }

  /** The same roles, and these times; no name to keep the table's order. */
  public Columns withTime(List<String> names) {
    return new Columns(targets, inputs, known, categories, statics, group, names);
  }
}
