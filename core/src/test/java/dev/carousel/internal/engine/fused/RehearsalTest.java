package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.internal.kernel.ScalarKernels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static List<Thread> rehearsals() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("carousel-rehearsal"))
        .toList();
  }

  @Test
  void runsTheKernelsOften() {
    CountingKernels kernels = new CountingKernels(new ScalarKernels());
    new Rehearsal(kernels).run();
    assertTrue(kernels.products() > 5000, kernels.products() + " products");
  }

  /** A JVM rehearses at most once, holds nobody up from ending, and comes to an end itself. */
  @Test
  void isOneDaemonThreadThatEnds() {
    try (Engine first = Engines.fused(1);
        Engine second = Engines.fused(1)) {
      assertEquals(first.kernels(), second.kernels());
      List<Thread> running = rehearsals();
      assertTrue(running.size() <= 1, running::toString);
      assertTrue(running.stream().allMatch(Thread::isDaemon), running::toString);
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () -> {
            for (Thread thread : running) {
              thread.join();
            }
          });
    }
  }
}
