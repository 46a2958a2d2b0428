package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.error.CarouselException;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.jspecify.annotations.Nullable;

/** Splits the positions of a table into training, validation and test. */
final class Splitter {
  private final RowOrder order;
  private final SplitPlan plan;

  private Splitter(RowOrder order, SplitPlan plan) {
    this.order = order;
    this.plan = plan;
  }

  /**
   * The parts that a plan makes. Which whole groups are chosen depends on their names and classes
   * alone.
   *
   * @param classes by which whole groups are stratified; null if there are none
   * @throws CarouselException if the plan does not fit the roles
   */
  static Bounds split(
      RowOrder order, Roles roles, Steps steps, SplitPlan plan, @Nullable Column classes) {
    if (plan.by() == ValidBy.GROUP && roles.columns().group() == null) {
      throw CarouselException.usage("--valid-by group needs --group.")
          .expected("--group COLUMN with it")
          .found("no --group")
          .build();
    }
    if (plan.by() == ValidBy.TIME && steps.isLabel()) {
      throw CarouselException.usage("Each group has one label, so no group can be cut in time.")
          .expected("--valid-by group, which is the default here")
          .found("--valid-by time")
          .mend("leave out --valid-by; or --every-step to predict the label at each row")
          .build();
    }
    Splitter splitter = new Splitter(order, plan);
    return plan.by() == ValidBy.GROUP || steps.isLabel()
        ? splitter.byGroup(classes)
        : splitter.byTime();
  }

  private Bounds byTime() {
    int[] trainTo = new int[order.groupCount()];
    int[] validTo = new int[order.groupCount()];
    for (int g = 0; g < order.groupCount(); g++) {
      int length = order.length(g);
      int test = SplitPlan.count(plan.test(), length);
      int valid = Math.min(SplitPlan.count(plan.valid(), length), length - test);
      validTo[g] = order.starts()[g + 1] - test;
      trainTo[g] = validTo[g] - valid;
    }
    return new Bounds(trainTo, validTo);
  }

  private Bounds byGroup(@Nullable Column classes) {
    List<Integer> drawn = drawn(classes);
    int test = SplitPlan.count(plan.test(), drawn.size());
    int valid = Math.min(SplitPlan.count(plan.valid(), drawn.size()), drawn.size() - test);
    Bounds bounds = Bounds.allTraining(order);
    int[] trainTo = bounds.trainTo().clone();
    int[] validTo = bounds.validTo().clone();
    for (int i = 0; i < test + valid; i++) {
      int group = drawn.get(i);
      trainTo[group] = order.starts()[group];
      validTo[group] = i < test ? order.starts()[group] : validTo[group];
    }
    return new Bounds(trainTo, validTo);
  }

  /**
   * All groups, so that the first n of them are a random choice with as many of each class as its
   * share: the i-th of the m groups of a class, in random order, has rank (i + u) / m, with u
   * random between 0 and 1.
   */
  private List<Integer> drawn(@Nullable Column classes) {
    Map<String, List<Integer>> byClass = new TreeMap<>();
    for (int g = 0; g < order.groupCount(); g++) {
      String name = classes == null ? "" : className(classes, g);
      byClass.computeIfAbsent(name, key -> new ArrayList<>()).add(g);
    }
    RandomGenerator random = RandomStreams.stream(plan.seed(), "group split");
    double[] ranks = new double[order.groupCount()];
    List<Integer> all = new ArrayList<>();
    for (List<Integer> groups : byClass.values()) {
      groups.sort(Comparator.comparing(order.groups()::get));
      int[] shuffled = groups.stream().mapToInt(group -> group).toArray();
      MathArrays.shuffle(shuffled, random);
      double part = random.nextDouble(); // or the first class would always come first
      for (int i = 0; i < shuffled.length; i++) {
        ranks[shuffled[i]] = (i + part) / shuffled.length;
      }
      Arrays.stream(shuffled).forEach(all::add);
    }
    all.sort(Comparator.comparingDouble((Integer group) -> ranks[group]));
    return all;
  }

  /** The class of a group; empty if it is not known. */
  private String className(Column classes, int group) {
    for (int p = order.starts()[group]; p < order.starts()[group + 1]; p++) {
      int row = order.row(p);
      if (row != RowOrder.INSERTED && !classes.isMissing(row)) {
        return classes.text(row);
      }
    }
    return "";
  }
}
