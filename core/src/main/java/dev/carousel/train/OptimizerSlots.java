package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the slots of a checkpoint are those that {@link Optimizer#init} makes. An optimizer may
 * have slots for some of the parameters only.
 *
 * @param expected the slots of a new state
 */
record OptimizerSlots(Map<String, NamedTensors> expected) {
  /**
   * Refuses other slots, because an update would fail.
   *
   * @param where the file, or what else names the checkpoint
   */
  void require(OptimizerState state, String where) {
    Map<String, NamedTensors> found = state.slots();
    if (!found.keySet().equals(expected.keySet())) {
      throw other(where, slots(expected.keySet()), slots(found.keySet()));
    }
    expected.forEach(
        (slot, tensors) -> {
          Set<String> names = Objects.requireNonNull(found.get(slot)).names();
          if (!names.equals(tensors.names())) {
            String difference = difference(slot, tensors.names(), names);
            throw other(where, ofParameters(slot, tensors.names()), difference);
          }
        });
  }

  private static String slots(Set<String> names) {
    return names.isEmpty() ? "no slots" : "slots " + String.join(", ", new TreeSet<>(names));
  }

  private static String ofParameters(String slot, Set<String> names) {
    return "slot "
        + slot
        + " of "
        + (names.isEmpty() ? "no parameter" : String.join(", ", new TreeSet<>(names)));
  }

  private static String difference(String slot, Set<String> expected, Set<String> found) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    Set<String> extra = new TreeSet<>(found);
    extra.removeAll(expected);
    return missing.isEmpty()
        ? "slot " + slot + " also of " + String.join(", ", extra)
        : "slot " + slot + " without " + String.join(", ", missing);
  }

  private static CarouselException other(String where, String expected, String found) {
    return CarouselException.failure("The checkpoint has other slots than the optimizer.")
        .expected(expected)
        .found(found)
        .where(where)
        .mend(
            "continue with the optimizer, and the version of its plugin, that wrote the checkpoint,"
                + " or train again into a new folder")
        .build();
  }
}
