package dev.carousel.interop.internal.onnx.read;

import dev.carousel.interop.internal.proto.ProtoReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes and constants of a file. Nothing in it is run, and its elements stay in the file.
 * Immutable; thread-safe.
 */
public final class OnnxGraphFile {
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
  private final Map<String, OnnxNode> makers = new HashMap<>();
  private final Map<String, List<OnnxNode>> readers = new HashMap<>();

  private final Map<String, String> properties = new LinkedHashMap<>();

  private OnnxGraphFile(ProtoReader model) {
    model.messages(14).forEach(entry -> properties.put(entry.text(1), entry.text(2)));
    ProtoReader graph = model.message(7);
    if (!model.has(7) || !graph.has(1)) {
      throw new Unreadable(
          "an ONNX model with nodes", "no graph of nodes", "export the network again");
    }
    for (ProtoReader tensor : graph.messages(5)) {
      add(tensor.text(8), tensor);
    }
    for (ProtoReader message : graph.messages(1)) {
      OnnxNode node = OnnxNode.of(message);
      if (node.operator().equals("Constant") && node.attributes().containsKey("value")) {
        add(node.outputs().get(0), node.attributes().get("value").message(5));
      } else {
        nodes.add(node);
        node.outputs().forEach(output -> makers.put(output, node));
        node.inputs().forEach(input -> of(input).add(node));
      }
    }
    makers.remove("");
  }

  /**
   * Reads the bytes of a file, which stay in use.
   *
   * @throws ProtoReader.Malformed if they are not in the wire format
   * @throws Unreadable if they are no model
   */
  public static OnnxGraphFile of(ByteBuffer bytes) {
    return new OnnxGraphFile(ProtoReader.of(bytes));
  }

  private void add(String name, ProtoReader message) {
    tensors.put(name, OnnxTensor.of(name, message));
  }

  private List<OnnxNode> of(String value) {
    return readers.computeIfAbsent(value, name -> new ArrayList<>(1));
  }

  /** The strings of the file by name. */
  Map<String, String> properties() {
    return properties;
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  /** The constants by name, in the order of the file. */
  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  @Nullable OnnxTensor tensor(String name) {
    return tensors.get(name);
  }

  /** The node whose result this is; null for inputs and constants. */
  @Nullable OnnxNode makerOf(String value) {
    return makers.get(value);
  }

  /** The nodes that read a value. */
  List<OnnxNode> readersOf(String value) {
    return readers.getOrDefault(value, List.of());
  }
}
