package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.fixture.Allocation;
import dev.carousel.internal.graph.Op;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The JIT compiles each kernel well, whichever ran before it. */
class VectorOperationsTest {
  private static final String PACKAGE = "jdk.incubator.vector";

  /** Run in a JVM of its own: prints what kernels use that nothing used before them. */
  public static final class Use {
    private static final List<String> VECTORS = List.of("Float", "Double", "Int", "Short", "Byte");

    private Use() {}

    /** Runs all kernels, by way of their tests. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
      String kernels = KernelProvider.best().name();
      Set<String> before = used();
      PointwiseKernelsTest pointwise = new PointwiseKernelsTest();
      PointwiseKernelsTest.pointwiseOperations()
          .forEach(pointwise::vectorEqualsScalarAtAwkwardSizesAndOffsets);
      GroupKernelsTest groups = new GroupKernelsTest();
      GroupKernelsTest.groupedOperations()
          .forEach(groups::vectorEqualsScalarAtAwkwardSizesAndOffsets);
      GroupKernelsTest.products().forEach(groups::productsOfBlocksEqualTheirScalarTwin);
      new ProductKernelsTest().productEqualsDoubleAtAwkwardSizes(13, 5, 110);
      new OuterProductsTest().theyAreWhatThePackedProductIs(31, 7, 64);
      new NarrowKernelsTest().aRowHasTheBitsOfAProductWithTheRoundedFloats(7, 300);
      ConversionKernelsTest conversions = new ConversionKernelsTest();
      conversions.everyFloatBecomesTheSameDouble(31);
      conversions.everyDoubleIsRoundedToTheSameFloat(31);
      conversions.squaresAreAddedInTheSameOrder(100);
      Set<String> news = used();
      news.removeAll(before);
      new PrintStream(System.out, true, StandardCharsets.UTF_8)
          .println(kernels.replaceAll("-.*", "") + ": " + !before.isEmpty() + " " + news);
    }

    /** What the Vector API has looked up so far: FloatVector.BIN_IMPL[3], and so on. */
    private static Set<String> used() throws ReflectiveOperationException {
      Set<String> used = new TreeSet<>();
      for (String vector : VECTORS) {
        for (Field field : Class.forName(PACKAGE + "." + vector + "Vector").getDeclaredFields()) {
          if (field.getType().getSimpleName().equals("ImplCache")) {
            field.setAccessible(true);
            Field cache = field.getType().getDeclaredField("cache");
            cache.setAccessible(true);
            Object[] known = (Object[]) cache.get(field.get(null));
            for (int i = 0; i < known.length; i++) {
              if (known[i] != null) {
                used.add(vector + "Vector." + field.getName() + "[" + i + "]");
              }
            }
          }
        }
      }
      return used;
    }
  }

  /**
   * Run in a JVM of its own: prints the bytes that tanh allocates once it is compiled, after
   * kernels of other kinds have run, one alone for long.
   */
  public static final class Order {
    private static final int N = 1024;
    private static final int CALLS = 20_000;

    private Order() {}

    /** Runs one kernel after the other. */
    public static void main(String[] arguments) {
      Kernels kernels = KernelProvider.best();
      float[] x = new float[N];
      float[] out = new float[N];
      PackedMatrix right = new PackedMatrix(8, 64);
      float[] edge = new float[Kernels.EDGE];
      for (int i = 0; i < CALLS; i++) {
        kernels.multiply(6, 8, x, 0, 8, 1, right, out, 0, 64, edge);
      }
      repeat(operation(Op.ADD, x, out).loop(kernels), new int[2]);
      repeat(operation(Op.MULTIPLY, x, out).loop(kernels), new int[2]);
      ElementLoop tanh = operation(Op.TANH, x, out).loop(kernels);
      int[] at = new int[2];
      long bytes = Allocation.least(0, () -> repeat(tanh, at));
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println(bytes + " bytes");
    }

    private static OneOperation operation(Op op, float[] x, float[] out) {
      Elementwise.Rows in = new Elementwise.Rows(x, 0);
      return new OneOperation(op, 1, 0, in, in, in, new Elementwise.Rows(out, 0));
    }

    private static void repeat(ElementLoop loop, int[] at) {
      for (int i = 0; i < CALLS; i++) {
        loop.run(1, N, at);
      }
    }
  }

  @Test
  void noneIsNewToTheVectorApiWhenAKernelRuns() throws IOException, InterruptedException {
    assertEquals("vector: true []", lastLine(Use.class));
  }

  @Test
  void noVectorIsLeftOnTheHeapAfterKernelsOfOtherKinds() throws IOException, InterruptedException {
    assertEquals("0 bytes", lastLine(Order.class));
  }

  private static String lastLine(Class<?> main) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=" + PACKAGE,
                "--add-opens=" + PACKAGE + "/" + PACKAGE + "=ALL-UNNAMED",
                "-Dcarousel.kernels=vector",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), told);
    return told.lines().reduce("", (a, b) -> b);
  }
}
