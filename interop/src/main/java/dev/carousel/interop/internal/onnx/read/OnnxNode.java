package dev.carousel.interop.internal.onnx.read;

import dev.carousel.interop.internal.proto.ProtoReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a graph. Immutable; thread-safe.
 *
 * @param operator LSTM, MatMul, ..
 * @param inputs names; an empty one for an argument that is left out
 * @param outputs names; an empty one for a result that nobody reads
 * @param attributes by name
 */
record OnnxNode(
    String name,
    String operator,
    List<String> inputs,
    List<String> outputs,
    Map<String, ProtoReader> attributes) {

  /** Reads a node, which must have an output. */
  static OnnxNode of(ProtoReader message) {
    Map<String, ProtoReader> attributes = new HashMap<>();
    message.messages(5).forEach(attribute -> attributes.put(attribute.text(1), attribute));
    OnnxNode node =
        new OnnxNode(
            message.text(3), message.text(4), message.texts(1), message.texts(2), attributes);
    if (node.outputs.isEmpty()) {
      throw new Unreadable(
          "an output of each node", "none of the " + node.words(), "use another copy of the file");
    }
    return node;
  }

  /** The name of an argument; empty if it is left out. */
  String input(int index) {
    return index < inputs.size() ? inputs.get(index) : "";
  }

  long number(String attribute, long otherwise) {
    ProtoReader found = attributes.get(attribute);
    return found == null ? otherwise : found.number(3);
  }

  float real(String attribute, float otherwise) {
    ProtoReader found = attributes.get(attribute);
    return found == null ? otherwise : found.real(2);
  }

  String text(String attribute, String otherwise) {
    ProtoReader found = attributes.get(attribute);
    return found == null ? otherwise : found.text(4);
  }

  List<String> texts(String attribute) {
    ProtoReader found = attributes.get(attribute);
    return found == null ? List.of() : found.texts(9);
  }

  /** What messages call it. */
  String words() {
    return operator + " node" + (name.isEmpty() ? "" : " '" + name + "'");
  }
}
