package dev.carousel.interop.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Outputs;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/onnx.md compiles, runs, and finds what Carousel finds. */
class OnnxPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final DataShape SYMBOLS = new DataShape(true, 6, true, 6, Moment.EVERY_STEP);

  @TempDir private Path folder;

  @Test
  void programOfThePageRuns() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/onnx.md")));
    assertTrue(block.find());
    Path source = Files.writeString(folder.resolve("ReadSymbols.java"), block.group(1));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, failed);
    NetworkSpec spec = NetworkSpec.of(SYMBOLS, PluginRef.parse("lstm")).units(5).from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = OnnxCellsTest.parameters(network);
      Path file = folder.resolve("model.onnx");
      SavedModel model = new SavedModel(spec, new ArraysCodec(SYMBOLS), Map.of(), parameters);
      OnnxExport.write(model, PLUGINS, file, OnnxSettings.usual());
      OnnxRun.environment(); // begins with enough stack
      List<?> found = run(file, 3, 1, 4, 1, 5);
      Outputs expected = network.bind(parameters).predict(Inputs.ofSymbols(6, 3, 1, 4, 1, 5));
      for (int t = 0; t < 5; t++) {
        OnnxCellsTest.close(expected.softmax(t, 0), (float[]) found.get(t));
      }
    }
  }

  private List<?> run(Path file, long... symbols) throws Exception {
    URL[] here = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(here, getClass().getClassLoader())) {
      return (List<?>)
          loader
              .loadClass("ReadSymbols")
              .getMethod("read", String.class, long[].class)
              .invoke(null, file.toString(), symbols);
    }
  }
}
