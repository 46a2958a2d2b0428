package dev.carousel.interop.onnx;

import dev.carousel.Engines;
import dev.carousel.Version;
import dev.carousel.data.DataCodec;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.onnx.NetworkWriter;
import dev.carousel.interop.internal.onnx.ReadableGraph;
import dev.carousel.interop.internal.proto.ProtoMessage;
import dev.carousel.io.AtomicFiles;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes networks as ONNX files of opset 17, in float32.
 *
 * <table>
 * <caption>Inputs and outputs</caption>
 * <tr><td>{@code input}</td><td>{@code float [T, B, I]}: numbers, as the network reads them; or
 * {@code int64 [T, B]}: symbols</td></tr>
 * <tr><td>{@code category0}, ...</td><td>{@code int64 [T, B]}: categories, if there are any</td></tr>
 * <tr><td>{@code lengths}</td><td>{@code int32 [B]}: see {@link OnnxSettings}</td></tr>
 * <tr><td>{@code layer0.h}, ...</td><td>{@code float [B, H]}: states before the first step; zeros
 * at the beginning of a sequence</td></tr>
 * <tr><td>{@code output}</td><td>{@code float [T, B, K]}, or {@code [B, K]} at the end: the head's
 * outputs, which are logits for classes and numbers in the scale of training otherwise</td></tr>
 * <tr><td>{@code probabilities}</td><td>for classes: the softmax of {@code output}</td></tr>
 * <tr><td>{@code layer0.h.next}, ...</td><td>{@code float [B, H]}: states after the last step
 * </td></tr>
 * </table>
 *
 * <p>T and B are free: a step or a sequence, a row or a batch. The file's properties hold what the
 * network's data mean: {@value #DATA_KEY} (vocabulary, columns and scales, as JSON), {@value
 * #NETWORK_KEY} and {@value #VERSION_KEY}. Nothing is dropped at random, as in every prediction.
 *
 * <p>Cells with the equations of {@code lstm}, {@code gru}, {@code gru-reset-before} and {@code
 * rnn} become ONNX's own operators; every other cell becomes a {@code Scan}. Thread-safe.
 */
public final class OnnxExport {
  /** The property with the network's specification, as JSON. */
  public static final String NETWORK_KEY = "carousel.network";

  /** The property with what the network's data mean, as JSON; see {@link DataCodec#toJson}. */
  public static final String DATA_KEY = "carousel.data";

  /** The property with the version of Carousel that wrote the file. */
  public static final String VERSION_KEY = SavedModel.VERSION_KEY;

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  /** A message of Protocol Buffers has at most 2 GiB. */
  private static final long MOST_ELEMENTS = 500_000_000;

  private OnnxExport() {}

  /**
   * Writes a network to a file, as a whole or not at all.
   *
   * @param plugins where its cells are found
   * @throws CarouselException if a cell is missing, the network is too large, or the file cannot be
   *     written
   */
  public static void write(SavedModel model, Plugins plugins, Path file, OnnxSettings settings) {
    byte[] bytes = bytes(model, plugins, settings);
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * The bytes of such a file: the same for the same network.
   *
   * @param plugins where its cells are found
   * @throws CarouselException if a cell is missing, or the network is too large
   */
  public static byte[] bytes(SavedModel model, Plugins plugins, OnnxSettings settings) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(VERSION_KEY, Version.current());
    properties.put(NETWORK_KEY, MetadataJson.write(model.network(), NetworkSpec.class));
    properties.put(DATA_KEY, model.codec().toJson());
    return bytes(model.network().from(plugins), model.parameters(), properties, settings);
  }

  /**
   * The bytes of a network that may have cells of its own, without a description of its data.
   *
   * @param spec ready to be compiled, see {@link NetworkSpec#from}
   * @param parameters of the network, by their names
   * @throws CarouselException if the parameters are not the network's, or it is too large
   */
  public static byte[] bytes(NetworkSpec spec, NamedTensors parameters, OnnxSettings settings) {
    return bytes(spec, parameters, Map.of(VERSION_KEY, Version.current()), settings);
  }

  /**
   * What a network's graph has that {@link OnnxImport} does not read, such as "a Scan"; empty if it
   * reads all of it.
   *
   * @param plugins where its cells are found
   * @throws CarouselException if a cell is missing
   */
  public static Optional<String> notReadAgain(NetworkSpec spec, Plugins plugins) {
    try (Engine engine = Engines.reference()) {
      return ReadableGraph.fault(Network.compile(engine, spec.from(plugins)));
    }
  }

  private static byte[] bytes(
      NetworkSpec spec,
      NamedTensors parameters,
      Map<String, String> properties,
      OnnxSettings settings) {
    requireRoom(parameters);
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      boolean hasStates = settings.states() && !spec.bidirectional();
      NetworkWriter writer =
          new NetworkWriter(network, network.adopt(parameters), hasStates, settings.lengths());
      return file(writer.write(), properties).toBytes();
    }
  }

  private static void requireRoom(NamedTensors parameters) {
    if (parameters.elements() > MOST_ELEMENTS) {
      throw CarouselException.failure("The network is too large for one ONNX file.")
          .expected("at most " + MOST_ELEMENTS + " parameters")
          .found(parameters.elements())
          .mend("write it as .safetensors")
          .build();
    }
  }

  private static ProtoMessage file(ProtoMessage graph, Map<String, String> properties) {
    ProtoMessage file =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "carousel")
            .text(3, Version.current())
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
    properties.forEach(
        (key, value) -> file.message(14, new ProtoMessage().text(1, key).text(2, value)));
    return file;
  }
}
