package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import dev.carousel.engine.KernelChoice;

/**
 * Fails a contract on scalar kernels unless they are requested, because a comparison of kernels
 * would then compare scalar kernels with themselves.
 */
final class VectorKernelsRequired {
  private static final String POM =
      String.join(
          "\n",
          "  <plugin>",
          "    <groupId>org.apache.maven.plugins</groupId>",
          "    <artifactId>maven-surefire-plugin</artifactId>",
          "    <configuration>",
          "      <argLine>--add-modules jdk.incubator.vector</argLine>",
          "    </configuration>",
          "  </plugin>");

  private VectorKernelsRequired() {}

  /**
   * Prints the kernels' name beside that of the test.
   *
   * @throws AssertionError if the kernels are scalar without a request; the message says what to
   *     add to the pom
   */
  static void check(Class<?> test, KernelChoice choice) {
    if (!choice.isVector() && !choice.isRequested()) {
      fail(message(choice));
    }
    System.out.println(test.getSimpleName() + " runs on kernels: " + choice.kernels());
  }

  private static String message(KernelChoice choice) {
    return String.join(
        "\n",
        "These tests run on scalar kernels, so the vector kernels are not tested.",
        "  expected: vector kernels",
        "  found:    scalar kernels. " + choice.reason(),
        "  try:      " + choice.remedy(),
        "In a pom, the flag of a missing module goes to the tests' JVM like this:",
        POM,
        "In Gradle: test { jvmArgs '--add-modules', 'jdk.incubator.vector' }",
        "If scalar kernels are intended, add -D" + KernelChoice.PROPERTY + "=scalar.");
  }
}
