package dev.carousel.interop.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ImportSettings;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to be read again is read, and nothing else. */
class ReadAgainTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final DataShape SYMBOLS = new DataShape(true, 9, true, 9, Moment.EVERY_STEP);
  private static final DataShape NUMBERS = new DataShape(false, 5, false, 2, Moment.EVERY_STEP);
  private static final DataShape END = new DataShape(false, 5, true, 3, Moment.END);

  @TempDir private Path folder = Path.of("");

  private static NetworkSpec of(DataShape shape, String cell) {
    return NetworkSpec.of(shape, PluginRef.parse(cell)).units(6);
  }

  static List<NetworkSpec> networks() {
    List<NetworkSpec> all = new ArrayList<>();
    OnnxCellsTest.cells()
        .forEach(
            cell -> {
              all.add(of(NUMBERS, cell).layers(2));
              all.add(of(SYMBOLS, cell).bidirectional(true));
            });
    all.add(of(SYMBOLS, "lstm").embedding(4));
    all.add(of(SYMBOLS, "lstm").embedding(6).tied(true));
    all.add(of(NUMBERS, "lstm").dropouts(DropoutKinds.NONE.zoneout(0.3)));
    all.add(of(NUMBERS, "lstm").dropout(0.3).layers(2));
    for (Pool pool : Pool.values()) {
      all.add(of(END, "gru").pool(pool));
      all.add(of(END, "gru").pool(pool).bidirectional(true));
    }
    for (int numbers : new int[] {0, 3}) {
      DataShape mixed = new DataShape(false, numbers, false, 2, Moment.EVERY_STEP, List.of(4, 3));
      all.add(of(mixed, "lstm").embeddings(List.of(2, 0)));
      all.add(of(mixed, "lstm").embeddings(List.of(0, 0)));
    }
    DataShape one = new DataShape(false, 0, false, 2, Moment.EVERY_STEP, List.of(4));
    all.add(of(one, "lstm").embeddings(List.of(2)));
    all.add(of(one, "lstm").embeddings(List.of(0)));
    all.add(NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5 > lstm:units=6")));
    all.add(NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5 > gru:units=5")));
    all.add(NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5 > mgu:units=5")));
    all.add(NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5,residual=true > lstm:units=5")));
    all.add(NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5,pre-norm=rms")));
    return all;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whatIsSaidToBeReadAgainIsRead(NetworkSpec network) throws IOException {
    Optional<String> unread = OnnxExport.notReadAgain(network, PLUGINS);
    Path file = write(network);
    boolean isRead;
    try {
      NetworkSpec read = OnnxImport.read(file, ImportSettings.USUAL).network().spec(network.data());
      isRead = read.layers() == network.layers();
    } catch (CarouselException refused) {
      isRead = false;
    }
    assertEquals(isRead, unread.isEmpty(), () -> network + ": " + unread);
  }

  private Path write(NetworkSpec network) throws IOException {
    NetworkSpec spec = network.from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      byte[] bytes =
          OnnxExport.bytes(
              spec, Network.compile(engine, spec).initialParameters(1), OnnxSettings.usual());
      return Files.write(folder.resolve("model.onnx"), bytes);
    }
  }

  @Test
  void whatIsNotReadIsNamed() {
    assertEquals(
        Optional.of("a Scan"), OnnxExport.notReadAgain(of(NUMBERS, "mgu").layers(2), PLUGINS));
    NetworkSpec mixed = NetworkSpec.of(NUMBERS, Stack.parse("lstm:units=5 > mgu:units=5"));
    assertEquals(Optional.of("a Scan"), OnnxExport.notReadAgain(mixed, PLUGINS));
    assertEquals(
        Optional.of("a tied head"),
        OnnxExport.notReadAgain(of(SYMBOLS, "lstm").embedding(6).tied(true), PLUGINS));
    assertEquals(
        Optional.of("a pool"), OnnxExport.notReadAgain(of(END, "gru").pool(Pool.MEAN), PLUGINS));
  }
}
