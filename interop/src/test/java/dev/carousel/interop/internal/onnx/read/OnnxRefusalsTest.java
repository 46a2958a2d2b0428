package dev.carousel.interop.internal.onnx.read;

import static dev.carousel.interop.internal.onnx.read.Graphs.number;
import static dev.carousel.interop.internal.onnx.read.Graphs.real;
import static dev.carousel.interop.internal.onnx.read.Graphs.text;
import static dev.carousel.interop.internal.onnx.read.Graphs.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.interop.internal.proto.ProtoMessage;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of other people's models, and what is refused by its name. */
class OnnxRefusalsTest {
  @TempDir private Path folder;

  private OnnxNetwork read(byte[] bytes) {
    return read(bytes, null);
  }

  private OnnxNetwork read(byte[] bytes, @Nullable String module) {
    try {
      return OnnxModelReader.read(Files.write(folder.resolve("model.onnx"), bytes), module);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refused(String input, Graphs graphs, String... parts) {
    String[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = "model.onnx";
    Refusal.of(input, () -> read(graphs.bytes()), all);
  }

  @Test
  void lstmAndGemmAreRead() {
    OnnxNetwork found = read(Graphs.lstm().tensor("other", 5).bytes());
    assertEquals("lstm", found.cell());
    assertEquals(2, found.units());
    assertEquals(3, found.inputs());
    assertEquals(4, found.outputs());
    assertEquals(List.of("other"), found.ignored());
    // The second gate of ONNX is o; its first bias, and its second.
    assertEquals(0.03f + 0.11f, found.parameters().get("layer0/o.b").get(0), 1e-7);
    assertEquals(0.07f, found.parameters().get("layer0/o.Wx").get(0), 1e-7);
    assertEquals(0.03f, found.parameters().get("head/head.Wx").get(2), 1e-7);
  }

  @Test
  void matMulAndAddAreAHead() {
    Graphs graphs =
        new Graphs()
            .parameters(1)
            .node("RNN", List.of("x", "W", "R", "B"), List.of("y"), texts("activations", "Relu"))
            .node("Squeeze", List.of("y", "axes"), List.of("s"))
            .tensor("M", 2, 4)
            .tensor("m", 4)
            .node("MatMul", List.of("s", "M"), List.of("p"))
            .node("Add", List.of("m", "p"), List.of("q"))
            .node("Softmax", List.of("q"), List.of("out"));
    OnnxNetwork found = read(graphs.bytes());
    assertEquals("rnn:activation=relu", found.cell());
    assertEquals(0.05f, found.parameters().get("head/head.Wx").get(1), 1e-7);
    assertEquals(0.02f, found.parameters().get("head/head.b").get(1), 1e-7);
  }

  @Test
  void inputForgetIsACoupledGate() {
    OnnxNetwork found = read(Graphs.lstm(number("input_forget", 1)).bytes());
    assertEquals("lstm:coupled=true", found.cell());
    assertEquals(-(0.01f + 0.09f), found.parameters().get("layer0/f.b").get(0), 1e-7);
  }

  @Test
  void attributesWithoutACellAreRefused() {
    refused("clip=5", Graphs.lstm(real("clip", 5)), "no clip", "LSTM node '/lstm'");
    refused("layout=1", Graphs.lstm(number("layout", 1)), "layout 0", "layout 1");
    refused("direction=reverse", Graphs.lstm(text("direction", "reverse")), "'reverse'");
    refused(
        "activations=[Sigmoid, Relu, Tanh]",
        Graphs.lstm(texts("activations", "Sigmoid", "Relu", "Tanh")),
        "sigmoid, tanh, tanh",
        "sigmoid, relu, tanh");
  }

  @Test
  void fixedLengthsAndStatesAreRefused() {
    Graphs fixed =
        new Graphs()
            .parameters(3)
            .tensor("lengths", 2)
            .node("GRU", List.of("x", "W", "R", "B", "lengths"), List.of("y"));
    refused("sequence_lens as a constant", fixed, "sequence_lens", "GRU node '/gru'");
    Graphs begun =
        new Graphs()
            .parameters(3)
            .tensor("start", 1, 1, 2)
            .node("GRU", List.of("x", "W", "R", "B", "", "start"), List.of("y"));
    refused("initial_h of other numbers than 0", begun, "begin with zeros", "start");
    Graphs zeros =
        new Graphs()
            .parameters(3)
            .zeros("start", 2)
            .node("GRU", List.of("x", "W", "R", "B", "", "start"), List.of("y"));
    assertEquals("gru-reset-before", read(zeros.bytes()).cell());
  }

  @Test
  void otherNodesAreRefusedByName() {
    refused(
        "a node LayerNormalization above the LSTM",
        new Graphs()
            .parameters(4)
            .node("LSTM", List.of("x", "W", "R", "B"), List.of("y"))
            .node("LayerNormalization", List.of("y"), List.of("z")),
        "LayerNormalization node '/layernormalization'");
    refused(
        "a node Relu above the head",
        Graphs.lstm().node("Relu", List.of("out"), List.of("z")),
        "Relu node '/relu'");
    refused(
        "a node Conv below the LSTM",
        new Graphs()
            .parameters(4)
            .node("Conv", List.of("image"), List.of("x"))
            .node("LSTM", List.of("x", "W", "R", "B"), List.of("y")),
        "Conv node '/conv'");
    refused(
        "a model without a recurrent node",
        new Graphs().node("Conv", List.of("x"), List.of("y")),
        "LSTM, GRU or RNN",
        "nodes Conv");
  }

  @Test
  void severalNetworksNeedAName() {
    Graphs two =
        Graphs.lstm()
            .tensor("W2", 1, 2, 3)
            .tensor("R2", 1, 2, 2)
            .node("RNN", List.of("x2", "W2", "R2"), List.of("y2"));
    refused("two recurrent networks", two, "/lstm, /rnn", "--module /lstm");
    assertEquals("rnn", read(two.bytes(), "/rnn").cell());
    Refusal.of("--module /gru", () -> read(two.bytes(), "/gru"), "/lstm, /rnn", "--module /gru");
  }

  @Test
  void shapesMustFit() {
    refused(
        "R of another size than W",
        new Graphs()
            .tensor("W", 1, 8, 3)
            .tensor("R", 1, 9, 2)
            .node("LSTM", List.of("x", "W", "R"), List.of("y")),
        "[1, 8, 2]",
        "'R' of [1, 9, 2]");
    refused(
        "W that is no constant",
        new Graphs().tensor("R", 1, 8, 2).node("LSTM", List.of("x", "V", "R"), List.of("y")),
        "'V', which is no constant");
    ProtoMessage tooShort =
        new ProtoMessage().number(1, 1000).number(2, 1).text(8, "W").bytes(9, new byte[8]);
    refused(
        "fewer elements than the shape says",
        Graphs.lstm().constant(tooShort),
        "4000 bytes",
        "8 bytes");
    ProtoMessage huge =
        new ProtoMessage().number(1, 1L << 40).number(2, 1).text(8, "W").bytes(9, new byte[8]);
    refused("a shape of 2^40 elements", Graphs.lstm().constant(huge), "1099511627776");
    ProtoMessage outside = new ProtoMessage().number(1, 2).number(2, 1).text(8, "W").number(14, 1);
    refused("elements in another file", Graphs.lstm().constant(outside), "another file");
  }

  @Test
  void sharedParametersAreRefused() {
    refused(
        "two layers with the same W",
        new Graphs()
            .tensor("W", 1, 2, 2)
            .tensor("R", 1, 2, 2)
            .node("RNN", List.of("x", "W", "R"), List.of("y"))
            .node("RNN", List.of("y", "W", "R"), List.of("z")),
        "two layers read");
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    Refusal.of(
        "bytes of something else",
        () -> read(new byte[] {-1, -1, -1}),
        "not an ONNX model",
        "at byte 0");
    Refusal.of("an empty file", () -> read(new byte[0]), "no graph of nodes");
    byte[] cut = Arrays.copyOf(Graphs.lstm().bytes(), 100);
    Refusal.of("the first 100 bytes of a model", () -> read(cut), "bytes where", "at byte 2");
    Refusal.of(
        "a file that is not there",
        () -> OnnxModelReader.read(folder.resolve("none.onnx"), null),
        "no such file");
    Refusal.of("a folder", () -> OnnxModelReader.read(folder, null), "folder, not a ONNX file");
  }
}
