package dev.carousel.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The golden values of one cell: a short sequence, the results of a reference implementation, and
 * their origin.
 *
 * <p>A file is JSON; its parts are addressed by paths whose words are separated by slashes:
 *
 * <ul>
 *   <li>{@code sizes/T}, {@code B}, {@code I}, {@code H}: steps, rows, input features, units;
 *   <li>{@code input} [T, B, I]; {@code initial/S} [B, size of S] for each state S, not zero;
 *   <li>{@code lengths} [B], if rows differ in length: row b is valid at steps t &lt; lengths[b]
 *       and keeps its states afterwards; outputs past its end must not be compared;
 *   <li>{@code parameters/i.Wx} and so on, in Carousel's names without the layer, and its shapes;
 *   <li>{@code outputs} [T, B, size of the output]; {@code final/S} [B, size of S];
 *   <li>{@code lossWeights/outputs} and {@code lossWeights/final/S}, of these shapes: the loss is
 *       the sum of all outputs and final states times these, which are the initial gradient; {@code
 *       loss};
 *   <li>{@code gradients/input}, {@code gradients/initial/S}, {@code gradients/parameters/i.Wx}:
 *       the derivatives of the loss, in the shapes of their variables;
 *   <li>{@code meta}: the cell as a user names it, the reference's version, the script, seed and
 *       command that made the file, the equations in words.
 * </ul>
 *
 * <pre>{@code
 * Golden golden = Golden.load(LstmCellTest.class, "/golden/lstm.json");
 * Tensor expected = golden.tensor("gradients/parameters/f.Wh");
 * }</pre>
 *
 * <p>Immutable; each call returns a new tensor. The errors for a missing file or a missing part say
 * how to generate the file again.
 */
public final class Golden {
  /** The layout of the file that this class reads; {@code meta/format} must be equal to it. */
  public static final int FORMAT = 1;

  private static final String README =
      "generate it again; src/test/golden/README.md of its module says how";

  private final String source;
  private final JsonNode root;

  private Golden(String source, JsonNode root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Reads a class-path resource.
   *
   * @param owner a class of the module that holds the resource
   * @param path as for {@link Class#getResourceAsStream}: with a leading slash it is absolute
   * @throws CarouselException if there is no such resource, or it is not a golden file of this
   *     format
   */
  public static Golden load(Class<?> owner, String path) {
    try (InputStream stream = owner.getResourceAsStream(path)) {
      if (stream == null) {
        throw CarouselException.failure("There is no golden file of this name.")
            .expected("a resource on the class path of " + owner.getName())
            .found("nothing")
            .where(path)
            .mend(README)
            .build();
      }
      return parse(path, stream.readAllBytes());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws CarouselException if it cannot be read, or is not a golden file of this format
   */
  public static Golden read(Path file) {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  static Golden parse(String source, byte[] json) {
    try {
      Golden golden = new Golden(source, new ObjectMapper().readTree(json));
      golden.requireFormat();
      return golden;
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static CarouselException unreadable(String source, IOException cause) {
    return CarouselException.failure("A golden file cannot be read as JSON.")
        .found(String.valueOf(cause.getMessage()))
        .where(source)
        .mend(README)
        .cause(cause)
        .build();
  }

  private void requireFormat() {
    int found = root.path("meta").path("format").asInt(0);
    if (found != FORMAT) {
      throw stale("format " + FORMAT, found == 0 ? "no format" : "format " + found, "meta/format");
    }
  }

  /** Whether the file has something at that path. */
  public boolean has(String path) {
    return find(path) != null;
  }

  /** The tensor at that path, in {@link dev.carousel.tensor.Precision#FLOAT64}; a new one. */
  public Tensor tensor(String path) {
    return toTensor(node(path), path);
  }

  /** All tensors under that path, by the last word of their paths, in the file's order. */
  public NamedTensors tensors(String path) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : names(path)) {
      tensors.put(name, tensor(path + "/" + name));
    }
    return new NamedTensors(tensors);
  }

  /** The words that can follow that path, in the file's order: parameters, states. */
  public Set<String> names(String path) {
    JsonNode node = node(path);
    if (!node.isObject() || node.has("values")) {
      throw stale("a group of names", describe(node), path);
    }
    return wordsOf(node);
  }

  /** The number at that path, such as {@code loss}. */
  public double number(String path) {
    JsonNode node = node(path);
    if (!node.isNumber()) {
      throw stale("a number", describe(node), path);
    }
    return node.doubleValue();
  }

  /** A size: T steps, B rows, I input features or H units. */
  public int size(String letter) {
    return (int) number("sizes/" + letter);
  }

  /** One entry of {@code meta} as text, such as {@code torch}, {@code command} or {@code seed}. */
  public String meta(String key) {
    JsonNode node = node("meta/" + key);
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private Tensor toTensor(JsonNode node, String path) {
    JsonNode values = node.path("values");
    if (!node.path("shape").isArray() || !values.isArray()) {
      throw stale("a tensor: shape and values", describe(node), path);
    }
    DoubleTensor tensor = new DoubleTensor(ints(node.path("shape")));
    if (values.size() != tensor.size()) {
      throw stale(tensor.size() + " values for " + tensor, values.size() + " values", path);
    }
    for (int i = 0; i < tensor.size(); i++) {
      if (!values.get(i).isNumber()) {
        throw stale("numbers", values.get(i) + " at index " + i, path);
      }
      tensor.set(i, values.get(i).doubleValue());
    }
    return tensor;
  }

  private JsonNode node(String path) {
    JsonNode node = root;
    for (String word : path.split("/", -1)) {
      JsonNode next = node.get(word);
      if (next == null) {
        throw error("a part named '" + word + "'", describe(node), path)
            .mend(NearestWord.hint(word, wordsOf(node)) + "; if the name is right, " + again())
            .build();
      }
      node = next;
    }
    return node;
  }

  private @Nullable JsonNode find(String path) {
    @Nullable JsonNode node = root;
    for (String word : path.split("/", -1)) {
      node = node == null ? null : node.get(word);
    }
    return node;
  }

  private CarouselException stale(String expected, String found, String path) {
    return error(expected, found, path).mend(again()).build();
  }

  private CarouselException.Builder error(String expected, String found, String path) {
    return CarouselException.failure("A golden file lacks the requested part.")
        .expected(expected)
        .found(found)
        .where(source + " at " + path);
  }

  private String again() {
    JsonNode command = root.path("meta").path("command");
    return command.isTextual()
        ? "generate it again: " + command.asText() + " (see README.md beside that script)"
        : README;
  }

  private static Set<String> wordsOf(JsonNode node) {
    Set<String> words = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(words::add);
    return Collections.unmodifiableSet(words);
  }

  private static String describe(JsonNode node) {
    if (node.isObject()) {
      return node.has("values") ? "a tensor" : "a group of " + wordsOf(node);
    }
    return node.isValueNode() ? node.toString() : "a list";
  }

  private static int[] ints(JsonNode array) {
    int[] ints = new int[array.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = array.get(i).asInt();
    }
    return ints;
  }
}
