package dev.carousel.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Members of two lists, put together.
 *
 * @param before of the first list; null if the second alone has it
 * @param after of the second; null if the first alone has it
 */
record Pairs<T>(@Nullable T before, @Nullable T after) {

  /**
   * Puts together what is alike, each with the first of its like that is left; the others stay
   * alone. In the order of the first list, then of the second.
   */
  static <T> List<Pairs<T>> alike(List<T> before, List<T> after, BiPredicate<T, T> isLike) {
    List<Pairs<T>> pairs = new ArrayList<>();
    List<T> left = new ArrayList<>(after);
    for (T one : before) {
      T other = left.stream().filter(t -> isLike.test(one, t)).findFirst().orElse(null);
      left.remove(other);
      pairs.add(new Pairs<>(one, other));
    }
    left.forEach(other -> pairs.add(new Pairs<>(null, other)));
    return pairs;
  }
}
