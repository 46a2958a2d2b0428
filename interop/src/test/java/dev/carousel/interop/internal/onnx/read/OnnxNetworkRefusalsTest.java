package dev.carousel.interop.internal.onnx.read;

import static dev.carousel.interop.internal.onnx.read.Graphs.number;
import static dev.carousel.interop.internal.onnx.read.Graphs.real;

import dev.carousel.interop.internal.proto.ProtoMessage;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose parts do not make one network, and bytes that make no message. */
class OnnxNetworkRefusalsTest {
  @TempDir private Path folder = Path.of("");

  private void refused(String input, byte[] bytes, String... parts) {
    Refusal.of(
        input,
        () -> OnnxModelReader.read(Files.write(folder.resolve("model.onnx"), bytes), null),
        parts);
  }

  private void refused(String input, Graphs graphs, String... parts) {
    refused(input, graphs.bytes(), parts);
  }

  /** An RNN that reads a value, with parameters of its own. */
  private static Graphs rnn(Graphs graphs, String in, String out, int units, int inputs) {
    return graphs
        .tensor("W" + out, 1, units, inputs)
        .tensor("R" + out, 1, units, units)
        .node("RNN", List.of(in, "W" + out, "R" + out), List.of(out));
  }

  @Test
  void layersMustBeAlike() {
    refused(
        "a layer of 4 units above one of 2",
        rnn(rnn(new Graphs(), "x", "y", 2, 3), "y", "z", 4, 2),
        "layers of one kind and size: rnn of 2 units",
        "rnn of 4 units, which reads 2 numbers",
        "--stack");
    refused(
        "two layers above one",
        rnn(rnn(rnn(new Graphs(), "x", "y", 2, 3), "y", "a", 2, 2), "y", "b", 2, 2),
        "one layer above the RNN node '/rnn'");
    refused(
        "two layers that read each other",
        rnn(rnn(new Graphs(), "b", "a", 2, 2), "a", "b", 2, 2),
        "layers one above the other",
        "a circle of nodes");
    Graphs deep = new Graphs();
    for (int i = 0; i <= 1000; i++) {
      rnn(deep, "v" + i, "v" + (i + 1), 1, 1);
    }
    refused("1,001 layers", deep, "at most 1000 layers", "more");
  }

  @Test
  void headsMustFitAndBeOne() {
    List<String> map = List.of("y", "G", "g");
    refused(
        "a head of 3 numbers above 2 units",
        rnn(new Graphs(), "x", "y", 2, 3)
            .tensor("G", 3, 4)
            .tensor("g", 4)
            .node("Gemm", map, List.of("out")),
        "3 numbers, as the Gemm node '/gemm' reads them",
        "2 numbers of the top layer");
    Graphs two = rnn(new Graphs(), "x", "y", 2, 3).tensor("G", 2, 4).tensor("g", 4);
    refused(
        "two heads",
        two.node("Gemm", map, List.of("a")).node("Gemm", map, List.of("b")),
        "one linear map above the layers",
        "Gemm node '/gemm', Gemm node '/gemm'");
    Graphs between = rnn(rnn(new Graphs(), "x", "y", 2, 3), "y", "z", 2, 2).tensor("G", 2, 4);
    refused(
        "a map that reads the lower layer",
        between.node("MatMul", List.of("y", "G"), List.of("out")),
        "recurrent layers, and one linear map",
        "a MatMul node '/matmul', which reads 'y'");
  }

  @Test
  void aNodeMustHaveAnOutput() {
    refused(
        "a node without an output",
        rnn(new Graphs(), "x", "y", 2, 3)
            .tensor("G", 2, 4)
            .node("Gemm", List.of("y", "G"), List.of()),
        "an output of each node",
        "none of the Gemm node '/gemm'");
  }

  @Test
  void aHeadMustBePlain() {
    Graphs twice =
        rnn(new Graphs(), "x", "y", 2, 3)
            .tensor("G", 2, 4)
            .node("Gemm", List.of("y", "G"), List.of("out"), real("alpha", 2));
    refused("alpha=2", twice, "alpha = beta = 1 and transA = 0", "others in the Gemm node '/gemm'");
    Graphs turned =
        rnn(new Graphs(), "x", "y", 2, 3)
            .tensor("G", 2, 4)
            .node("Gemm", List.of("y", "G"), List.of("out"), number("transA", 1));
    refused("transA=1", turned, "alpha = beta = 1 and transA = 0");
    Graphs bias =
        rnn(new Graphs(), "x", "y", 2, 3)
            .tensor("G", 2, 4)
            .tensor("g", 3)
            .node("Gemm", List.of("y", "G", "g"), List.of("out"));
    refused("a bias of 3 numbers for 4 outputs", bias, "a bias of 4 numbers", "'g' of [3]");
  }

  @Test
  void anEmbeddingMustFit() {
    Graphs graphs =
        new Graphs().tensor("E", 9, 5).node("Gather", List.of("E", "symbols"), List.of("x"));
    refused(
        "an embedding of 5 numbers for 3",
        rnn(graphs, "x", "y", 2, 3),
        "3 numbers, as the RNN node '/rnn' reads them",
        "5 numbers of the embedding");
  }

  @Test
  void parametersMustBeFiniteAndOfThreeAxes() {
    refused(
        "W of two axes",
        new Graphs()
            .tensor("W", 2, 3)
            .tensor("R", 1, 2, 2)
            .node("RNN", List.of("x", "W", "R"), List.of("y")),
        "W and R of three axes",
        "'W' of [2, 3]");
    byte[] ones = new byte[2 * 3 * Float.BYTES];
    Arrays.fill(ones, (byte) -1);
    ProtoMessage nan = new ProtoMessage().number(1, 1).number(1, 2).number(1, 3).number(2, 1);
    refused(
        "W of NaN",
        new Graphs()
            .constant(nan.text(8, "W").bytes(9, ones))
            .tensor("R", 1, 2, 2)
            .node("RNN", List.of("x", "W", "R"), List.of("y")),
        "finite parameters",
        "NaN");
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    String[] said = {"The file is not an ONNX model, or it is damaged.", ""};
    said[1] = "a field of number 0 at byte 0";
    refused("a field of number 0", new byte[] {0, 0}, said);
    said[1] = "the unknown wire type 3 at byte 0";
    refused("a group, which ONNX has not", new byte[] {0x0B}, said);
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) -1);
    said[1] = "a number of more than 10 bytes at byte 0";
    refused("a number of 11 bytes", endless, said);
    byte[] many = new byte[2 * 200_001];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = 8;
    }
    said[1] = "more than 200000 fields in one message";
    refused("200,001 fields", many, said);
    said[1] = "a number where bytes were expected";
    refused("a graph that is a number", new byte[] {0x38, 1}, said);
    ProtoMessage axes = new ProtoMessage().bytes(1, new byte[200_001]).number(2, 1).text(8, "W");
    said[1] = "more than 200000 packed numbers";
    refused("a tensor of 200,001 axes", Graphs.lstm().constant(axes).bytes(), said);
  }

  @Test
  void filesThatCannotBeReadAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Refusal.of(
        "a file below a file",
        () -> OnnxModelReader.read(file.resolve("model.onnx"), null),
        "There is no such file.",
        file + " is a file, not a folder");
    Path large = folder.resolve("large.onnx");
    try (RandomAccessFile holes = new RandomAccessFile(large.toFile(), "rw")) {
      holes.setLength(1L << 31);
    }
    Refusal.of(
        "a file of 2 GiB",
        () -> OnnxModelReader.read(large, null),
        "a file of at most 2 GiB",
        "2147483648 bytes");
  }
}
