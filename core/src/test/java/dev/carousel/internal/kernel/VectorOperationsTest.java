package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No kernel is the first to use an operation: that costs the JIT its knowledge of types. */
class VectorOperationsTest {
  private static final String PACKAGE = "jdk.incubator.vector";

  /** Run in a JVM of its own: prints what kernels use that nothing used before them. */
  public static final class Probe {
    private static final List<String> VECTORS = List.of("Float", "Double", "Int", "Short", "Byte");

    private Probe() {}

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

  @Test
  void allAreUsedBeforeAnyKernelRuns() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=" + PACKAGE,
                "--add-opens=" + PACKAGE + "/" + PACKAGE + "=ALL-UNNAMED",
                "-Dcarousel.kernels=vector",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), told);
    assertEquals("vector: true []", told.strip().lines().reduce("", (a, b) -> b));
  }
}
