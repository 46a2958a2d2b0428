package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObstacleTest {
  private static final String OPENJDK = "OpenJDK 64-Bit Server VM";
  private static final String MIXED = "mixed mode, sharing";

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 24, 25})
  void testedReleasesOfHotSpotHaveNone(int java) {
    assertNull(Obstacle.on(new HostJvm(java, OPENJDK, MIXED, false, true)));
    assertNull(
        Obstacle.on(
            new HostJvm(java, "Java HotSpot(TM) 64-Bit Server VM", "compiled mode", false, true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Eclipse OpenJ9 VM",
        "OpenJDK 64-Bit Zero VM",
        "OpenJDK Client VM",
        "OpenJDK 64-Bit Minimal VM",
        "Zing 64-Bit Tiered VM",
        "Substrate VM",
        ""
      })
  void otherMachinesThanHotSpotsServerAreOne(String name) {
    assertObstacle(
        new HostJvm(17, name, MIXED, false, true), '"' + name + '"', "-Dcarousel.kernels=vector");
  }

  @Test
  void aMissingModuleIsOneAndComesFirst() {
    assertObstacle(
        new HostJvm(99, "Substrate VM", "interpreted mode", true, false),
        "without the module jdk.incubator.vector",
        "start java with --add-modules jdk.incubator.vector");
  }

  @Test
  void anInterpreterIsOne() {
    assertObstacle(
        new HostJvm(17, OPENJDK, "interpreted mode, sharing", false, true),
        "does not compile",
        "without -Xint");
  }

  @Test
  void aClientCompilerIsOne() {
    assertObstacle(
        new HostJvm(25, OPENJDK, "mixed mode, emulated-client, sharing", false, true),
        "without its server compiler",
        "without that flag");
  }

  @Test
  void aCompilerBehindJvmciIsOne() {
    assertObstacle(
        new HostJvm(21, OPENJDK, MIXED, true, true), "JVMCI", "-Dcarousel.kernels=vector");
  }

  @ParameterizedTest
  @CsvSource({"16", "26", "99"})
  void releasesThatWereNotTestedAreOne(int java) {
    assertObstacle(
        new HostJvm(java, OPENJDK, MIXED, false, true),
        "Java 17 to 25, and this is Java " + java,
        "-Dcarousel.kernels=vector");
  }

  @Test
  void thisJvmIsReadAsItIs() {
    HostJvm jvm = HostJvm.current();
    assertEquals(Runtime.version().feature(), jvm.java());
    assertTrue(jvm.hasVectors(), "surefire adds the module");
    assertTrue(jvm.name().endsWith("VM"), jvm.name());
    assertTrue(jvm.mode().contains("mode"), jvm.mode());
  }

  private static void assertObstacle(HostJvm jvm, String reason, String remedy) {
    Obstacle found = Obstacle.on(jvm);
    assertNotNull(found, jvm::toString);
    assertTrue(found.reason().contains(reason), found::reason);
    assertTrue(found.remedy().contains(remedy), found::remedy);
  }
}
