package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.keras.Plan.Recurrent;
import dev.carousel.interop.keras.Weights.Direction;
import dev.carousel.interop.keras.Weights.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a network in a file of weights alone, by names and sizes. What weights do not tell is
 * taken as Keras has it by default: the activations, and that a head is linear. One owner.
 */
final class WeightsPlan {
  /** The groups that hold the layers: of Keras 3, and of Keras 2.13's archives. */
  static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

  private static final List<String> ACTIVATIONS = List.of("tanh", "relu");
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(?:_(\\d{1,9}))?");
  private static final String WHOLE =
      "save the whole model, which tells its layers: model.save('model.keras')";

  private final KerasFile file;
  private final Weights weights;
  private final Optional<String> activation;
  private final List<Recurrent> layers = new ArrayList<>();
  private @Nullable String embedding;
  private @Nullable String head;

  WeightsPlan(KerasFile file, Optional<String> activation) {
    this.file = file;
    this.activation = activation;
    weights = new Weights(file);
  }

  Plan plan() {
    List<String> groups = groups();
    groups.forEach(this::add);
    if (layers.isEmpty()) {
      throw refused(
          "The file has no recurrent layer of Keras.",
          "groups like 'layers/lstm', with a kernel and a recurrent kernel",
          groups.isEmpty() ? "no groups with weights" : Printable.of(String.join(", ", groups)),
          WHOLE);
    }
    long vanilla = layers.stream().filter(layer -> layer.kind() == Kind.SIMPLE_RNN).count();
    if (activation.isPresent() && vanilla == 0) {
      throw CarouselException.usage("--activation applies only to a SimpleRNN.")
          .expected("no --activation for " + layers.get(0).kind().layer())
          .found("--activation " + activation.get())
          .mend("leave it out")
          .build();
    }
    return new Plan(
        Optional.ofNullable(embedding),
        layers,
        Optional.ofNullable(head),
        Optional.empty(),
        List.of());
  }

  /** The groups of the layers, from the input up: in the order listed, or of their numbers. */
  private List<String> groups() {
    Set<String> found = new LinkedHashSet<>();
    for (String name : file.file().tensors().keySet()) {
      String[] path = name.split("/", -1);
      boolean isInside = CONTAINERS.contains(path[0]);
      if (path.length > (isInside ? 2 : 1)) {
        found.add(isInside ? path[0] + "/" + path[1] : path[0]);
      }
    }
    List<String> listed = file.hdf5().texts("", "layer_names");
    List<String> groups = new ArrayList<>(listed);
    groups.retainAll(found);
    if (listed.isEmpty()) {
      groups.addAll(found);
      groups.sort(Comparator.comparing(WeightsPlan::base).thenComparingInt(WeightsPlan::number));
    }
    return groups;
  }

  private static Matcher numbered(String group) {
    Matcher matcher = NUMBERED.matcher(group);
    boolean unused = matcher.matches();
    return matcher;
  }

  private static String base(String group) {
    return numbered(group).group(1);
  }

  private static int number(String group) {
    String number = numbered(group).group(2);
    return number == null ? 0 : Integer.parseInt(number);
  }

  private void add(String group) {
    boolean isBoth = weights.find(group, Direction.BACKWARD, Role.RECURRENT_KERNEL).isPresent();
    Direction direction = isBoth ? Direction.FORWARD : Direction.ONLY;
    Optional<ForeignTensor> first = weights.find(group, direction, Role.KERNEL);
    Optional<ForeignTensor> second = weights.find(group, direction, Role.RECURRENT_KERNEL);
    boolean isRecurrent = second.isPresent() && second.get().shape().length == 2;
    if (isRecurrent) {
      addRecurrent(group, direction, second.get(), isBoth);
      return;
    }
    boolean isEmbedding =
        weights.find(group, direction, Role.EMBEDDINGS).isPresent() && second.isEmpty();
    boolean isNamed = group.substring(group.indexOf('/') + 1).startsWith("embedding");
    if (isEmbedding && (isNamed || first.isEmpty()) && embedding == null) {
      embedding = group;
    } else if (first.isPresent() && first.get().shape().length == 2 && head == null) {
      head = group;
    } else {
      throw refused(
          "The file has weights of a layer that is not recognised.",
          "one embedding, recurrent layers, and one linear map",
          "'" + Printable.of(group, 200) + "'",
          WHOLE);
    }
  }

  private void addRecurrent(
      String group, Direction direction, ForeignTensor recurrent, boolean isBoth) {
    int[] shape = recurrent.shape();
    Optional<ForeignTensor> bias = weights.find(group, direction, Role.BIAS);
    boolean isResetAfter = bias.map(tensor -> tensor.shape().length == 2).orElse(true);
    boolean isWhole = shape[0] > 0 && shape[1] % shape[0] == 0;
    Kind kind =
        Kind.ofBlocks(isWhole ? shape[1] / shape[0] : 0, isResetAfter)
            .orElseThrow(
                () ->
                    refused(
                        "A recurrent layer is of a kind that is not known.",
                        "a recurrent kernel of [H, 4 * H], [H, 3 * H] or [H, H]",
                        Arrays.toString(shape) + " in '" + Printable.of(group, 200) + "'",
                        WHOLE));
    if (!layers.isEmpty() && isOutOfOrder(group)) {
      throw refused(
          "The order of the layers is not known.",
          "recurrent layers whose names differ only by numbers",
          "'"
              + Printable.of(layers.get(0).group(), 200)
              + "' and '"
              + Printable.of(group, 200)
              + "'",
          WHOLE);
    }
    layers.add(new Recurrent(group, group, kind, options(kind), 0, Optional.empty(), isBoth));
  }

  private boolean isOutOfOrder(String group) {
    return file.hdf5().texts("", "layer_names").isEmpty()
        && !base(layers.get(0).group()).equals(base(group));
  }

  private String options(Kind kind) {
    if (kind != Kind.SIMPLE_RNN || activation.isEmpty()) {
      return "";
    }
    if (!ACTIVATIONS.contains(activation.get())) {
      throw CarouselException.usage("--activation has an invalid value.")
          .expected("one of " + String.join(", ", ACTIVATIONS))
          .found("'" + activation.get() + "'")
          .mend(NearestWord.hint(activation.get(), ACTIVATIONS))
          .build();
    }
    return ":activation=" + activation.get();
  }

  private CarouselException refused(String summary, String expected, String found, String mend) {
    return CarouselException.failure(summary)
        .expected(expected)
        .found(found)
        .where(file.path())
        .mend(mend)
        .build();
  }
}
