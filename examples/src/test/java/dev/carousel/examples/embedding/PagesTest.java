package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that pages show compiles as it stands; that of docs/arrays-in-java.md runs. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  private static final String IMPORTS =
      """
      import dev.carousel.*;
      import dev.carousel.cells.lstm.*;
      import dev.carousel.cells.rnn.*;
      import dev.carousel.data.*;
      import dev.carousel.data.arrays.*;
      import dev.carousel.data.frame.*;
      import dev.carousel.data.predict.*;
      import dev.carousel.data.score.*;
      import dev.carousel.data.source.*;
      import dev.carousel.data.table.*;
      import dev.carousel.data.tasks.*;
      import dev.carousel.data.text.*;
      import dev.carousel.engine.*;
      import dev.carousel.experiments.search.*;
      import dev.carousel.experiments.statistics.*;
      import dev.carousel.flow.*;
      import dev.carousel.flow.lab.*;
      import dev.carousel.flow.measured.*;
      import dev.carousel.flow.study.*;
      import dev.carousel.metrics.*;
      import dev.carousel.model.*;
      import dev.carousel.optimizers.*;
      import dev.carousel.optimizers.hook.*;
      import dev.carousel.optimizers.schedule.*;
      import dev.carousel.plugin.*;
      import dev.carousel.spi.*;
      import dev.carousel.tensor.*;
      import dev.carousel.train.*;
      import java.nio.file.*;
      import java.util.*;
      """;

  /** What a page speaks of without declaring it; a block may declare it anew. */
  private static final String KNOWN =
      """
        Engine engine;
        Dataset data;
        Network network;
        NamedTensors parameters;
        BoundNetwork model;
        Optimizer optimizer;
        List<NamedHook> hooks;
        TrainingPlan plan;
        Path file;
        Path path;
        Frame frame;
        TableCodec codec;
        Predictor predictor;
        float[] output;
        DataShape shape;
        Plugins plugins;
        float[][][] sequences;
        int[] labels;
        Inputs inputs;
        boolean[] mask;
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "data/README.md",
        "docs/comparing-in-java.md",
        "docs/data-files.md",
        "docs/embedding.md",
        "docs/losses.md",
        "docs/predicting-in-java.md",
        "docs/runtime.md",
        "docs/scores.md",
        "docs/tables.md"
      })
  void everyBlockCompiles(String page) throws IOException {
    List<String> blocks = blocks(Files.readString(ROOT.resolve(page)));
    assertFalse(blocks.isEmpty(), page);
    for (String block : blocks) {
      assertEquals("", errors(block), () -> page + ":\n" + block);
    }
  }

  /** All blocks as one program, whose network must have learnt, and must be the same once read. */
  @Test
  void theProgramOfTheTutorialRuns() throws Exception {
    String program =
        String.join("", blocks(Files.readString(ROOT.resolve("docs/arrays-in-java.md"))));
    String checks =
        """
        if (accuracy < 0.9) throw new AssertionError("accuracy " + accuracy);
        if (probabilities[0] < 0.9) throw new AssertionError("slow " + probabilities[0]);
        if (!Arrays.equals(probabilities, same)) throw new AssertionError("not the same bits");
        """;
    assertEquals("", errors(program + checks));
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Class<?> page = loader.loadClass("Page");
      Constructor<?> constructor = page.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method run = page.getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(constructor.newInstance());
    }
  }

  /** The example of arrays trains, saves, reads and predicts. */
  @Test
  void theExampleOfArraysRuns() throws Exception {
    String block =
        blocks(Files.readString(ROOT.resolve("docs/predicting-in-java.md"))).stream()
            .filter(each -> each.contains("SequencePredictor"))
            .findFirst()
            .orElseThrow();
    assertTrue(block.lines().count() < 40, block);
    assertEquals("", errors(block));
    float[][][] sequences = new float[30][][];
    int[] labels = new int[30];
    for (int n = 0; n < 30; n++) {
      labels[n] = n % 3;
      sequences[n] = new float[4 + n % 5][];
      for (int t = 0; t < sequences[n].length; t++) {
        sequences[n][t] = new float[] {labels[n], (float) Math.sin(t)};
      }
    }
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, PagesTest.class.getClassLoader());
        PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(1)) {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      Class<?> page = loader.loadClass("Page");
      Constructor<?> constructor = page.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object made = constructor.newInstance();
      set(made, "engine", engine);
      set(made, "plugins", Plugins.of(found));
      set(made, "file", folder.resolve("activity.safetensors"));
      set(made, "sequences", sequences);
      set(made, "labels", labels);
      Method run = page.getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(made);
    } finally {
      System.setOut(before);
    }
    String printed = said.toString(StandardCharsets.UTF_8);
    long named =
        printed.lines().filter(line -> line.matches("(walk|run|rest) \\[[0-9].*\\]")).count();
    assertEquals(30, named, printed);
  }

  private static void set(Object page, String field, Object value) throws Exception {
    Field found = page.getClass().getDeclaredField(field);
    found.setAccessible(true);
    found.set(page, value);
  }

  @Test
  void aBlockThatIsWrongIsNoticed() throws IOException {
    assertTrue(errors("Network n = Network.compile(engine, \"lstm\");").contains("error"));
    assertTrue(errors("Adam.withStep(\"0.01\");").contains("error"));
  }

  /**
   * Blocks of statements; a block that declares a type or a module is a file of its own and tested
   * as such.
   */
  private static List<String> blocks(String page) {
    List<String> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(page);
    while (found.find()) {
      if (!found.group(1).matches("(?s)(public|module) .*")) {
        blocks.add(found.group(1));
      }
    }
    return blocks;
  }

  private String errors(String block) throws IOException {
    String text =
        IMPORTS + "class Page {\n" + KNOWN + "void run() throws Exception {\n" + block + "}\n}\n";
    Path source = Files.writeString(folder.resolve("Page.java"), text);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean isCompiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(source.toFile()))
            .call();
    return isCompiled ? "" : said.toString();
  }
}
