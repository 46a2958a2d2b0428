package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the weights of a layer within its group. Keras 3 numbers them, {@code cell/vars/0}; Keras 2
 * names them, {@code lstm/lstm_cell/kernel:0}. Names between the group and the weight say only the
 * direction, as they count how many models a program made before. Used by one thread.
 */
final class Weights {
  private static final String VARIABLES = "vars";

  private final KerasFile file;

  Weights(KerasFile file) {
    this.file = file;
  }

  /** The weights of a layer, in the order in which Keras numbers them. */
  enum Role {
    KERNEL("kernel", 0),
    RECURRENT_KERNEL("recurrent_kernel", 1),
    BIAS("bias", 2),
    HEAD_BIAS("bias", 1),
    EMBEDDINGS("embeddings", 0);

    private final String word;
    private final int number;

    Role(String word, int number) {
      this.word = word;
      this.number = number;
    }
  }

  /** The two directions of a layer, or none. */
  enum Direction {
    ONLY(""),
    FORWARD("forward_"),
    BACKWARD("backward_");

    private final String prefix;

    Direction(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * The weight of a layer that must be there.
   *
   * @param group of the layer
   * @param rank the number of its axes
   * @throws CarouselException if it is missing or of another form
   */
  ForeignTensor of(String group, Direction direction, Role role, int rank) {
    ForeignTensor found =
        find(group, direction, role)
            .orElseThrow(() -> refused(group, role, "'" + role.word + "' of '%s'", missing(group)));
    if (found.shape().length != rank) {
      throw refused(
          group,
          role,
          "'" + role.word + "' of '%s' with " + rank + " axes",
          Arrays.toString(found.shape()) + " in '" + Printable.of(found.name(), 200) + "'");
    }
    return found;
  }

  /**
   * The weight of a layer; empty if there is none.
   *
   * @throws CarouselException if there are several
   */
  Optional<ForeignTensor> find(String group, Direction direction, Role role) {
    List<String> found =
        file.file().tensors().keySet().stream()
            .filter(name -> name.startsWith(group + "/"))
            .filter(name -> isOf(name.substring(group.length()).split("/", -1), direction, role))
            .toList();
    if (found.size() > 1) {
      throw refused(group, role, "one '" + role.word + "' of '%s'", shown(found));
    }
    return found.stream()
        .map(name -> Objects.requireNonNull(file.file().tensors().get(name)))
        .findFirst();
  }

  private static boolean isOf(String[] path, Direction direction, Role role) {
    List<String> parents = Arrays.asList(path).subList(0, path.length - 1);
    String last = path[path.length - 1];
    boolean isNumbered = parents.get(parents.size() - 1).equals(VARIABLES);
    String word = last.endsWith(":0") ? last.substring(0, last.length() - 2) : last;
    boolean isRole = isNumbered ? last.equals(String.valueOf(role.number)) : word.equals(role.word);
    return isRole
        && !parents.contains("seed_generator")
        && (direction == Direction.ONLY
            || parents.stream().anyMatch(parent -> parent.startsWith(direction.prefix)));
  }

  private String missing(String group) {
    List<String> unread =
        file.hdf5().unread().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(group + "/"))
            .map(entry -> Printable.of(entry.getKey(), 200) + " " + entry.getValue())
            .toList();
    List<String> others =
        file.file().tensors().keySet().stream()
            .filter(name -> name.startsWith(group + "/"))
            .toList();
    if (!unread.isEmpty()) {
      return unread.get(0);
    }
    return others.isEmpty() ? "no weights there" : shown(others);
  }

  private static String shown(List<String> names) {
    return Printable.of(names.stream().limit(8).collect(Collectors.joining(", ")));
  }

  private CarouselException refused(String group, Role role, String expected, String found) {
    return CarouselException.failure("The weights of a layer do not fit the model.")
        .expected(expected.replace("%s", Printable.of(group, 200)))
        .found(found)
        .where(file.path())
        .mend(
            role == Role.BIAS || role == Role.HEAD_BIAS
                ? "save the model again, with its biases"
                : "save the whole model again: model.save('model.keras')")
        .build();
  }
}
