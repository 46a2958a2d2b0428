package dev.carousel.interop.internal.onnx.read;

import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a recurrent network in a graph: {@code (Gather ->) LSTM (-> LSTM ..) (-> Gemm)}, between
 * nodes that only move values. Whatever else stands between input and output is refused by its
 * name. Not thread-safe.
 */
public final class NetworkFinder {
  /** Nodes that only move values. */
  private static final Set<String> MOVES =
      Set.of(
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Reshape",
          "Flatten",
          "Identity",
          "Dropout",
          "Cast",
          "Slice",
          "Gather",
          "Concat",
          "Split");

  /** What may follow the head: it changes no order of classes. */
  private static final Set<String> ENDS = Set.of("Softmax", "LogSoftmax");

  /** What reads sizes alone. */
  private static final Set<String> SIZES = Set.of("Shape", "Size");

  private static final int MOST_LAYERS = 1000;

  private final OnnxGraphFile file;
  private final Set<String> used = new HashSet<>();

  private NetworkFinder(OnnxGraphFile file) {
    this.file = file;
  }

  /**
   * Finds the network.
   *
   * @param module the name of its lowest recurrent node, if there are several networks; null if
   *     there is one
   * @throws Unreadable if there is none, or it has parts that Carousel has not
   */
  public static OnnxNetwork find(OnnxGraphFile file, @Nullable String module) {
    return new NetworkFinder(file).find(module);
  }

  private OnnxNetwork find(@Nullable String module) {
    OnnxNode lowest = lowest(module);
    List<RecurrentNode> layers = new ArrayList<>();
    Above above = new Above(lowest);
    for (OnnxNode next = lowest; next != null; next = above.next) {
      if (layers.size() == MOST_LAYERS) {
        throw new Unreadable("at most " + MOST_LAYERS + " layers", "more", "use another file");
      }
      layers.add(checked(next, layers));
      above = new Above(next);
    }
    return network(layers, above);
  }

  private RecurrentNode checked(OnnxNode node, List<RecurrentNode> below) {
    RecurrentNode found = RecurrentNode.of(file, node);
    if (!below.isEmpty()) {
      RecurrentNode first = below.get(0);
      boolean isAlike =
          found.cell().equals(first.cell())
              && found.units() == first.units()
              && found.directions() == first.directions()
              && found.inputs() == first.directions() * first.units();
      if (!isAlike) {
        throw new Unreadable(
            "layers of one kind and size: %s of %d units".formatted(first.cell(), first.units()),
            "%s of %d units, which reads %d numbers, in the %s"
                .formatted(found.cell(), found.units(), found.inputs(), node.words()),
            "copy the weights layer by layer into a network with --stack");
      }
    }
    for (OnnxTensor own : List.of(found.parts().w(), found.parts().r())) {
      if (!used.add(own.name())) {
        throw new Unreadable(
            "parameters of its own for each layer",
            "the tensor " + own.words() + ", which two layers read",
            "export the network again, with its parameters unshared");
      }
    }
    used.addAll(node.inputs());
    return found;
  }

  private OnnxNetwork network(List<RecurrentNode> layers, Above top) {
    RecurrentNode first = layers.get(0);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    OnnxTensor table = embedding(first.node());
    if (table != null) {
      requireSize("embedding", table.extent(1), first.inputs(), first.node());
      parameters.put("embedding/embedding.Wx", turned(table));
    }
    for (int index = 0; index < layers.size(); index++) {
      layers.get(index).put("layer" + index, 0, parameters);
      if (first.directions() == 2) {
        layers.get(index).put("layer" + index + "-reverse", 1, parameters);
      }
    }
    int width = first.directions() * first.units();
    LinearMap head = top.head();
    int outputs = head == null ? width : head.outputs();
    if (head != null) {
      requireSize("top layer", width, head.inputs(), head.node());
      used.addAll(head.node().inputs());
      used.add(head.bias() == null ? "" : head.bias().name());
    }
    parameters.put("head/head.Wx", head == null ? identity(width) : head.weights());
    parameters.put("head/head.b", head == null ? new FloatTensor(width) : head.offsets());
    return new OnnxNetwork(
        first.node().name(),
        first.cell(),
        first.units(),
        layers.size(),
        first.directions() == 2,
        table == null ? first.inputs() : table.extent(0),
        table == null ? 0 : table.extent(1),
        outputs,
        head != null,
        new NamedTensors(parameters),
        ignored(),
        file.properties());
  }

  private List<String> ignored() {
    return file.tensors().values().stream()
        .filter(tensor -> tensor.isReal() && tensor.size() > 1 && !used.contains(tensor.name()))
        .map(OnnxTensor::name)
        .toList();
  }

  private static void requireSize(String what, int found, int expected, OnnxNode reader) {
    if (found != expected) {
      throw new Unreadable(
          "%d numbers, as the %s reads them".formatted(expected, reader.words()),
          "%d numbers of the %s".formatted(found, what),
          "export the network without what stands between them");
    }
  }

  private static Tensor identity(int size) {
    FloatTensor identity = new FloatTensor(size, size);
    for (int i = 0; i < size; i++) {
      identity.set(i * size + i, 1);
    }
    return identity;
  }

  private static Tensor turned(OnnxTensor table) {
    int rows = table.extent(0);
    int columns = table.extent(1);
    FloatTensor turned = new FloatTensor(columns, rows);
    for (int i = 0; i < turned.size(); i++) {
      turned.set(i, table.get(i % rows * columns + i / rows));
    }
    return turned;
  }

  /** The lowest recurrent node of the network. */
  private OnnxNode lowest(@Nullable String module) {
    List<OnnxNode> all = file.nodes().stream().filter(RecurrentNode::is).toList();
    if (all.isEmpty()) {
      Set<String> operators = new TreeSet<>();
      file.nodes().forEach(node -> operators.add(node.operator()));
      throw new Unreadable(
          "a node LSTM, GRU or RNN",
          operators.isEmpty() ? "no node" : "nodes " + String.join(", ", operators),
          "export a network with one of these layers");
    }
    List<OnnxNode> bottoms = all.stream().filter(node -> !isAbove(node)).toList();
    List<String> names = bottoms.stream().map(OnnxNode::name).toList();
    if (module != null) {
      return bottoms.stream()
          .filter(node -> node.name().equals(module))
          .findFirst()
          .orElseThrow(
              () ->
                  new Unreadable(
                      "one of the nodes " + String.join(", ", names),
                      "--module " + module,
                      "--module " + names.get(0)));
    }
    if (bottoms.size() > 1) {
      throw new Unreadable(
          "one recurrent network",
          "those that begin with the nodes " + String.join(", ", names),
          "--module " + names.get(0));
    }
    if (bottoms.isEmpty()) {
      throw new Unreadable("layers one above the other", "a circle of nodes", "use another file");
    }
    return bottoms.get(0);
  }

  /** Whether a recurrent node reads what another one makes. */
  private boolean isAbove(OnnxNode node) {
    Node below = below(node);
    return below.node != null && RecurrentNode.is(below.node);
  }

  /** What stands below a node. */
  private record Node(@Nullable OnnxNode node) {}

  /** The first node below that does more than to move values; none at an input of the graph. */
  private Node below(OnnxNode reader) {
    String value = reader.input(0);
    Set<String> seen = new HashSet<>();
    while (seen.add(value)) {
      OnnxNode maker = file.makerOf(value);
      boolean isMove =
          maker != null && MOVES.contains(maker.operator()) && file.tensor(maker.input(0)) == null;
      if (!isMove) {
        return new Node(maker);
      }
      value = Objects.requireNonNull(maker).input(0);
    }
    return new Node(null);
  }

  /** The table that symbols are looked up in; null for none. */
  private @Nullable OnnxTensor embedding(OnnxNode lowest) {
    OnnxNode maker = below(lowest).node;
    if (maker == null || maker.operator().equals("OneHot")) {
      return null;
    }
    OnnxTensor table = file.tensor(maker.input(0));
    boolean isLookUp =
        maker.operator().equals("Gather") && table != null && table.isReal() && table.rank() == 2;
    if (!isLookUp || maker.number("axis", 0) != 0) {
      throw new Unreadable(
          "an input of the graph, or the Gather of an embedding, below the " + lowest.words(),
          "a " + maker.words(),
          "export the network without it, and compute it for the data");
    }
    used.add(maker.input(0));
    return table;
  }

  /** What reads the outputs of a recurrent node. */
  private final class Above {
    private final @Nullable OnnxNode next;
    private final Set<OnnxNode> heads = new LinkedHashSet<>();

    Above(OnnxNode node) {
      Set<OnnxNode> above = new LinkedHashSet<>();
      follow(node.outputs(), above, false);
      if (above.size() > 1) {
        throw new Unreadable(
            "one layer above the " + node.words(),
            String.join(", ", above.stream().map(OnnxNode::words).toList()),
            "export one of them alone");
      }
      next = above.isEmpty() ? null : above.iterator().next();
      if (next != null && !heads.isEmpty()) {
        OnnxNode head = heads.iterator().next();
        throw unknown(head, head.input(0));
      }
    }

    private void follow(List<String> from, Set<OnnxNode> above, boolean isAfterHead) {
      Deque<String> open = new ArrayDeque<>(from);
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        String value = open.pop();
        if (value.isEmpty() || !seen.add(value)) {
          continue;
        }
        for (OnnxNode reader : file.readersOf(value)) {
          boolean isNext = RecurrentNode.is(reader) && reader.input(0).equals(value);
          if (isNext && !isAfterHead) {
            above.add(reader);
          } else if (LinearMap.is(file, reader, value) && !isAfterHead) {
            heads.add(reader);
          } else if (MOVES.contains(reader.operator()) || isEnd(reader, isAfterHead)) {
            open.addAll(reader.outputs());
          } else if (!SIZES.contains(reader.operator())) {
            throw unknown(reader, value);
          }
        }
      }
    }

    private boolean isEnd(OnnxNode reader, boolean isAfterHead) {
      return isAfterHead && ENDS.contains(reader.operator());
    }

    private Unreadable unknown(OnnxNode reader, String value) {
      return new Unreadable(
          "recurrent layers, and one linear map (MatMul or Gemm) above them",
          "a " + reader.words() + ", which reads '" + value + "'",
          "export the network without it");
    }

    /** The linear map above; null for none. */
    @Nullable LinearMap head() {
      if (heads.size() > 1) {
        throw new Unreadable(
            "one linear map above the layers",
            String.join(", ", heads.stream().map(OnnxNode::words).toList()),
            "export the network with one of them");
      }
      if (heads.isEmpty()) {
        return null;
      }
      LinearMap head = LinearMap.of(file, heads.iterator().next());
      follow(List.of(head.result()), new LinkedHashSet<>(), true);
      return head;
    }
  }
}
