package dev.carousel.interop.keras;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.Imported;
import dev.carousel.interop.internal.Cut;
import dev.carousel.interop.keras.Plan.End;
import dev.carousel.interop.keras.Plan.Recurrent;
import dev.carousel.interop.keras.Weights.Direction;
import dev.carousel.interop.keras.Weights.Role;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts the weights of Keras' layers into Carousel's parameters. One owner. */
final class KerasReader {
  private final KerasFile file;
  private final Plan plan;
  private final Weights weights;
  private final Cut cut;
  private final List<Integer> units = new ArrayList<>();
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  private KerasReader(KerasFile file, Plan plan) {
    this.file = file;
    this.plan = plan;
    weights = new Weights(file);
    Recurrent lowest = plan.layers().get(0);
    cut = new Cut(file.file(), Cut.precisionOf(recurrent(lowest, direction(lowest, false))));
  }

  static Imported read(KerasFile file, Plan plan, String sha256) {
    return new KerasReader(file, plan).imported(sha256);
  }

  private Imported imported(String sha256) {
    boolean isBoth = plan.layers().get(0).isBidirectional();
    int[] lookUp = plan.embedding().isPresent() ? embedding(plan.embedding().get()) : new int[2];
    int inputs = plan.embedding().isPresent() ? lookUp[1] : inputs();
    int width = inputs;
    for (int index = 0; index < plan.layers().size(); index++) {
      width = layer(index, width, isBoth);
    }
    int outputs = head(width);
    int read = plan.embedding().isPresent() ? lookUp[0] : inputs;
    ForeignNetwork network =
        new ForeignNetwork(
            Keras.FRAMEWORK,
            plan.layers().get(0).name(),
            cell(),
            units.stream().mapToInt(Integer::intValue).max().orElseThrow(),
            plan.layers().size(),
            isBoth,
            read,
            lookUp[1],
            outputs,
            plan.head().isPresent(),
            plan.end().map(end -> shape(end, read, outputs)));
    List<String> ignored = new ArrayList<>(plan.ignored());
    file.file().tensors().keySet().stream()
        .filter(name -> !cut.used().contains(name))
        .forEach(ignored::add);
    ignored.addAll(file.hdf5().unread().keySet());
    return new Imported(
        network, new NamedTensors(parameters), ignored, file.file().attributes(), sha256);
  }

  private DataShape shape(End end, int inputs, int outputs) {
    return new DataShape(
        plan.embedding().isPresent(),
        inputs,
        end.isClasses(),
        outputs,
        end.isAtEnd() ? Moment.END : Moment.EVERY_STEP);
  }

  /** One cell for layers that are alike, else the text of a stack. */
  private String cell() {
    boolean isUniform =
        units.stream().distinct().count() == 1
            && plan.layers().stream().map(Recurrent::cell).distinct().count() == 1;
    if (isUniform) {
      return plan.layers().get(0).cell();
    }
    List<String> all = new ArrayList<>();
    for (int index = 0; index < units.size(); index++) {
      String cell = plan.layers().get(index).cell();
      all.add(cell + (cell.contains(":") ? "," : ":") + "units=" + units.get(index));
    }
    return String.join(" > ", all);
  }

  private static Direction direction(Recurrent layer, boolean isReverse) {
    if (!layer.isBidirectional()) {
      return Direction.ONLY;
    }
    return isReverse ? Direction.BACKWARD : Direction.FORWARD;
  }

  private ForeignTensor recurrent(Recurrent layer, Direction direction) {
    return weights.of(layer.group(), direction, Role.RECURRENT_KERNEL, 2);
  }

  private int inputs() {
    Recurrent lowest = plan.layers().get(0);
    return weights.of(lowest.group(), direction(lowest, false), Role.KERNEL, 2).shape()[0];
  }

  /** The matrix [V, E]: its extents. */
  private int[] embedding(String group) {
    ForeignTensor matrix = weights.of(group, Direction.ONLY, Role.EMBEDDINGS, 2);
    int[] shape = matrix.shape();
    parameters.put(
        "embedding/embedding.Wx", cut.transposed(cut.tensor(matrix.name(), shape[0], shape[1])));
    return shape;
  }

  /** What the layer hands up. */
  private int layer(int index, int inputs, boolean isBoth) {
    Recurrent layer = plan.layers().get(index);
    if (layer.isBidirectional() != isBoth) {
      throw refused(
          "Some layers of the model read both ways, others do not.",
          "all recurrent layers in Bidirectional, or none",
          "both");
    }
    int size = units(layer);
    units.add(size);
    String group = "layer" + index;
    direction(layer, direction(layer, false), group + "/", inputs, size);
    if (isBoth) {
      direction(layer, Direction.BACKWARD, group + "-reverse/", inputs, size);
    }
    return isBoth ? 2 * size : size;
  }

  private int units(Recurrent layer) {
    int[] shape = recurrent(layer, direction(layer, false)).shape();
    boolean isWhole = (long) shape[0] * layer.kind().gates().size() == shape[1];
    if (!isWhole || (layer.units() > 0 && layer.units() != shape[0])) {
      String wanted = layer.units() > 0 ? String.valueOf(layer.units()) : "H";
      throw refused(
          "The weights of a layer do not fit the model.",
          "the recurrent kernel of '%s' of [%s, %d * %s]"
              .formatted(
                  Printable.of(layer.name(), 80), wanted, layer.kind().gates().size(), wanted),
          "[" + shape[0] + ", " + shape[1] + "]");
    }
    return shape[0];
  }

  private void direction(Recurrent layer, Direction direction, String into, int inputs, int size) {
    List<Kind.Gate> gates = layer.kind().gates();
    int columns = gates.size() * size;
    ForeignTensor kernel = weights.of(layer.group(), direction, Role.KERNEL, 2);
    List<Tensor> ofInput =
        cut.columnBlocks(cut.tensor(kernel.name(), inputs, columns), gates.size());
    ForeignTensor recurrent = recurrent(layer, direction);
    List<Tensor> ofState =
        cut.columnBlocks(cut.tensor(recurrent.name(), size, columns), gates.size());
    ForeignTensor bias = bias(layer, direction, columns);
    for (int block = 0; block < gates.size(); block++) {
      Kind.Gate gate = gates.get(block);
      parameters.put(into + gate.input() + ".Wx", ofInput.get(block));
      parameters.put(into + gate.stateMatrix(), ofState.get(block));
      Tensor in = part(bias, block * size, size);
      if (layer.kind().hasTwoBiases()) {
        Tensor own = part(bias, columns + block * size, size);
        parameters.put(into + gate.input() + ".b", gate.hasOneBias() ? sum(in, own) : in);
        if (!gate.hasOneBias()) {
          parameters.put(into + gate.hidden() + ".b", own);
        }
      } else {
        parameters.put(into + gate.input() + ".b", in);
      }
    }
  }

  private @Nullable ForeignTensor bias(Recurrent layer, Direction direction, int columns) {
    Optional<ForeignTensor> found = weights.find(layer.group(), direction, Role.BIAS);
    if (!layer.hasBias().orElse(found.isPresent())) {
      return null;
    }
    int rank = layer.kind().hasTwoBiases() ? 2 : 1;
    String name = weights.of(layer.group(), direction, Role.BIAS, rank).name();
    return rank == 2 ? cut.tensor(name, 2, columns) : cut.tensor(name, columns);
  }

  private Tensor part(@Nullable ForeignTensor bias, int first, int count) {
    return bias == null ? cut.zeros(count) : cut.part(bias, first, count);
  }

  /** The sum; a zero changes no bit of the other. */
  private static Tensor sum(Tensor in, Tensor own) {
    for (int i = 0; i < in.size(); i++) {
      if (own.get(i) != 0) {
        in.set(i, in.get(i) + own.get(i));
      }
    }
    return in;
  }

  private int head(int width) {
    if (plan.head().isEmpty()) {
      Tensor identity = cut.zeros(width, width);
      for (int i = 0; i < width; i++) {
        identity.set(i * width + i, 1);
      }
      parameters.put("head/head.Wx", identity);
      parameters.put("head/head.b", cut.zeros(width));
      return width;
    }
    String group = plan.head().get();
    ForeignTensor kernel = weights.of(group, Direction.ONLY, Role.KERNEL, 2);
    int outputs = kernel.shape()[1];
    parameters.put("head/head.Wx", cut.transposed(cut.tensor(kernel.name(), width, outputs)));
    parameters.put(
        "head/head.b",
        weights
            .find(group, Direction.ONLY, Role.HEAD_BIAS)
            .map(bias -> cut.part(cut.tensor(bias.name(), outputs), 0, outputs))
            .orElseGet(() -> cut.zeros(outputs)));
    return outputs;
  }

  private CarouselException refused(String summary, String expected, String found) {
    return CarouselException.failure(summary)
        .expected(expected)
        .found(found)
        .where(file.path())
        .mend(ModelLayers.part())
        .build();
  }
}
