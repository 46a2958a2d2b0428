package dev.carousel.benchmarks.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.io.Safetensors;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.FloatTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMakerTest {
  private static final int NOVEL = 1_214_976;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyWindowOfATableStandsOnceInTheOrder() {
    RunProblem problem = make(new Case(Kind.TABLE, "lstm", new Shape(4, 6, 2, 3)));
    int[] windows = ints(problem.data());
    assertTrue(windows[0] != 0 || windows[1] != 1, "not shuffled");
    Arrays.sort(windows);
    int count = SeriesTable.ROWS - 6;
    assertTrue(Arrays.equals(IntStream.range(0, count).toArray(), windows));
    assertEquals(20, problem.losses().size());
    assertTrue(problem.losses().get(0) > 0);
  }

  @Test
  void symbolsAreThoseOfTheWholeNovel() {
    RunProblem problem = make(new Case(Kind.CHARACTERS, "lstm", new Shape(3, 5, 78, 2)));
    int[] symbols = ints(problem.data());
    assertEquals(NOVEL, symbols.length);
    assertEquals(77, IntStream.of(symbols).distinct().count());
    assertTrue(problem.losses().get(0) < 2 * Math.log(78));
  }

  @Test
  void aWordModelHasAnEmbeddingOfItsUnits() {
    RunRecipe recipe = new RunRecipe(new Case(Kind.WORDS, "lstm", new Shape(2, 5, 10_001, 3)), "");
    assertEquals("3", recipe.options().get("embedding"));
    assertEquals("10000", recipe.options().get("vocabulary"));
    assertEquals("words", recipe.options().get("tokens"));
  }

  @Test
  void dataOfAnotherSizeIsAFault() {
    Case wrong = new Case(Kind.CHARACTERS, "lstm", new Shape(3, 5, 80, 2));
    String said =
        String.valueOf(assertThrows(IllegalStateException.class, () -> make(wrong)).getMessage());
    assertTrue(said.contains("the data has 78 inputs"), said);
  }

  @Test
  void fileHoldsAllOfARun() {
    RunProblem written = make(new Case(Kind.TABLE, "lstm", new Shape(4, 6, 2, 3)));
    Path file = folder.resolve("run.safetensors");
    written.write(file);
    Safetensors.Contents contents = Safetensors.read(file);
    RunProblem read = RunProblem.of(contents);
    assertEquals(written.recipe(), read.recipe());
    assertEquals(written.parameters().names(), read.parameters().names());
    assertArrayEquals(written.data().array(), read.data().array());
    assertArrayEquals(written.losses().array(), read.losses().array());
    assertTrue(contents.tensors().names().contains("parameter/i.Wh"), contents::toString);
    assertEquals(
        Long.toString(written.parameters().elements()), contents.metadata().get("parameters"));
  }

  @Test
  void errorOfLossesIsTheLargestAndRelative() {
    RunProblem problem = make(new Case(Kind.TABLE, "lstm", new Shape(4, 6, 2, 3)));
    double[] losses = IntStream.range(0, 20).mapToDouble(i -> problem.losses().get(i)).toArray();
    assertEquals(0, problem.error(losses));
    losses[3] *= 1.01;
    losses[9] *= 0.98;
    assertEquals(0.02, problem.error(losses), 1e-9);
    losses[4] = Double.NaN;
    assertTrue(Double.isNaN(problem.error(losses)));
    assertTrue(Double.isNaN(problem.error(Arrays.copyOf(losses, 3))), "too few");
  }

  @Test
  void tableIsTheSameEachTime() throws Exception {
    Path one = folder.resolve("one.csv");
    Path two = folder.resolve("two.csv");
    SeriesTable.write(one, 8);
    SeriesTable.write(two, 8);
    assertEquals(-1, Files.mismatch(one, two));
    List<String> lines = Files.readAllLines(one);
    assertEquals("c0,c1,c2,c3,c4,c5,c6,c7", lines.get(0));
    assertEquals(1 + SeriesTable.ROWS, lines.size());
  }

  private RunProblem make(Case subject) {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      return new RunMaker(Plugins.of(found), folder, 1).make(subject);
    }
  }

  private static int[] ints(FloatTensor tensor) {
    return IntStream.range(0, tensor.size()).map(i -> (int) tensor.get(i)).toArray();
  }
}
